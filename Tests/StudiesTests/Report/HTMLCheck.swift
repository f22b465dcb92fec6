import Foundation

/// A small reader of HTML, enough to tell whether text stayed text and nothing is fetched.
struct HTMLCheck {
  /// The elements in order, with their attributes.
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  /// What stands between the tags.
  private(set) var text = ""
  /// What is wrong: tags that do not nest, a bare `<` or `&`.
  private(set) var faults: [String] = []

  private static let empty: Set<String> = ["meta"]

  init(_ html: String) {
    var open: [String] = []
    var rest = Substring(html)
    while let start = rest.firstIndex(of: "<") {
      let isStyle = open.last == "style"
      take(String(rest[..<start]), isStyle)
      guard let end = rest[start...].firstIndex(of: ">") else {
        faults.append("a tag does not end")
        return
      }
      let tag = String(rest[rest.index(after: start)..<end])
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        if open.popLast() != String(tag.dropFirst()) { faults.append("</\(tag.dropFirst())> closes another") }
        continue
      }
      let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" })
      elements.append((name, Self.attributes(of: String(tag.dropFirst(name.count)))))
      if !tag.hasSuffix("/"), !Self.empty.contains(name) { open.append(name) }
    }
    if !open.isEmpty { faults.append("\(open) are not closed") }
  }

  private mutating func take(_ piece: String, _ isStyle: Bool) {
    if isStyle { return }
    text += Self.plain(piece)
    for part in piece.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
    where !["amp;", "lt;", "gt;", "quot;"].contains(where: part.hasPrefix) {
      faults.append("a bare & before \(part.prefix(10))")
    }
  }

  private static func attributes(of tag: String) -> [String: String] {
    var result: [String: String] = [:]
    let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
    for place in stride(from: 0, to: parts.count - 1, by: 2) {
      let key = parts[place].filter { !$0.isWhitespace && $0 != "=" && $0 != "/" }
      result[String(key)] = plain(String(parts[place + 1]))
    }
    return result
  }

  private static func plain(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(text) {
      $0.replacingOccurrences(of: $1.0, with: $1.1)
    }
  }

  /// What of the page would make a browser fetch or run something.
  var reaches: [String] {
    elements.flatMap { name, attributes -> [String] in
      var found: [String] = []
      if ["script", "link", "img", "iframe", "object", "embed", "base", "image", "use", "foreignObject"].contains(name)
      {
        found.append("<\(name)>")
      }
      for (key, value) in attributes {
        if key.hasPrefix("on") { found.append("\(name) \(key)") }
        if ["href", "src", "action", "xlink:href"].contains(key), !value.hasPrefix("#"),
          !value.hasPrefix("data:text/csv;")
        {
          found.append("\(name) \(key)=\(value.prefix(40))")
        }
        if key == "style", value.contains("url(") { found.append("\(name) style=\(value)") }
      }
      return found
    }
  }

  /// The tables that can be taken from the page, by file name.
  var downloads: [String: String] {
    var result: [String: String] = [:]
    for (name, attributes) in elements where name == "a" {
      guard let file = attributes["download"], let comma = attributes["href"]?.firstIndex(of: ","),
        let href = attributes["href"]
      else { continue }
      result[file] = String(href[href.index(after: comma)...]).removingPercentEncoding
    }
    return result
  }
}
