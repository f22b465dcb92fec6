import Cohorts
import Interchange

/// What was said of each example, as a table that other programs read and write.
public enum PredictionTable {
  /// Writes `id, group, true labels, one probability a label`.
  public static func write(_ predictions: Predictions, to path: String) throws(FileError) {
    var text = DelimitedText.line(["id", "group", "labels"] + predictions.labels.map { "p(\($0))" })
    for example in 0..<predictions.count {
      let labels = zip(predictions.labels, predictions.targets(of: example)).filter { $1 == 1 }.map(\.0)
      text += DelimitedText.line(
        [predictions.ids[example], predictions.groups[example], labels.joined(separator: " ")]
          + predictions.probabilities(of: example).map { "\($0)" })
    }
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  /// Reads such a table: columns `id`, `labels` and a `p(LABEL)` for each label; without `group` each example is its own.
  ///
  /// Without a task, an example has one label where each has just one and its probabilities sum to 1, else several.
  public static func read(_ path: String, task: Task? = nil) throws(FileError) -> Predictions {
    let table = try NamedTable(reading: path, required: ["id", "labels"])
    let columns = table.columns.sorted { $0.value < $1.value }.map(\.key)
      .filter { $0.hasPrefix("p(") && $0.hasSuffix(")") }
    let labels = columns.map { String($0.dropFirst(2).dropLast()) }
    guard !labels.isEmpty, !table.rows.isEmpty else {
      throw FileError(
        file: path, found: "\(table.rows.count) rows, \(labels.count) columns p(LABEL)", expected: "some of both",
        message: "there is nothing to judge")
    }
    var ids: [String] = []
    var seen: Set<String> = []
    var groups: [String] = []
    var probabilities: [Float] = []
    var targets: [Float] = []
    var isOne = true
    for row in table.rows {
      let id = table.text(row, "id")
      guard seen.insert(id).inserted else {
        throw table.error(row, "id", "each example once", "an example stands twice")
      }
      ids.append(id)
      groups.append(table.has("group") ? table.text(row, "group") : id)
      let words = table.text(row, "labels")
      // A label may hold a blank itself, where it stands alone.
      let own = labels.contains(words) ? [words] : words.split(separator: " ").map(String.init)
      for word in own where !labels.contains(word) {
        throw table.error(row, "labels", "labels of the columns p(LABEL)", "a label has no probability")
      }
      targets += labels.map { own.contains($0) ? 1 : 0 }
      var sum: Float = 0
      for column in columns {
        guard let value = try table.number(row, column), (0...1).contains(value) else {
          throw table.error(row, column, "a number from 0 to 1", "a probability is none")
        }
        probabilities.append(Float(value))
        sum += Float(value)
      }
      if Set(own).count != 1 { if task == .oneLabel { throw table.error(row, "labels", "one", "not one label") } }
      isOne = isOne && Set(own).count == 1 && abs(sum - 1) < 1e-3
    }
    return Predictions(
      task: task ?? (isOne ? .oneLabel : .severalLabels), labels: labels, ids: ids, groups: groups,
      probabilities: probabilities, targets: targets)
  }
}
