import Waveforms

/// How far a Gaussian kernel estimate of a standard normal density is off: (4π)^(d/2) times its mean integrated squared error,
/// by Worton's formula (1989), equation (6) of Beton.
public struct GaussianRisk: Sendable {
  /// How many samples there are; a fraction where one asks which number would be as good.
  public var count: Double
  /// How many dimensions they have.
  public var dimensions: Int

  /// Creates the risk.
  public init(count: Double, dimensions: Int = 1) {
    precondition(count > 0 && dimensions >= 1, "\(count) samples of \(dimensions) dimensions, expected more than none")
    self.count = count
    self.dimensions = dimensions
  }

  /// Returns the risk at a bandwidth.
  public func callAsFunction(_ width: Double) -> Double {
    let half = -Double(dimensions) / 2
    func power(_ base: Double, _ exponent: Double) -> Double { exponential(exponent * logarithm(base)) }
    let wide = power(1 + width * width, half)
    return power(width, 2 * half) / count - wide / count + 1 - 2 * power(1 + width * width / 2, half) + wide
  }

  /// The bandwidth of the least risk, and that risk.
  public var least: (width: Double, risk: Double) {
    // A coarse look at all magnitudes, then the golden section about the best of them.
    let steps = 240
    func width(_ step: Int) -> Double { 16 * Double(step) / Double(steps) - 8 }
    func risk(_ logarithm: Double) -> Double { self(exponential(logarithm)) }
    let best = (1..<steps).min { risk(width($0)) < risk(width($1)) } ?? 1
    var (low, high) = (width(best - 1), width(best + 1))
    let ratio = 0.6180339887498949
    while high - low > 1e-9 {
      let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
      if risk(left) < risk(right) { high = right } else { low = left }
    }
    let middle = (low + high) / 2
    return (exponential(middle), risk(middle))
  }

  /// Returns how many samples would have that least risk in so many dimensions.
  public static func count(ofRisk risk: Double, dimensions: Int) -> Double {
    var (low, high) = (-20.0, 40.0)
    while high - low > 1e-10 {
      let middle = (low + high) / 2
      let isEnough = GaussianRisk(count: exponential(middle), dimensions: dimensions).least.risk <= risk
      if isEnough { high = middle } else { low = middle }
    }
    return exponential((low + high) / 2)
  }
}
