/// Perlin's gradient noise in one dimension: smooth, random, and the same for the same seed.
///
/// A random slope in [−1, 1] stands at each whole number; between two, the lines of both are blended by Perlin's curve
/// 6t⁵ − 15t⁴ + 10t³ (Perlin 1985, 2002). Values lie within [−½, ½], 0 at whole numbers.
public struct PerlinNoise: Sendable, Equatable {
  /// The seed.
  public let seed: UInt64
  /// How many layers are added, each twice as fast as the one before.
  public let octaves: Int
  /// How large a layer is, compared with the one before.
  public let persistence: Float

  /// Creates a noise.
  public init(seed: UInt64, octaves: Int = 1, persistence: Float = 0.5) {
    precondition((1...16).contains(octaves), "PerlinNoise(octaves: \(octaves)): expected 1 to 16")
    self.seed = seed
    self.octaves = octaves
    self.persistence = persistence
  }

  /// Returns the noise at equally spaced times from 0, with `frequency` whole numbers of the first layer a second.
  ///
  /// - Complexity: O(count · octaves).
  public func samples(_ count: Int, rate: Double, frequency: Double) -> [Float] {
    precondition(
      rate > 0 && frequency >= 0 && frequency <= 1000 * rate,
      "PerlinNoise.samples(rate: \(rate), frequency: \(frequency)): expected rate > 0 and frequency from 0 to 1000 · rate"
    )
    precondition(count >= 0, "PerlinNoise.samples(\(count)): expected 0 or more")
    var result = [Float](repeating: 0, count: count)
    var (step, scale) = (frequency / rate, Float(1))
    for octave in 0..<octaves {
      let key = SplitMix64.mix(seed &+ UInt64(octave) &* 0xD1B5_4A32_D192_ED03)
      var cell = Int.min
      var (left, right) = (Float(0), Float(0))
      for i in 0..<count {
        let x = Double(i) * step
        let whole = x.rounded(.down)
        if Int(whole) != cell {
          cell = Int(whole)
          left = Self.slope(key, cell)
          right = Self.slope(key, cell + 1)
        }
        let t = Float(x - whole)
        let blend = t * t * t * (t * (t * 6 - 15) + 10)
        let (a, b) = (left * t, right * (t - 1))
        result[i] += scale * (a + blend * (b - a))
      }
      step *= 2
      scale *= persistence
    }
    return result
  }

  private static func slope(_ key: UInt64, _ cell: Int) -> Float {
    let bits = SplitMix64.mix(key &+ UInt64(bitPattern: Int64(cell)) &* 0x9E37_79B9_7F4A_7C15)
    return Float(Int64(bitPattern: bits) >> 40) * 0x1p-23
  }
}
