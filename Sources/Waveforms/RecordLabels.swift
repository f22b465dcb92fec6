/// Labels that come with a record itself.
package enum RecordLabels {
  /// Returns the codes of the comment `Dx: 164889003,…` in their order, each once.
  package static func codes(in comments: [String]) -> [String] {
    var codes: [String] = []
    for comment in comments {
      guard let colon = comment.firstIndex(of: ":") else { continue }
      let key = comment[..<colon].filter { !$0.isWhitespace }.lowercased()
      guard key == "dx" else { continue }
      for word in comment[comment.index(after: colon)...].split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
        let code = String(word)
        if !codes.contains(code), code.lowercased() != "unknown" { codes.append(code) }
      }
    }
    return codes
  }
}
