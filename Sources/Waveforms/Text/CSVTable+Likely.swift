import Interchange

extension CSVTable {
  /// Returns whether a file begins like a recording, whole or with a fault: a first row of times, or of leads by name, over
  /// columns of numbers.
  ///
  /// - Parameter given: The names of the columns of tables that have none; these are likely then, if they have as many.
  static func isLikely(_ path: String, names given: [String]? = nil) -> Bool {
    guard let size = try? FileAccess.size(path), size > 0, let start = try? FileAccess.read(path, 0..<min(size, 16384)),
      // The last line may be cut off.
      let end = size <= start.count ? start.count : start.lastIndex(of: 10),
      let layout = try? CSVLayout(Array(start[..<end]), file: path), !layout.rows.isEmpty
    else { return false }
    guard let names = layout.names ?? (given?.count == layout.width ? given : nil),
      TimeName.isTimes(names[0]) || names.contains(where: { LeadName.isKnown(ColumnName($0).name) })
    else { return false }
    return layout.holdsNumbers
  }
}

extension CSVLayout {
  /// Whether most cells are numbers, and no column is of words throughout.
  fileprivate var holdsNumbers: Bool {
    var values = 0
    var count = 0
    var isWords = Array(repeating: true, count: width)
    for row in rows {
      for (column, cell) in cells(row).enumerated() {
        count += 1
        guard CSVTable.isValue(cell) else { continue }
        values += 1
        if column < width { isWords[column] = false }
      }
    }
    return 2 * values > count && !isWords.contains(true)
  }
}
