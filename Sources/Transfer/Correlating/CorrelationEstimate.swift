import Waveforms

/// A correlation with its intervals.
public struct CorrelationEstimate: Sendable, Equatable, Codable {
  /// The coefficient; nothing where one side does not vary.
  public let value: Double?
  /// The middle 95 % over draws of whole tasks; nothing where too few draws have a value.
  public let interval: [Double]?

  init(_ value: Double?, draws: [Double]) {
    self.value = value
    interval = value == nil ? nil : GroupResampling.interval(draws).map { [$0.lowerBound, $0.upperBound] }
  }
}

/// The four correlations of a measure with scores.
public struct CorrelationFigures: Sendable, Equatable, Codable {
  /// How many transfers there are.
  public let count: Int
  /// Pearson's coefficient.
  public let pearson: CorrelationEstimate
  /// Fisher's 95 % interval of Pearson's coefficient, for independent normal pairs.
  public let fisher: [Double]?
  /// Spearman's coefficient.
  public let spearman: CorrelationEstimate
  /// Kendall's τ-b.
  public let kendall: CorrelationEstimate
  /// Kendall's τ with more weight on the promising end, in the sign of the measure.
  public let weightedKendall: CorrelationEstimate

  /// Correlates a measure with scores; `tasks` are drawn whole.
  init(_ measure: [Double], _ scores: [Double], tasks: [String], isHigherBetter: Bool, draws: Int, seed: UInt64) {
    count = measure.count
    let resampling = GroupResampling(groups: tasks, seed: seed)
    let sign = isHigherBetter ? 1.0 : -1
    func weighted(_ x: [Double], _ y: [Double]) -> Double? {
      // The large end must be the promising one.
      RankCorrelation.weightedKendall(x.map { sign * $0 }, y).map { sign * $0 }
    }
    let samples = resampling.groupCount < 2 ? [] : (0..<draws).map { resampling.examples(draw: $0) }
    func estimate(_ body: ([Double], [Double]) -> Double?) -> CorrelationEstimate {
      CorrelationEstimate(
        body(measure, scores),
        draws: samples.compactMap { sample in body(sample.map { measure[$0] }, sample.map { scores[$0] }) })
    }
    pearson = estimate(RankCorrelation.pearson)
    spearman = estimate(RankCorrelation.spearman)
    kendall = estimate(RankCorrelation.kendall)
    weightedKendall = estimate(weighted)
    fisher = pearson.value.flatMap { CorrelationFigures.fisher($0, count: measure.count) }
  }

  /// Returns tanh(atanh r ± 1.96/√(n − 3)); nil for fewer than four pairs.
  static func fisher(_ r: Double, count: Int) -> [Double]? {
    guard count > 3 else { return nil }
    guard abs(r) < 1 else { return [r, r] }
    let centre = inverseHyperbolicTangent(r)
    let width = 1.959_963_984_540_054 / Double(count - 3).squareRoot()
    return [hyperbolicTangent(centre - width), hyperbolicTangent(centre + width)]
  }
}
