import Waveforms

extension SplitMix64 {
  /// Returns the next number of the beta distribution: X/(X + Y) of two gamma numbers, by their logarithms, so that it
  /// is right for the smallest shapes too.
  mutating func beta(_ a: Double, _ b: Double) -> Double {
    let (x, y) = (logGamma(a), logGamma(b))
    return 1 / (1 + exponential(y - x))
  }

  /// Returns the logarithm of the next number of the gamma distribution (Marsaglia and Tsang, "A simple method for
  /// generating gamma variables", ACM TOMS 2000; below shape 1 by their boost from shape + 1).
  private mutating func logGamma(_ shape: Double) -> Double {
    if shape < 1 { return logGamma(shape + 1) + logarithm(1 - uniform()) / shape }
    let d = shape - 1.0 / 3
    while true {
      let z = normal()
      let root = 1 + z / (9 * d).squareRoot()
      guard root > 0 else { continue }
      let v = root * root * root
      if logarithm(1 - uniform()) < z * z / 2 + d - d * v + d * logarithm(v) { return logarithm(d * v) }
    }
  }
}
