import Waveforms

/// The samples of Scripts/goldens/similarity.py, made again.
enum Samples {
  static func humps(_ name: String, _ count: Int, shift: Double) -> [Double] {
    unit(name, count).map { ($0 < 0.5 ? $0 : 2 * $0) + shift }.sorted()
  }

  /// Samples of a normal density.
  static func normal(_ count: Int, mean: Double, deviation: Double, seed: UInt64 = 1) -> [Double] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in random.normal(mean: mean, deviation: deviation) }.sorted()
  }

  private static func unit(_ name: String, _ count: Int) -> [Double] {
    let key = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return (0..<count).map { Double(mixed(key &+ UInt64($0)) >> 40) / 16_777_216 }
  }

  private static func mixed(_ counter: UInt64) -> UInt64 {
    var z = counter &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
