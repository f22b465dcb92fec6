/// How a table of numbers is laid out: what parts its cells, the names and units of its columns, and the rows below them.
struct CSVLayout: Sendable {
  /// What stands between cells; nothing in a table of one column.
  let separator: UInt8?
  /// The names of the columns, or nothing when the first row already holds numbers.
  private(set) var names: [String]?
  /// The units of the columns, where a row below the names has them.
  private(set) var units: [String]?
  /// The number of columns.
  let width: Int
  /// The rows of numbers.
  private(set) var rows: ArraySlice<TextLine>

  /// The most columns that are read.
  static let widest = 4096

  init(_ bytes: [UInt8], file: String) throws(WaveformError) {
    guard !bytes.contains(0), !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
      throw WaveformError(
        file: file, found: "UTF-16, or no text at all", expected: "a table saved as CSV in UTF-8",
        message: "the text of the table cannot be read")
    }
    // Some end lines by a carriage return alone.
    let bytes = bytes.contains(10) ? bytes : bytes.map { $0 == 13 ? 10 : $0 }
    let lines = Text.lines(bytes, file: file).filter { !Text.trimmed($0.bytes).isEmpty }
    rows = lines.filter { $0.bytes.first != CSVLayout.comment }[...]
    let said = rows.first.flatMap(CSVLayout.saidSeparator)
    if said != nil { rows.removeFirst() }
    guard let first = rows.first else {
      throw WaveformError(file: file, line: 1, expected: "a row of lead names", message: "the table is empty")
    }
    separator = said ?? CSVLayout.separator(of: rows.prefix(2).map(\.bytes))
    if let separator, first.bytes.lazy.filter({ $0 == separator }).count >= CSVLayout.widest {
      throw WaveformError(
        file: file, line: first.number, field: "row", found: "more than \(CSVLayout.widest) cells",
        expected: "a column a lead and a row a sample", message: "the table is too wide: do its leads stand in rows?")
    }
    let top = CSVLayout.cells(first.bytes, separator)
    width = top.count
    let second = rows.dropFirst().first.map { [separator] in CSVLayout.cells($0.bytes, separator) }
    var head = first.number - 1
    if CSVLayout.isNumbering(top) {
      head = rows.removeFirst().number
    } else if !CSVLayout.holdsNumbers(top, over: second) {
      names = top.map(Text.string)
      head = rows.removeFirst().number
      if let second, let units = CSVLayout.units(second), second.count == width {
        self.units = units
        head = rows.removeFirst().number
      }
    }
    if names == nil, let above = lines.last(where: { $0.number < first.number }) { names = names(in: above) }
    // Below the names, what begins as a comment may be a spreadsheet's word for a missing number.
    rows = lines.filter { $0.number > head && !isComment($0) }[...]
  }

  /// Splits a row into cells, without blanks and quotes around them; a separator inside double quotes does not count.
  func cells(_ row: TextLine) -> [ArraySlice<UInt8>] { CSVLayout.cells(row.bytes, separator) }

  private func isComment(_ row: TextLine) -> Bool {
    guard row.bytes.first == CSVLayout.comment else { return false }
    let cells = cells(row)
    return cells.count != width || width == 1 && !CSVTable.isValue(cells[0])
  }

  private static let comment: UInt8 = 35
  private static let blank: UInt8 = 32

  private static func cells(_ row: ArraySlice<UInt8>, _ separator: UInt8?) -> [ArraySlice<UInt8>] {
    guard let separator else { return [bare(row)] }
    if separator == blank { return row.split { $0 == blank }.map(bare) }
    var result: [ArraySlice<UInt8>] = []
    var start = row.startIndex
    var isQuoted = false
    for index in row.indices {
      if row[index] == 34 { isQuoted.toggle() }
      if row[index] == separator && !isQuoted {
        result.append(bare(row[start..<index]))
        start = index + 1
      }
    }
    result.append(bare(row[start...]))
    return result
  }

  private static func bare(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> { Text.trimmed(cell, of: [32, 9, 34, 39]) }

  /// Returns the separator of a first line `sep=;`, as a spreadsheet writes it.
  private static func saidSeparator(_ row: TextLine) -> UInt8? {
    let text = bare(row.bytes)
    guard text.count == 5, Text.string(text.dropLast()).lowercased() == "sep=" else { return nil }
    return text.last
  }

  /// Returns what parts the cells of the first rows; a comma may as well be a decimal one, so that all else goes before it.
  private static func separator(of rows: [ArraySlice<UInt8>]) -> UInt8? {
    func parts(_ candidate: UInt8) -> Bool { rows.allSatisfy { cells($0, candidate).count > 1 } }
    func leavesValues(_ candidate: UInt8) -> Bool {
      cells(rows[rows.count - 1], candidate).allSatisfy(CSVTable.isValue)
    }
    if let found = ([9, 59] as [UInt8]).first(where: parts) { return found }
    if parts(44), leavesValues(44) { return 44 }
    let widths = Set(rows.map { cells($0, blank).count })
    if parts(blank), widths.count == 1, leavesValues(blank) { return blank }
    return ([9, 59, 44] as [UInt8]).first { cells(rows[0], $0).count > 1 }
  }

  /// Returns whether a first row is one of numbers, or of the same kinds of cells as the row below it.
  private static func holdsNumbers(_ head: [ArraySlice<UInt8>], over second: [ArraySlice<UInt8>]?) -> Bool {
    let kinds = head.map(CSVTable.isValue)
    guard !kinds.allSatisfy({ $0 }) else { return true }
    return kinds.contains(true) && second.map { $0.map(CSVTable.isValue) } == kinds
  }

  /// Returns whether a first row only numbers the columns from 0, as tables do whose columns were never named.
  private static func isNumbering(_ head: [ArraySlice<UInt8>]) -> Bool {
    let numbers = head.first?.isEmpty == true ? head.dropFirst() : head[...]
    guard numbers.count >= (numbers.count < head.count ? 1 : 3) else { return false }
    return zip(numbers, 0...).allSatisfy { Text.integer($0) == $1 }
  }

  /// Returns the units of a row of them: no cell is a number, and one is a voltage.
  private static func units(_ cells: [ArraySlice<UInt8>]) -> [String]? {
    let texts = cells.map { Text.string(Text.trimmed($0, of: Array("()[] ".utf8))) }
    guard !cells.contains(where: CSVTable.isNumber), texts.contains(where: { !$0.isEmpty && VoltageUnit($0) != nil })
    else { return nil }
    return texts
  }

  /// Returns the names in a comment above the first row, if one is a lead's or a time's.
  private func names(in line: TextLine) -> [String]? {
    guard line.bytes.first == CSVLayout.comment else { return nil }
    let texts = CSVLayout.cells(line.bytes.drop { $0 == CSVLayout.comment }, separator).map(Text.string)
    let isHead = texts.contains { LeadName.isKnown(ColumnName($0).name) || TimeName($0) != nil }
    return texts.count == width && isHead ? texts : nil
  }
}
