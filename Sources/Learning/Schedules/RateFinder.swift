/// Finds a learning rate: the rate grows from step to step until the loss runs away, and the curve tells which rates work.
///
/// The sweep, the smoothing and both suggestions are those of fastai. It knows nothing of networks: what a step is, the
/// caller says, and puts the weights back afterwards.
public struct RateFinder: Sendable, Hashable, Codable {
  /// The first rate.
  public var least = 1e-7
  /// The rate that the sweep would end at.
  public var greatest = 10.0
  /// Steps from one to the other.
  public var count = 100
  /// The share of the mean so far in the smoothed loss.
  public var smoothing = 0.98
  /// The sweep stops where the smoothed loss is more than this times the least so far.
  public var divergence = 4.0

  /// Creates a finder with fastai's numbers.
  public init() {}

  /// What a sweep has seen.
  public struct Curve: Sendable, Hashable, Codable {
    /// The rate of each step.
    public internal(set) var rates: [Double] = []
    /// The smoothed loss after each step.
    public internal(set) var losses: [Double] = []
    /// The rate at which the loss falls fastest along the rates' logarithm; nil for a curve too short to tell.
    public internal(set) var steepest: Double?
    /// A tenth of the rate at which the loss is least; nil for a curve too short to tell.
    public internal(set) var minimumTenth: Double?
  }

  /// Sweeps: calls `step` with one rate after the other; it takes a training step and returns the loss before it.
  public func callAsFunction(_ step: (_ rate: Double) throws -> Double) rethrows -> Curve {
    precondition(
      least > 0 && greatest > least && count > 1,
      "a sweep from \(least) to \(greatest) in \(count) steps: expected 0 < least < greatest and 2 steps or more")
    var curve = Curve()
    var (mean, best) = (0.0, Double.infinity)
    for number in 0..<count {
      let rate = least * power(greatest / least, Double(number) / Double(count - 1))
      let loss = try step(rate)
      guard loss.isFinite else { break }
      mean = smoothing * mean + (1 - smoothing) * loss
      let smoothed = mean / (1 - power(smoothing, Double(number + 1)))
      curve.rates.append(rate)
      curve.losses.append(smoothed)
      best = min(best, smoothed)
      if smoothed > divergence * best { break }
    }
    suggest(&curve)
    return curve
  }

  /// The first tenth of the sweep is noise, and the last five steps are divergence: neither is looked at.
  private func suggest(_ curve: inout Curve) {
    let from = count / 10
    let to = curve.rates.count - 5
    guard to - from >= 2 else { return }
    let slopes = ((from + 1)..<to).map { i in
      (curve.losses[i] - curve.losses[i - 1]) / logarithm(curve.rates[i] / curve.rates[i - 1])
    }
    if let steepest = slopes.indices.min(by: { slopes[$0] < slopes[$1] }) {
      curve.steepest = curve.rates[from + steepest]
    }
    if let lowest = (from..<to).min(by: { curve.losses[$0] < curve.losses[$1] }) {
      curve.minimumTenth = curve.rates[lowest] / 10
    }
  }
}
