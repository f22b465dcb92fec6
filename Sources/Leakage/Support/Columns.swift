/// Rows of cells as lines in columns; a column of which each row begins with a digit or a dash stands to the right.
enum Columns {
  static func lines(_ header: [String]?, _ rows: [[String]]) -> [String] {
    let all = (header.map { [$0] } ?? []) + rows
    guard let columns = all.first?.count else { return [] }
    let widths = (0..<columns).map { column in all.map { $0[column].count }.max() ?? 0 }
    let numeric = (0..<columns).map { column in
      rows.allSatisfy { row in row[column].first.map { $0.isNumber || "-−–".contains($0) } ?? false }
    }
    return all.map { row in
      var line = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return numeric[column] ? space + cell : cell + space
      }.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
