import Interchange

/// What was said of each example, as a table that other programs read.
enum PredictionTable {
  /// Writes `id, group, true labels, one probability a label`.
  static func write(_ predictions: Predictions, to path: String) throws(FileError) {
    var text = "id,group,labels," + predictions.labels.map { quoted("p(\($0))") }.joined(separator: ",") + "\n"
    for example in 0..<predictions.count {
      let labels = zip(predictions.labels, predictions.targets(of: example)).filter { $1 == 1 }.map(\.0)
      let cells =
        [predictions.ids[example], predictions.groups[example], labels.joined(separator: " ")].map(quoted)
        + predictions.probabilities(of: example).map { "\($0)" }
      text += cells.joined(separator: ",") + "\n"
    }
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\n\r".contains($0) }) else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
