/// A signal that cannot be processed as asked, because of what its file says about it.
public enum SignalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A sampling rate that is not above 0 and at most a million.
  case rate(found: Double)
  /// Two rates too far apart to go from one to the other.
  case ratio(from: Double, to: Double, limit: Int)
  /// A cut-off frequency outside the open interval from 0 to half the sampling rate.
  case cutoff(found: Double, rate: Double)
  /// A pass band whose upper edge is not above its lower edge.
  case band(low: Double, high: Double)

  /// What was found and what was expected.
  public var description: String {
    switch self {
    case .rate(let found): "sampling rate \(found) Hz: expected above 0 and at most 1 000 000"
    case .ratio(let from, let to, let limit):
      "resampling from \(from) Hz to \(to) Hz: expected a ratio of at most \(limit)"
    case .cutoff(let found, let rate):
      "cut-off \(found) Hz: expected above 0 and below \(rate / 2) Hz, half the sampling rate"
    case .band(let low, let high): "pass band from \(low) Hz to \(high) Hz: expected the upper edge above the lower"
    }
  }

  /// Throws for a rate that no recorder has, and that would not survive being counted in samples.
  static func check(rate: Double) throws(SignalError) {
    guard rate > 0, rate <= SamplingRate.plausible.upperBound else { throw .rate(found: rate) }
  }
}
