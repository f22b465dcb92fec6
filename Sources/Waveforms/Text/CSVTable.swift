import Interchange

/// A table of numbers in text: columns with names, separated by commas, semicolons or tabs.
struct CSVTable: Sendable {
  /// The names of the columns, or nothing when the first row already holds numbers.
  private(set) var names: [String]?
  /// The columns' numbers; an empty cell is `nan`.
  private(set) var columns: [[Double]] = []
  /// The line of each row.
  private(set) var lines: [Int] = []

  init(parsing bytes: [UInt8], file: String) throws(WaveformError) {
    let rows = Text.lines(bytes, file: file).filter { !Text.trimmed($0.bytes).isEmpty && $0.bytes.first != 35 }
    guard let first = rows.first else {
      throw WaveformError(file: file, line: 1, expected: "a row of lead names", message: "the table is empty")
    }
    let separator = CSVTable.separator(first.bytes)
    let head = CSVTable.cells(first.bytes, separator)
    let isNumeric = head.allSatisfy { Text.number($0) != nil || CSVTable.isMissing($0) }
    if !isNumeric { names = head.map(Text.string) }
    columns = head.map { _ in [] }
    for row in isNumeric ? rows[...] : rows.dropFirst() { try add(row, separator) }
  }

  private mutating func add(_ row: TextLine, _ separator: UInt8) throws(WaveformError) {
    let cells = CSVTable.cells(row.bytes, separator)
    guard cells.count == columns.count else {
      throw WaveformError(
        file: row.file, line: row.number, field: "row", found: "\(cells.count) cells", expected: "\(columns.count)",
        message: "a row has another number of cells than the first")
    }
    for (index, cell) in cells.enumerated() {
      if let value = Text.number(cell) {
        columns[index].append(value)
      } else if CSVTable.isMissing(cell) {
        columns[index].append(.nan)
      } else {
        throw row.error(names?[index] ?? "column \(index + 1)", cell, expected: "a number", "a cell is no number")
      }
    }
    lines.append(row.number)
  }

  private static func isMissing(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.isEmpty || ["nan", "na", "null"].contains(Text.string(cell).lowercased())
  }

  /// Returns the separator that the first row uses most.
  private static func separator(_ row: ArraySlice<UInt8>) -> UInt8 {
    let candidates: [UInt8] = [44, 59, 9]
    let counts = candidates.map { candidate in row.count { $0 == candidate } }
    let best = counts.max() ?? 0
    return candidates[counts.firstIndex(of: best) ?? 0]
  }

  /// Splits a row into cells, without blanks and quotes around them; a separator inside quotes does not count.
  private static func cells(_ row: ArraySlice<UInt8>, _ separator: UInt8) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var start = row.startIndex
    var isQuoted = false
    for index in row.indices {
      if row[index] == 34 { isQuoted.toggle() }
      if row[index] == separator && !isQuoted {
        result.append(Text.trimmed(row[start..<index], of: [32, 9, 34]))
        start = index + 1
      }
    }
    result.append(Text.trimmed(row[start...], of: [32, 9, 34]))
    return result
  }
}
