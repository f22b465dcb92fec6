import Cohorts
import Waveforms

/// Tells how sure figures are by resampling groups (patients, or records where nobody knows) with replacement.
///
/// A resample depends on the seed and its number alone: models and metrics judged with one seed on the same examples
/// are judged on the same resamples, on any number of threads.
public struct Bootstrap: Sendable, Hashable, Codable {
  /// How an interval comes from resampled figures.
  public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
    /// Their percentiles.
    case percentile
    /// Their percentiles, corrected for bias and for a spread that changes with the figure (Efron 1987).
    case bca
  }

  /// How many resamples are drawn.
  public var resamples: Int
  /// The share of resampled figures that an interval holds.
  public var confidence: Double
  /// How an interval comes from resampled figures.
  public var method: Method
  /// Whether a resample without positives of a label that has some is drawn anew, as in the PTB-XL benchmark.
  public var everyLabel: Bool
  /// The seed of the draws.
  public var seed: UInt64

  /// Creates a bootstrap.
  public init(
    resamples: Int = 1000, confidence: Double = 0.95, method: Method = .percentile, everyLabel: Bool = false,
    seed: UInt64 = 1
  ) {
    precondition(resamples > 0, "a bootstrap of \(resamples) resamples, expected at least 1")
    precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence), expected between 0 and 1")
    self.resamples = resamples
    self.confidence = confidence
    self.method = method
    self.everyLabel = everyLabel
    self.seed = seed
  }

  /// Returns a metric of predictions with its interval.
  public func estimate(_ metric: Metric, of predictions: Predictions, threads: Int? = nil) -> Estimate {
    estimates([metric], of: predictions, threads: threads)[0]
  }

  /// Returns metrics of predictions with their intervals, all from the same resamples.
  ///
  /// - Complexity: O(resamples × examples × labels); with `bca`, O(groups × examples × labels) more.
  public func estimates(_ metrics: [Metric], of predictions: Predictions, threads: Int? = nil) -> [Estimate] {
    samples(metrics, [predictions], threads: threads)[0].map { $0.estimate(self) }
  }

  /// A figure, resampled.
  struct Sample {
    /// On all examples.
    var value: Double
    /// On each resample; NaN where undefined.
    var resampled: [Double]
    /// Without each group in turn, where the method asks for it.
    var jackknifed: [Double]

    func estimate(_ bootstrap: Bootstrap) -> Estimate {
      let sorted = resampled.filter(\.isFinite).sorted()
      let ends = bootstrap.interval(of: value, sorted: sorted, jackknifed: jackknifed.filter(\.isFinite))
      return Estimate(
        value: value, low: ends.low, high: ends.high, resamples: resampled.count,
        undefined: resampled.count - sorted.count)
    }
  }

  /// Returns a sample for each model and metric; the models' predictions are of the same examples in the same order.
  func samples(_ metrics: [Metric], _ models: [Predictions], threads: Int?) -> [[Sample]] {
    let needs = metrics.reduce(into: Assessment.Needs()) { $0.formUnion($1.needs) }
    for model in models { for metric in metrics { metric.demandFit(model) } }
    let assessments = Parallel.map(models.count, threads: threads) { Assessment(models[$0], needs: needs) }
    /// The figures of all models, one after another.
    @Sendable func figures(_ weights: [Int32]?) -> [Double] {
      assessments.flatMap { assessment in
        var tally = Tally(assessment, weights: weights)
        return metrics.map { $0.value(of: &tally) }
      }
    }
    let whole = figures(nil)
    let width = whole.count
    guard let first = models.first, first.count > 0 else {
      return models.map { _ in metrics.map { _ in Sample(value: .nan, resampled: [], jackknifed: []) } }
    }
    let draws = GroupDraws(first, everyLabel: everyLabel)
    let resampled = Parallel.map(resamples, threads: threads) { draw in
      var random = SplitMix64(seed, 0xB007, UInt64(draw))
      return draws.weights(&random).map { figures($0) } ?? [Double](repeating: .nan, count: width)
    }
    let left =
      method == .bca ? Parallel.map(draws.groups, threads: threads) { figures(draws.weights(without: $0)) } : []
    return models.indices.map { model in
      metrics.indices.map { metric in
        let place = model * metrics.count + metric
        return Sample(
          value: whole[place], resampled: resampled.map { $0[place] }, jackknifed: left.map { $0[place] })
      }
    }
  }
}
