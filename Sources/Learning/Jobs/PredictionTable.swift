import Cohorts
import Interchange

/// What was said of each example, as a table that other programs read.
enum PredictionTable {
  /// Writes `id, group, true labels, one probability a label`.
  static func write(_ predictions: Predictions, to path: String) throws(FileError) {
    var text = DelimitedText.line(["id", "group", "labels"] + predictions.labels.map { "p(\($0))" })
    for example in 0..<predictions.count {
      let labels = zip(predictions.labels, predictions.targets(of: example)).filter { $1 == 1 }.map(\.0)
      text += DelimitedText.line(
        [predictions.ids[example], predictions.groups[example], labels.joined(separator: " ")]
          + predictions.probabilities(of: example).map { "\($0)" })
    }
    try AtomicFile.write(Array(text.utf8), to: path)
  }
}
