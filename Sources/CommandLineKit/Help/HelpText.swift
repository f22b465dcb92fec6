/// Text laid out in a given width.
enum HelpText {
  /// Returns the row of an option: how it is typed, what it does.
  static func row(_ option: OptionDeclaration) -> (String, String) {
    let short = option.short.map { "-\($0), " } ?? "    "
    let value = option.shape == .flag ? "" : " " + option.placeholder + (option.shape == .values ? "…" : "")
    let fallback = option.shownDefault.map { $0.isEmpty ? "" : " (default: \($0))" } ?? ""
    return (short + "--" + option.name + value, option.help + fallback)
  }

  /// Returns two columns: what to type, and what that does, broken to the width.
  static func rows(_ rows: [(String, String)], width: Int) -> String {
    let longest = rows.map(\.0.count).max() ?? 0
    // A left side that leaves no room for the right one gets a line of its own.
    let column = min(longest, max(20, width - 44))
    return rows.map { left, right in
      let indent = String(repeating: " ", count: column + 4)
      let lines = wrapped(right, width: max(24, width - column - 4)).split(separator: "\n").joined(
        separator: "\n" + indent)
      if right.isEmpty { return "  " + left }
      guard left.count <= column else { return "  \(left)\n\(indent)\(lines)" }
      return "  " + left + String(repeating: " ", count: column + 2 - left.count) + lines
    }.joined(separator: "\n")
  }

  /// Returns a text with its lines broken at spaces; a line that is indented stays as it is.
  static func wrapped(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard !line.hasPrefix(" "), line.count > width else { return String(line) }
      var lines: [String] = [""]
      for word in line.split(separator: " ") {
        let last = lines[lines.count - 1]
        if last.isEmpty {
          lines[lines.count - 1] = String(word)
        } else if last.count + 1 + word.count <= width {
          lines[lines.count - 1] = last + " " + word
        } else {
          lines.append(String(word))
        }
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
