/// Text laid out in a given width.
enum HelpText {
  /// Returns the row of an option: how it is typed, what it does.
  static func row(_ option: OptionDeclaration) -> (String, String) {
    let short = option.short.map { "-\($0), " } ?? "    "
    let value = option.shape == .flag ? "" : " " + option.placeholder + (option.shape == .values ? "…" : "")
    let fallback = option.shownDefault.map { $0.isEmpty ? "" : " (default: \($0))" } ?? ""
    // The words to choose from, unless the help explains them already.
    let isExplained = option.shape == .flag || option.words.contains { option.help.contains($0) }
    let words = option.words.isEmpty || isExplained ? "" : ": \(option.expected)"
    return (short + "--" + option.name + value, option.help + words + fallback)
  }

  /// Returns two columns: what to type, and what that does, broken to the width.
  static func rows(_ rows: [(String, String)], width: Int) -> String {
    // What leaves no room for its right side has it in the next line, and does not push the others aside.
    let limit = max(20, width - 44)
    let column = rows.map(\.0.count).filter { $0 <= limit }.max() ?? 0
    return rows.map { left, right in
      if right.isEmpty { return "  " + left }
      let isLong = left.count > column
      let indent = String(repeating: " ", count: isLong ? 6 : column + 4)
      let lines = wrapped(right, width: max(24, width - indent.count)).split(separator: "\n")
      let space = isLong ? "\n" + indent : String(repeating: " ", count: column + 2 - left.count)
      return "  " + left + space + lines.joined(separator: "\n" + indent)
    }.joined(separator: "\n")
  }

  /// Returns a text with its lines broken at spaces; a line that is indented stays as it is.
  static func wrapped(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix(" ") ? String(line) : broken(String(line), width: width)
    }.joined(separator: "\n")
  }

  /// Returns a line broken at spaces, each part indented as the line is; a word wider than the width stays whole.
  static func broken(_ line: String, width: Int) -> String {
    var parts: [Substring] = []
    let indent = line.prefix { $0 == " " }
    var rest = line.dropFirst(indent.count)
    let room = width - indent.count
    while rest.count > room {
      let reach = rest.index(rest.startIndex, offsetBy: max(0, room))
      guard let end = rest[...reach].lastIndex(of: " ") ?? rest[reach...].firstIndex(of: " ") else { break }
      parts.append(rest[..<end])
      rest = rest[end...].drop { $0 == " " }
    }
    return (parts + [rest]).map { indent + $0 }.joined(separator: "\n")
  }
}
