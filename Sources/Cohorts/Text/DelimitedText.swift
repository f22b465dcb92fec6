import Interchange
import Waveforms

/// A table in text as RFC 4180 has it: cells separated by commas, quoted where they hold commas, quotes or line ends.
package struct DelimitedText: Sendable {
  /// One row.
  package struct Row: Sendable {
    /// The line on which the row begins.
    package let line: Int
    let cells: [ArraySlice<UInt8>]
  }

  let file: String
  private(set) var rows: [Row] = []

  /// Splits a file into rows; empty lines are skipped.
  ///
  /// - Throws: When a quote is never closed, or something stands between a closing quote and the next comma.
  init(parsing bytes: [UInt8], file: String, separator: UInt8 = 44) throws(FileError) {
    self.file = file
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    while at < bytes.count {
      let first = line
      var cells: [ArraySlice<UInt8>] = []
      var isLast = false
      while !isLast {
        let cell: ArraySlice<UInt8>
        if at < bytes.count, bytes[at] == 34 {
          cell = try DelimitedText.quoted(bytes, &at, &line, file: file, separator: separator)
        } else {
          let start = at
          while at < bytes.count, bytes[at] != separator, bytes[at] != 10 { at += 1 }
          cell = bytes[start..<at]
        }
        isLast = at >= bytes.count || bytes[at] == 10
        // The carriage return before a line's end belongs to the line's end.
        cells.append(isLast && cell.last == 13 ? cell.dropLast() : cell)
        at += 1
      }
      line += 1
      if cells.count > 1 || cells.first.map({ !Text.trimmed($0).isEmpty }) ?? false {
        rows.append(Row(line: first, cells: cells))
      }
    }
  }

  /// Reads a cell in quotes, from its first quote to what follows its last.
  private static func quoted(
    _ bytes: [UInt8], _ at: inout Int, _ line: inout Int, file: String, separator: UInt8
  ) throws(FileError) -> ArraySlice<UInt8> {
    let opening = line
    var cell: [UInt8] = []
    at += 1
    while true {
      guard at < bytes.count else {
        throw FileError(
          file: file, line: opening, expected: "a closing quote", message: "a quote is opened and never closed")
      }
      if bytes[at] == 34 {
        at += 1
        if at < bytes.count, bytes[at] == 34 {
          cell.append(34)
          at += 1
          continue
        }
        break
      }
      if bytes[at] == 10 { line += 1 }
      cell.append(bytes[at])
      at += 1
    }
    if at < bytes.count, bytes[at] == 13 { at += 1 }
    guard at >= bytes.count || bytes[at] == separator || bytes[at] == 10 else {
      throw FileError(
        file: file, line: line, found: Text.string(bytes[at..<min(bytes.count, at + 8)]),
        expected: "a comma or the line's end", message: "something stands behind a closing quote")
    }
    return cell[...]
  }
}

/// A table whose first row names its columns.
package struct NamedTable: Sendable {
  package let file: String
  package let columns: [String: Int]
  package let rows: [DelimitedText.Row]

  /// Reads a table; each row must have as many cells as the first, and each of `required` must be a column.
  package init(reading path: String, required: [String], separator: UInt8 = 44) throws(FileError) {
    try self.init(parsing: FileAccess.readWhole(path), file: path, required: required, separator: separator)
  }

  package init(parsing bytes: [UInt8], file: String, required: [String], separator: UInt8 = 44) throws(FileError) {
    let text = try DelimitedText(parsing: bytes, file: file, separator: separator)
    guard let head = text.rows.first else {
      throw FileError(
        file: file, line: 1, expected: required.joined(separator: ", "), message: "the table has no row of names")
    }
    let names = head.cells.map { Text.string(Text.trimmed($0)) }
    for name in required where !names.contains(name) {
      throw FileError(
        file: file, line: head.line, field: name, found: names.joined(separator: ", "), expected: "a column \(name)",
        message: "the table lacks a column")
    }
    for row in text.rows where row.cells.count != names.count {
      throw FileError(
        file: file, line: row.line, found: "\(row.cells.count) cells", expected: "\(names.count)",
        message: "a row has another number of cells than the first")
    }
    self.file = file
    columns = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    rows = Array(text.rows.dropFirst())
  }

  /// Returns whether there is such a column.
  package func has(_ column: String) -> Bool { columns[column] != nil }

  /// Returns the columns that are not there but for another's plural, case, underscore or `_id`.
  func misspelt(of wanted: [String]) -> [(wanted: String, found: String)] {
    func plain(_ name: String) -> String {
      var word = name.lowercased().filter(\.isLetter)
      for ending in ["id", "s"] where word.hasSuffix(ending) { word.removeLast(ending.count) }
      return word
    }
    let others = columns.keys.filter { !wanted.contains($0) }.sorted(by: precedes)
    return wanted.filter { !has($0) }.compactMap { name in
      others.first { plain($0) == plain(name) }.map { (name, $0) }
    }
  }

  /// Returns a cell without blanks around it; the empty text when there is no such column.
  package func text(_ row: DelimitedText.Row, _ column: String) -> String {
    columns[column].map { Text.string(Text.trimmed(row.cells[$0])) } ?? ""
  }

  /// Returns a cell's integer, or nothing when the cell is empty.
  package func integer(_ row: DelimitedText.Row, _ column: String) throws(FileError) -> Int? {
    guard let place = columns[column] else { return nil }
    let cell = Text.trimmed(row.cells[place])
    if cell.isEmpty { return nil }
    guard let value = Text.integer(cell) else {
      throw error(row, column, "a whole number", "a cell is no whole number")
    }
    return value
  }

  /// Returns a cell's number, or nothing when the cell is empty or says `nan`.
  package func number(_ row: DelimitedText.Row, _ column: String) throws(FileError) -> Double? {
    guard let place = columns[column] else { return nil }
    let cell = Text.trimmed(row.cells[place])
    if cell.isEmpty || Text.string(cell).lowercased() == "nan" { return nil }
    guard let value = Text.number(cell) else { throw error(row, column, "a number", "a cell is no number") }
    return value
  }

  /// Returns an error about a cell.
  package func error(_ row: DelimitedText.Row, _ column: String, _ expected: String, _ message: String) -> FileError {
    FileError(
      file: file, line: row.line, field: column, found: text(row, column), expected: expected, message: message)
  }
}
