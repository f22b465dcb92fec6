import Interchange

/// A table of numbers in text: columns with names, separated by commas, semicolons, tabs or blanks.
struct CSVTable: Sendable {
  /// What the cells of a column are.
  enum Content: Sendable {
    /// All are empty.
    case nothing
    /// All that are not empty are numbers.
    case numbers
    /// All that are not empty are times of a clock, given in seconds.
    case clocks
    /// None is a number: the first of them, as an error.
    case words(WaveformError)
  }

  let file: String
  /// The names of the columns, or nothing when neither the table nor its reader has any.
  private(set) var names: [String]?
  /// Whether the names are those that its reader gave.
  private(set) var takesGivenNames = false
  /// The units of the columns, where a row below the names has them.
  let units: [String]?
  /// The columns' numbers; an empty cell is `nan`.
  private(set) var columns: [[Double]]
  /// What each column holds.
  private(set) var contents: [Content]
  /// The line of each row.
  private(set) var lines: [Int] = []

  /// Reads a table; `given` are the names of the columns of a table that has none.
  init(parsing bytes: [UInt8], file: String, names given: [String]? = nil) throws(WaveformError) {
    let layout = try CSVLayout(bytes, file: file)
    self.file = file
    units = layout.units
    names = layout.names
    if names == nil, let given {
      guard given.count == layout.width else {
        throw WaveformError(
          file: file, line: layout.rows.first?.number, field: "columns", found: "\(layout.width) columns",
          expected: "\(given.count), as many as were named", message: "the names given do not fit the table")
      }
      names = given
      takesGivenNames = true
    }
    columns = Array(repeating: [], count: layout.width)
    contents = Array(repeating: .nothing, count: layout.width)
    var spelling = Spelling()
    for row in layout.rows { try add(row, layout, &spelling) }
    // Names settle how many columns there are, and so what parts them.
    try spelling.check(isParted: layout.names == nil && layout.separator == 44)
  }

  /// What a column is called in errors.
  func title(_ column: Int) -> String {
    guard let name = names?[column], !name.isEmpty else { return "column \(column + 1)" }
    return FileError.shown(name)
  }

  /// How many columns there are, in words.
  var size: String { "\(columns.count) column\(columns.count == 1 ? "" : "s")" }

  /// Whether one of the columns is called as a lead or as times.
  var namesLeadOrTime: Bool {
    (names ?? []).contains { LeadName.isKnown(ColumnName($0).name) || TimeName.isTimes($0) }
  }

  private mutating func add(_ row: TextLine, _ layout: CSVLayout, _ spelling: inout Spelling) throws(WaveformError) {
    guard row.bytes.lazy.filter({ $0 == 34 }).count % 2 == 0 else {
      throw WaveformError(
        file: file, line: row.number, field: "row", expected: "a closing quote",
        message: "a quote is opened and never closed")
    }
    var cells = layout.cells(row)
    // Some end each row with a separator, but not the names.
    if cells.count == columns.count + 1, cells[columns.count].isEmpty { cells.removeLast() }
    guard cells.count == columns.count else { throw ragged(row, cells, layout.separator) }
    for (index, cell) in cells.enumerated() {
      if let value = try spelling.number(cell, row, title(index)) {
        try settle(index, .numbers, cell, row)
        columns[index].append(value)
      } else if CSVTable.isMissing(cell) {
        columns[index].append(.nan)
      } else if let seconds = ClockTime.seconds(cell) {
        try settle(index, .clocks, cell, row)
        columns[index].append(seconds)
      } else {
        try settle(index, .words(noNumber(index, cell, row)), cell, row)
        columns[index].append(.nan)
      }
    }
    lines.append(row.number)
  }

  /// Notes what a cell is, which must be what those above it are.
  private mutating func settle(
    _ column: Int, _ content: Content, _ cell: ArraySlice<UInt8>, _ row: TextLine
  ) throws(WaveformError) {
    switch (contents[column], content) {
    case (.numbers, .numbers), (.clocks, .clocks), (.words, .words), (.words, .clocks): break
    case (.nothing, _): contents[column] = content
    case (.words(let error), _): throw error
    case (.numbers, _), (.clocks, _): throw noNumber(column, cell, row)
    }
  }

