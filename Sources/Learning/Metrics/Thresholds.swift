/// Above which probability a label is said to be there, chosen on some examples and meant for others.
///
/// Thresholds know the examples that they were chosen on and refuse to judge them: there they flatter.
public struct Thresholds: Sendable, Hashable, Codable {
  /// By what thresholds are chosen.
  public enum Rule: Sendable, Hashable, Codable {
    /// The greatest F1 of the label.
    case f1
    /// The greatest sum of sensitivity and specificity.
    case youden
    /// The greatest specificity with at least this sensitivity.
    case sensitivity(Double)
  }

  /// The labels, in the order of the model's outputs.
  public let labels: [String]
  /// The threshold of each label.
  public let values: [Float]
  /// By what they were chosen; nil where they were given.
  public let rule: Rule?
  /// The labels that have the usual threshold, because the examples do not allow a choice.
  public let unchosen: [String]
  /// The examples that they were chosen on, in order.
  public let ids: [String]

  /// Creates thresholds that were decided beforehand.
  public init(labels: [String], values: [Float]) {
    precondition(labels.count == values.count, "\(values.count) thresholds for \(labels.count) labels")
    (self.labels, self.values, rule, unchosen, ids) = (labels, values, nil, [], [])
  }

  /// Chooses thresholds on the predictions of a validation part.
  ///
  /// They lie midway between the probabilities that they part. Of equally good ones the highest is taken. A label
  /// that lacks positives, or negatives, keeps the usual threshold.
  public init(_ rule: Rule, on validation: Predictions) throws(LearningError) {
    if validation.task == .oneLabel {
      throw .request("in a task with one label the likeliest is said: there are no thresholds to choose")
    }
    if !validation.isFinite { throw .request("thresholds cannot be chosen: a probability is no number") }
    labels = validation.labels
    self.rule = rule
    ids = validation.ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let choices = labels.indices.map { rule.choice(validation, label: $0) }
    values = choices.map { $0 ?? Predictions.usualThreshold }
    unchosen = zip(labels, choices).compactMap { $1 == nil ? $0 : nil }
  }

  /// Returns predictions to be judged by these thresholds.
  ///
  /// - Throws: When the labels are other ones, or some of the examples are those that the thresholds were chosen on.
  public func applied(to predictions: Predictions) throws(LearningError) -> Predictions {
    if predictions.task == .oneLabel {
      throw .request("in a task with one label the likeliest is said: thresholds have no use")
    }
    if predictions.labels != labels {
      throw .request("thresholds for \(labels) cannot judge predictions of \(predictions.labels)")
    }
    let chosenOn = Set(ids)
    let shared = predictions.ids.filter(chosenOn.contains)
    if let first = shared.first {
      throw .request(
        "the thresholds were chosen on \(shared.count) of these \(predictions.count) examples, such as \(first): "
          + "figures on them would flatter")
    }
    return predictions.with(thresholds: values)
  }
}
