/// A small counter-based random generator: the n-th number is a fixed function of the key and n, on every machine.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable, Equatable {
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var state: UInt64

  /// Creates the generator of a seed.
  public init(seed: UInt64) { state = seed }

  /// Creates the generator of a path of numbers, such as (seed, epoch, example); different paths share no sequence.
  public init(_ path: UInt64...) {
    state = path.reduce(0) { Self.mix(($0 &+ Self.step) ^ Self.mix($1 &+ Self.step)) }
  }

  /// Returns 64 well-mixed bits of a counter.
  @inline(__always)
  public static func mix(_ counter: UInt64) -> UInt64 {
    var z = counter
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// Returns the next 64 random bits.
  @inline(__always)
  public mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// Returns the next number drawn evenly from [0, 1).
  @inline(__always)
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Returns the next number drawn evenly from [low, high).
  public mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// Returns the next number drawn from the normal distribution (polar form of Box and Muller).
  public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      if s > 0 && s < 1 { return mean + deviation * u * (-2 * logarithm(s) / s).squareRoot() }
    }
  }

  /// Returns a normal number that is drawn again until it lies within two deviations of the mean.
  public mutating func bounded(mean: Double, deviation: Double) -> Double {
    while true {
      let z = normal()
      if abs(z) <= 2 { return mean + deviation * z }
    }
  }

  /// Returns true with the given probability.
  public mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

  /// Returns the next whole number drawn evenly from 0 up to, but not including, `bound`.
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "index(below: \(bound)): the bound must be positive")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