  private func noNumber(_ column: Int, _ cell: ArraySlice<UInt8>, _ row: TextLine) -> WaveformError {
    row.error(title(column), cell, expected: "a number", "a cell is no number")
  }

  private func ragged(_ row: TextLine, _ cells: [ArraySlice<UInt8>], _ separator: UInt8?) -> WaveformError {
    let isSplit = separator == 44 && cells.count > columns.count && !cells.contains { $0.contains(46) }
    return WaveformError(
      file: row.file, line: row.number, field: "row", found: "\(cells.count) cells", expected: "\(columns.count)",
      message: "a row has another number of cells than the first"
        + (isSplit ? ": numbers with decimal commas need semicolons or tabs between them" : ""))
  }

  /// Returns whether a cell is a number, in either spelling, or a time of a clock.
  static func isNumber(_ cell: ArraySlice<UInt8>) -> Bool {
    Text.number(cell) != nil || Text.number(cell.withPoint) != nil || ClockTime.seconds(cell) != nil
  }

  /// Returns whether a cell may stand among numbers.
  static func isValue(_ cell: ArraySlice<UInt8>) -> Bool { isNumber(cell) || isMissing(cell) }

  private static func isMissing(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.isEmpty || cell.count <= 4 && missing.contains(Text.string(cell).lowercased())
  }

  private static let missing: Set<String> = ["nan", "-nan", "na", "n/a", "#n/a", "null", "none", "-"]
}

/// How the numbers of a table are written: with decimal points or with decimal commas, never both.
private struct Spelling {
  private var point: TextLine?
  private var comma: (error: WaveformError, isCertain: Bool)?
  /// A whole number with a nought before it, as decimals have that were parted from what stood before their comma.
  private var parted: WaveformError?

  /// Returns a cell's number, or nothing when it is none.
  mutating func number(
    _ cell: ArraySlice<UInt8>, _ row: TextLine, _ column: @autoclosure () -> String
  ) throws(WaveformError) -> Double? {
    if let value = Text.number(cell) {
      if point == nil, cell.contains(46) {
        point = row
        if let comma { throw comma.error }
      }
      if point == nil, parted == nil, Spelling.isParted(cell) { parted = error(cell, row, column()) }
      return value
    }
    guard cell.contains(44), !cell.contains(46), let value = Text.number(cell.withPoint) else { return nil }
    guard point == nil else { throw error(cell, row, column()) }
    let isCertain = !Spelling.mayBeThousands(cell)
    if comma == nil { comma = (error(cell, row, column()), isCertain) }
    if isCertain { comma?.isCertain = true }
    return value
  }

  /// Throws when the table's commas may mean one thing or another.
  func check(isParted: Bool) throws(WaveformError) {
    if let comma, !comma.isCertain { throw comma.error }
    if isParted, let parted, point == nil { throw parted }
  }

  private func error(_ cell: ArraySlice<UInt8>, _ row: TextLine, _ column: String) -> WaveformError {
    row.error(
      column, cell, expected: "decimal points, or decimal commas and semicolons or tabs between the cells",
      "it cannot be told what the commas of the table mean")
  }

  /// Returns whether a number with a comma may be a whole one: 1,234.
  private static func mayBeThousands(_ cell: ArraySlice<UInt8>) -> Bool {
    let parts = cell.drop { $0 == 43 || $0 == 45 }.split(separator: 44, omittingEmptySubsequences: false)
    return parts.count == 2 && (1...3).contains(parts[0].count) && parts[0].first != 48 && parts[1].count == 3
  }

  private static func isParted(_ cell: ArraySlice<UInt8>) -> Bool {
    let isNegative = cell.first == 45
    let digits = isNegative ? cell.dropFirst() : cell
    return digits.first == 48 && (digits.count > 1 || isNegative) && digits.allSatisfy { (48...57).contains($0) }
  }
}
