import Cohorts

extension LabelNames {
  /// Creates the names of a network's labels.
  package init(_ labels: [Card.Label]) { self.init(labels.map { ($0.code, $0.name) }) }
}

extension Saliency {
  /// Returns what an answer rests on with its label called otherwise, for people.
  package func calling(_ names: LabelNames) -> Saliency {
    var result = self
    result.label = names(label)
    return result
  }
}

extension Evaluation {
  /// Returns the evaluation with its labels called otherwise, for people.
  package func calling(_ names: LabelNames) -> Evaluation {
    var result = self
    for place in result.labels.indices { result.labels[place].label = names(result.labels[place].label) }
    if let confusion {
      result.confusion = ConfusionMatrix(labels: confusion.labels.map { names($0) }, counts: confusion.counts)
    }
    return result
  }
}
