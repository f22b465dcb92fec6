import Cohorts
import Interchange
import Learning

/// A table of transfers: the columns `task`, `source`, `score`, and one a measure.
public enum TransferTable {
  /// Reads a table; an empty cell is a measure that is not there.
  ///
  /// - Returns: The transfers, and the measures with their directions in the order of the columns.
  public static func read(
    _ path: String
  ) throws(FileError) -> (transfers: [MeasuredTransfer], measures: [(name: String, isHigherBetter: Bool)]) {
    let table = try contents(of: path)
    guard table.transfers.count > 1, !table.measures.isEmpty else {
      throw FileError(
        file: path, found: "\(table.transfers.count) transfers, \(table.measures.count) measures",
        expected: "some of both", message: "there is nothing to correlate")
    }
    return table
  }

  static func contents(
    of path: String
  ) throws(FileError) -> (transfers: [MeasuredTransfer], measures: [(name: String, isHigherBetter: Bool)]) {
    let table = try NamedTable(reading: path, required: ["task", "source", "score"])
    let names = table.columns.sorted { $0.value < $1.value }.map(\.key)
      .filter { !["task", "source", "score"].contains($0) }
    var measures: [(name: String, isHigherBetter: Bool)] = []
    for name in names {
      guard let measure = Measure.named(name, for: .severalLabels) ?? Measure.named(name, for: .oneLabel) else {
        let known = Measure.all(for: .oneLabel).map(\.name).joined(separator: ", ")
        throw FileError(
          file: path, line: 1, field: name, expected: known, message: "a column is no measure that is known")
      }
      measures.append((name, measure.isHigherBetter))
    }
    var transfers: [MeasuredTransfer] = []
    for row in table.rows {
      func finite(_ name: String) throws(FileError) -> Double? {
        guard let value = try table.number(row, name) else { return nil }
        guard value.isFinite else { throw table.error(row, name, "a finite number", "a number is not finite") }
        return value
      }
      guard let score = try finite("score") else {
        throw table.error(row, "score", "a number", "a transfer has no score")
      }
      var values: [String: Double] = [:]
      for name in names { values[name] = try finite(name) }
      transfers.append(
        MeasuredTransfer(
          task: table.text(row, "task"), source: table.text(row, "source"), measures: values, score: score))
    }
    return (transfers, measures)
  }
}
