import Cohorts
import Learning

extension ExampleChoice {
  /// Returns what stands above the example's picture: which it is and why it was chosen, then all that was said and was true.
  func words(_ predictions: Predictions, thresholds: [Float], calling names: LabelNames) -> [String] {
    let targets = Array(predictions.targets(of: place))
    let said = Self.said(predictions, place, thresholds: thresholds)
    let (wrong, missed) = (
      said.filter { targets[$0] == 0 }, targets.indices.filter { targets[$0] == 1 && !said.contains($0) }
    )
    func list(_ labels: [Int]) -> String { labels.map { names(predictions.labels[$0]) }.joined(separator: ", ") }
    func others(_ labels: [Int]) -> String { list(labels.filter { predictions.labels[$0] != label }) }
    // One label may be right and the answer mostly wrong: whoever reads the first line alone shall know.
    let beside = [(others(wrong), "wrongly said too"), (others(missed), "not said")].filter { !$0.0.isEmpty }
      .map { "; \($0.0) \($0.1)" }.joined()
    let probabilities = zip(predictions.labels, predictions.probabilities(of: place)).sorted { $0.1 > $1.1 }.prefix(5)
      .map { "\(names($0)) \(fixed(Double($1), 3))" }
    func sentence(_ word: String, _ labels: [Int]) -> String {
      "\(word): \(labels.isEmpty ? "none of these" : list(labels))."
    }
    return [
      "\(predictions.ids[place]): \(names(label)), \(reason)\(beside)",
      "\(sentence("Said", said)) \(sentence("True", targets.indices.filter { targets[$0] == 1 }))",
      "Probabilities: \(probabilities.joined(separator: ", ")).",
    ]
  }
}
