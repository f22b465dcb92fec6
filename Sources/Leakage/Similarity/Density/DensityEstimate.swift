import Learning
import Waveforms

/// How a density is estimated from samples; every choice that the paper leaves open is one of these.
public struct DensityEstimate: Sendable, Hashable, Codable {
  /// What is put in the place of each sample.
  public enum Kernel: String, Sendable, Codable, CaseIterable { case gaussian, boxcar }
  /// How wide that is.
  public enum Rule: String, Sendable, Codable, CaseIterable {
    /// 0.9 · spread · n^(−1/5), the spread being the smaller of deviation and quartile distance / 1.349.
    case silverman
    /// What is best for so many samples of a normal density of that spread: the least of equation (6).
    case leastError
  }

  /// What is put in the place of each sample.
  public var kernel = Kernel.gaussian
  /// How wide that is.
  public var rule = Rule.silverman
  /// What the width is multiplied by.
  public var factor = 1.0
  /// The share of every density that is spread evenly over the whole range, so that nowhere is it empty.
  public var floor = 1e-3

  /// Creates the usual estimate.
  public init() {}

  /// In words, with the bandwidth and the floor.
  public var words: String {
    let width = factor == 1 ? "" : " × \(fixed(factor, 2))"
    let name = rule == .silverman ? "Silverman" : "least error"
    return "\(kernel.rawValue), \(name)\(width), floor \(floor)"
  }

  /// Returns the width of the kernel for sorted samples; a boxcar's is half of its whole.
  public func width(of sorted: [Double]) -> Double {
    guard sorted.count > 1 else { return 0 }
    let count = Double(sorted.count)
    let mean = sorted.reduce(0, +) / count
    let deviation = (sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
    let quartiles = (Bootstrap.quantile(sorted, 0.75) - Bootstrap.quantile(sorted, 0.25)) / 1.349
    let spread = quartiles > 0 ? min(deviation, quartiles) : deviation
    let unit =
      switch rule {
      case .silverman: 0.9 * exponential(-0.2 * logarithm(count))
      case .leastError: GaussianRisk(count: count).least.width
      }
    // Kernels of one smoothness: Marron and Nolan's canonical widths, 1.3510 for the boxcar and 0.7764 for the Gaussian.
    return unit * spread * factor * (kernel == .boxcar ? 1.3510 / 0.7764 : 1)
  }
}
