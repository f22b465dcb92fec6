// Not every machine's Swift has `Float16`.

extension Float {
  /// Creates the value of a number of half precision (IEEE 754 binary16), exactly.
  package init(halfPrecision bits: UInt16) {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 0x1F)
    let fraction = UInt32(bits & 0x3FF)
    switch exponent {
    case 0:
      let magnitude = Float(fraction) / 16_777_216
      self.init(bitPattern: sign | magnitude.bitPattern)
    case 31: self.init(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: self.init(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }

  /// Creates the value of a number of brain precision (the upper half of a `Float`), exactly.
  package init(brainPrecision bits: UInt16) {
    self.init(bitPattern: UInt32(bits) << 16)
  }
}
