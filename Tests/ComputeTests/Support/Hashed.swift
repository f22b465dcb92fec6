/// Numbers by hash of a name, the same as Scripts/goldens/hashed.py makes.
enum Hashed {
  /// FNV-1a: a 64-bit hash of the UTF-8 bytes of a name.
  static func key(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// SplitMix64 of key(name) + index.
  static func mixed(_ name: String, _ index: Int) -> UInt64 {
    var z = key(name) &+ UInt64(index) &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in [0, 1), a multiple of 2⁻²⁴.
  static func unit(_ name: String, _ index: Int) -> Double { Double(mixed(name, index) >> 40) / 16_777_216 }

  /// `count` numbers between low and high.
  static func uniform(_ name: String, _ count: Int, _ low: Double = -1, _ high: Double = 1) -> [Float] {
    let key = name
    return (0..<count).map { Float(low + (high - low) * unit(key, $0)) }
  }
}
