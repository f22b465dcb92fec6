#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What charts need of the C library's arithmetic.
enum Logarithm {
  static func ten(_ value: Double) -> Double { log10(value) }

  /// Returns a power of ten, exact where ten times ten is.
  static func power(of exponent: Int) -> Double {
    let power = pow(10, Double(abs(exponent)))
    return exponent < 0 ? 1 / power : power
  }

  static func exponential(_ value: Double) -> Double { exp(value) }
}
