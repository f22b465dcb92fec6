import Waveforms

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

  /// Returns a metric of two ways to train and of their difference, where each was gone several times: with each resample of
  /// groups some of the repeats are drawn too, so that the interval holds what another training would change.
  ///
  /// All are of the same examples. Of n repeats n - 1 are drawn: their mean then varies as that of n trainings does.
  package func comparison(
    _ metric: Metric, repeats: [(first: Predictions, second: Predictions)], threads: Int? = nil
  ) throws(LearningError) -> Comparison {
    var models: [Predictions] = []
    for one in repeats.flatMap({ [$0.first, $0.second] }) {
      if let head = models.first { models.append(try one.aligned(with: head)) } else { models.append(one) }
    }
    let samples = samples([metric], models, threads: threads).map { $0[0] }
    let drawn = (0..<resamples).map { draw in
      var random = SplitMix64(seed, 0x4E75, UInt64(draw))
      return (0..<max(1, repeats.count - 1)).map { _ in random.index(below: repeats.count) }
    }
    func mean(_ way: Int) -> Sample {
      let own = repeats.indices.map { samples[2 * $0 + way] }
      return Sample(
        value: own.reduce(0) { $0 + $1.value } / Double(own.count),
        resampled: drawn.enumerated().map { draw, chosen in
          chosen.reduce(0) { $0 + own[$1].resampled[draw] } / Double(chosen.count)
        }, jackknifed: [])
    }
    let both = [mean(0), mean(1)]
    let difference = difference(both)
    return Comparison(
      metric: metric.name, first: both[0].estimate(self), second: both[1].estimate(self),
      difference: difference.estimate(self), p: Self.probability(ofNone: difference),
      groups: Set(models.first?.groups ?? []).count)
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
