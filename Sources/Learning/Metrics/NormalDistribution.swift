#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The standard normal distribution.
enum NormalDistribution {
  /// Returns the probability of a value below `x`.
  static func probability(below x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  /// Returns the value below which a share of the distribution lies.
  static func quantile(_ share: Double) -> Double {
    if share <= 0 { return -.infinity }
    if share >= 1 { return .infinity }
    // The distribution is monotone: halve until neighbours are left.
    var (low, high) = (-40.0, 40.0)
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if probability(below: middle) < share { low = middle } else { high = middle }
    }
  }
}
