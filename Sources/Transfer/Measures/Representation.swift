/// What a source network says of the examples of a target task, and what is true of them.
public struct Representation: Sendable {
  /// Examples × source labels: the source's probabilities, softmax or sigmoid.
  public let probabilities: Matrix?
  /// Examples × features: what the source's trunk makes of the examples.
  public let features: Matrix?
  /// What is true of the examples.
  public let target: Target
  /// What each source label counts in `melep:weighted`, where known.
  public let sourceWeights: [Double]?

  /// Creates a representation; at least one of probabilities and features, finite, a row for each example.
  public init(
    probabilities: Matrix? = nil, features: Matrix? = nil, target: Target, sourceWeights: [Double]? = nil
  ) {
    precondition(probabilities != nil || features != nil, "neither probabilities nor features")
    for matrix in [probabilities, features].compactMap(\.self) {
      precondition(matrix.rows == target.count, "\(matrix.rows) rows for \(target.count) examples")
      precondition(matrix.rows > 0 && matrix.columns > 0, "\(matrix.rows) × \(matrix.columns) numbers, expected some")
    }
    if let probabilities, let fault = probabilities.firstFault(in: 0...1) {
      preconditionFailure("probability \(fault.value) in row \(fault.row), column \(fault.column), expected 0…1")
    }
    if let features, let fault = features.firstFault(in: nil) {
      preconditionFailure("feature \(fault.value) in row \(fault.row), column \(fault.column), expected a number")
    }
    if let sourceWeights {
      precondition(
        sourceWeights.count == probabilities?.columns, "\(sourceWeights.count) weights for the source labels")
      precondition(
        sourceWeights.allSatisfy { $0 >= 0 && $0.isFinite } && sourceWeights.contains { $0 > 0 },
        "source weights \(sourceWeights), expected some above 0 and none below")
    }
    self.probabilities = probabilities
    self.features = features
    self.target = target
    self.sourceWeights = sourceWeights
  }

  /// Returns the representation of some of the examples, any of them several times.
  func gathering(_ indices: [Int]) -> Representation {
    Representation(
      probabilities: probabilities?.gathering(indices), features: features?.gathering(indices),
      target: target.gathering(indices), sourceWeights: sourceWeights)
  }
}

extension Matrix {
  /// Returns the first number that is not finite, or not within a range.
  package func firstFault(in range: ClosedRange<Double>?) -> (row: Int, column: Int, value: Double)? {
    let range = range ?? -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    guard let place = values.firstIndex(where: { !range.contains($0) }) else { return nil }
    return (place / columns, place % columns, values[place])
  }
}
