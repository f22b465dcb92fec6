/// Tables as comma-separated values.
enum CSVText {
  /// Returns a header and rows, each field quoted where it must be.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { $0.map(field).joined(separator: ",") + "\n" }.joined()
  }

  /// Returns a number with all its digits; nothing where there is none.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    return abs(value) < 1e15 && value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  private static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return text }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
