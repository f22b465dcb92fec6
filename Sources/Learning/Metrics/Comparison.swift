/// Two models judged by one metric on the same examples and the same resamples.
public struct Comparison: Sendable, Equatable, Codable {
  /// The metric's name.
  public let metric: String
  /// The first model's figure.
  public let first: Estimate
  /// The second model's figure.
  public let second: Estimate
  /// The first model's figure minus the second's.
  public let difference: Estimate
  /// How likely a difference as great, in either direction, would be if there were none; nil where it is undefined.
  public let p: Double?
  /// How many groups were resampled.
  public let groups: Int
}

extension Bootstrap {
  /// Returns a metric of two models' predictions and of their difference, resampled in pairs.
  ///
  /// The examples of the second are put into the order of the first.
  /// - Throws: When the two are not of the same examples, labels, targets and groups.
  public func comparison(
    _ metric: Metric, _ first: Predictions, minus second: Predictions, threads: Int? = nil
  ) throws(LearningError) -> Comparison {
    let samples = samples([metric], [first, try second.aligned(with: first)], threads: threads).map { $0[0] }
    let difference = difference(samples)
    return Comparison(
      metric: metric.name, first: samples[0].estimate(self), second: samples[1].estimate(self),
      difference: difference.estimate(self), p: Self.probability(ofNone: difference), groups: Set(first.groups).count)
  }

  /// Returns a metric of some predictions minus that of others of the same examples in the same order.
  package func difference(
    _ metric: Metric, _ first: Predictions, minus second: Predictions, threads: Int? = nil
  ) -> Estimate {
    precondition(first.ids == second.ids, "a difference between \(first.count) examples and \(second.count) others")
    return difference(samples([metric], [first, second], threads: threads).map { $0[0] }).estimate(self)
  }

  private func difference(_ samples: [Sample]) -> Sample {
    func minus(_ path: KeyPath<Sample, [Double]>) -> [Double] {
      zip(samples[0][keyPath: path], samples[1][keyPath: path]).map { $0 - $1 }
    }
    return Sample(
      value: samples[0].value - samples[1].value, resampled: minus(\.resampled), jackknifed: minus(\.jackknifed))
  }

  /// Twice the share of resampled differences beyond zero on the rarer side; never 0, however few there are.
  private static func probability(ofNone difference: Sample) -> Double? {
    let defined = difference.resampled.filter(\.isFinite)
    if difference.value.isNaN || defined.isEmpty { return nil }
    let rarer = min(defined.count { $0 <= 0 }, defined.count { $0 >= 0 })
    return min(1, 2 * Double(rarer + 1) / Double(defined.count + 1))
  }
}
