/// Lowers the rate whenever a metric has stopped improving.
public struct Plateau: Sendable, Hashable, Codable {
  /// What the rate is multiplied by.
  public var factor = 0.1
  /// How many looks without improvement are borne; one more lowers the rate.
  public var patience = 10
  /// How much better than the best a metric must be.
  public var threshold = 1e-4
  /// Whether the threshold is a share of the best rather than a difference.
  public var isRelative = true
  /// Looks after a lowering that never count as bad.
  public var cooldown = 0
  /// The least share of the base rate.
  public var least = 0.0

  /// Creates PyTorch's.
  public init() {}

  func observe(_ metric: Double, isHigherBetter: Bool, state: inout Schedule.State) {
    if isBetter(metric, than: state.best, isHigherBetter) {
      state.best = metric
      state.bad = 0
    } else {
      state.bad += 1
    }
    if state.resting > 0 {
      state.resting -= 1
      state.bad = 0
    }
    if state.bad > patience {
      state.factor = max(least, state.factor * factor)
      state.resting = cooldown
      state.bad = 0
    }
  }

  /// A metric that is no number is never better.
  private func isBetter(_ metric: Double, than best: Double?, _ isHigherBetter: Bool) -> Bool {
    guard let best else { return metric.isFinite }
    let margin = isRelative ? threshold * best : threshold
    return isHigherBetter ? metric > best + margin : metric < best - margin
  }
}
