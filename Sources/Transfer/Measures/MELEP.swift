/// The multi-label expected log of empirical predictions of Nguyen, Duong and Do: ≥ 0, lower is better.
///
/// Every source output is taken for what it says of its own label, yes or no. So a softmax source is read one label against the rest.
enum MELEP {
  /// How target labels are weighed against each other.
  enum Weights {
    /// By prevalence, adding up to 1, as in the authors' program.
    case authors
    /// Positives over negatives, and a plain mean, as printed: equation (5).
    case paper

    /// Returns the weight of each label's divergence in the sum; nil where no label has a positive.
    func values(_ target: Target) -> [Double]? {
      let positives = target.positives.map(Double.init)
      switch self {
      case .authors:
        let sum = positives.reduce(0, +)
        return sum > 0 ? positives.map { $0 / sum } : nil
      case .paper:
        // Without negatives the weight would be infinite and the divergence is zero: the term counts nothing.
        return positives.map { positive in
          let negatives = Double(target.count) - positive
          return negatives > 0 ? positive / negatives / Double(target.labels.count) : 0
        }
      }
    }
  }

  static func value(_ representation: Representation, _ weights: Weights) -> MeasureValue {
    value(representation, weights, divergences(representation))
  }

  /// Returns the value with source labels weighed by what the source is known to tell of them.
  static func weighted(_ representation: Representation) -> MeasureValue {
    guard let sourceWeights = representation.sourceWeights else { return .none("no weights of source labels") }
    return value(representation, .authors, divergences(representation, sourceWeights))
  }

  private static func value(
    _ representation: Representation, _ weights: Weights, _ divergences: [Double]?
  ) -> MeasureValue {
    guard let divergences else { return .none("no probabilities") }
    guard let weights = weights.values(representation.target) else {
      return MeasureValue(nil, perLabel: divergences, note: "no label has a positive")
    }
    return MeasureValue(zip(divergences, weights).reduce(0) { $0 + $1.0 * $1.1 }, perLabel: divergences)
  }

  /// Returns the divergence in units of the label's entropy: 0 if the source tells all of a label, 1 if nothing.
  static func share(_ representation: Representation) -> MeasureValue {
    guard let divergences = divergences(representation) else { return .none("no probabilities") }
    let target = representation.target
    let shares = zip(divergences, target.entropies).map { divergence, entropy in
      entropy > 0 ? min(1, divergence / entropy) : nil
    }
    var sum = 0.0
    var weight = 0.0
    for (share, positives) in zip(shares, target.positives) {
      guard let share else { continue }
      sum += Double(positives) * share
      weight += Double(positives)
    }
    return MeasureValue(
      weight > 0 ? sum / weight : nil, perLabel: shares, note: weight > 0 ? nil : "no label has a value")
  }

  /// Returns for each target label the mean of φ over the source labels, each by its weight.
  private static func divergences(_ representation: Representation, _ weights: [Double]? = nil) -> [Double]? {
    guard let probabilities = representation.probabilities else { return nil }
    let pairs = EmpiricalPredictor.divergences(probabilities, representation.target)
    let weights = weights ?? [Double](repeating: 1, count: probabilities.columns)
    let sum = weights.reduce(0, +)
    return (0..<pairs.rows).map { label in
      max(0, zip(pairs.row(label), weights).reduce(0) { $0 + $1.0 * $1.1 } / sum)
    }
  }
}
