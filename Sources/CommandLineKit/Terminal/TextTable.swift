/// A table in plain text: columns aligned, numbers to the right.
package struct TextTable: Sendable {
  /// What stands above the columns.
  package let header: [String]
  /// The rows, a cell a column.
  package private(set) var rows: [[String]] = []

  /// Creates a table without rows.
  package init(_ header: [String]) { self.header = header }

  /// Adds a row; it has a cell for each column.
  package mutating func add(_ cells: [String]) {
    precondition(cells.count == header.count, "a row of \(cells.count) cells in a table of \(header.count) columns")
    rows.append(cells)
  }

  /// Returns the table's lines, with the header in bold where styles are shown.
  package func text(on screen: Screen? = nil) -> String {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let numeric = header.indices.map { column in
      let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
      return !cells.isEmpty && cells.allSatisfy(TextTable.isNumber)
    }
    func line(_ cells: [String]) -> String {
      var text = cells.indices.map { padded(cells[$0], to: widths[$0], isRight: numeric[$0]) }.joined(separator: "  ")
      while text.hasSuffix(" ") { text.removeLast() }
      return text
    }
    let top = line(header)
    return ([screen?.styled(top, .bold) ?? top] + rows.map(line)).joined(separator: "\n")
  }

  private func padded(_ text: String, to width: Int, isRight: Bool) -> String {
    let space = String(repeating: " ", count: width - text.count)
    return isRight ? space + text : text + space
  }

  /// A number may come with a unit, an interval, or as a dash where there is none.
  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.first(where: { !"-+−<>≤≥± ".contains($0) }) else { return true }
    return first.isASCII && first.isNumber || text == "–" || text == "nan"
  }
}
