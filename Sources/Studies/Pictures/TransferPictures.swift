import Charts
import Interchange
import Learning
import Transfer

/// Measures against the scores that were reached: a picture a measure, with its numbers.
public struct TransferPictures {
  let transfers: [MeasuredTransfer]
  let measures: [(name: String, isHigherBetter: Bool)]
  let score: String

  /// Takes transfers with their measures; `score` is what the scores are called.
  public init(
    _ transfers: [MeasuredTransfer], measures: [(name: String, isHigherBetter: Bool)], score: String = "score"
  ) {
    self.transfers = transfers
    self.measures = measures
    self.score = score
  }

  /// The pictures by the name of their file; a measure with fewer than two values has none.
  package var charts: [(name: String, chart: any Chart)] {
    let tasks = Set(transfers.map(\.task)).sorted()
    return measures.compactMap { measure in
      let items = transfers.compactMap { transfer in
        transfer.measures[measure.name].map { value in
          ScatterChart.Item(
            CheckpointName.short(transfer.source), x: value, y: transfer.score,
            group: tasks.firstIndex(of: transfer.task) ?? 0)
        }
      }
      guard items.count > 1 else { return nil }
      let chart = ScatterChart(
        title: "\(measure.name) before, \(score) after",
        summary:
          "\(items.count) transfers; \(measure.isHigherBetter ? "higher" : "lower") \(measure.name) promises more",
        x: Axis("\(measure.name) (\(measure.isHigherBetter ? "higher" : "lower") is better)"), y: Axis(score),
        items: items,
        groups: tasks.count > 1 ? tasks : [], showsFit: items.count > 2)
      return (String(measure.name.map { ":/".contains($0) ? "-" : $0 }), chart)
    }
  }

  /// Writes `MEASURE.svg` and `MEASURE.csv` for each measure.
  public func write(to folder: String) throws(FileError) {
    try AtomicFile.makeFolder(folder)
    for (name, chart) in charts {
      try AtomicFile.write(Array(chart.svg.utf8), to: "\(folder)/\(name).svg")
      try AtomicFile.write(Array(chart.csv.utf8), to: "\(folder)/\(name).csv")
    }
  }

  /// Writes the pictures, and `report.html` with what they come to.
  package func write(to folder: String, _ report: CorrelationReport, command: String?) throws(FileError) {
    try write(to: folder)
    try page(report, command: command).write(to: folder)
  }
}
