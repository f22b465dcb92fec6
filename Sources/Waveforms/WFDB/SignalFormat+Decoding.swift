extension SignalFormat {
  /// Decodes whole units of samples, each widened to 32 bits, as they stand in the file.
  ///
  /// The source must hold `units` units (and the four bytes after them, for 212), the result `units · unit.samples` numbers.
  func decode(_ source: UnsafeRawPointer, units: Int, to result: UnsafeMutablePointer<Int32>) {
    switch self {
    case .none, .flac8, .flac16, .flac24: break
    case .difference8:
      for index in 0..<units { result[index] = Int32(source.load(fromByteOffset: index, as: Int8.self)) }
    case .offset8:
      for index in 0..<units { result[index] = Int32(source.load(fromByteOffset: index, as: UInt8.self)) &- 128 }
    case .int16:
      for index in 0..<units { result[index] = Int32(Int16(littleEndian: source.at(index &* 2))) }
    case .bigEndian16:
      for index in 0..<units { result[index] = Int32(Int16(bigEndian: source.at(index &* 2))) }
    case .offset16:
      for index in 0..<units {
        let number: UInt16 = source.at(index &* 2)
        result[index] = Int32(UInt16(littleEndian: number)) &- 32768
      }
    case .int24:
      for index in 0..<units {
        let low: UInt16 = source.at(index &* 3)
        let high = source.load(fromByteOffset: index &* 3 &+ 2, as: Int8.self)
        result[index] = Int32(high) << 16 | Int32(UInt16(littleEndian: low))
      }
    case .int32:
      for index in 0..<units { result[index] = Int32(littleEndian: source.at(index &* 4)) }
    case .packed12: SignalFormat.decode212(source, units, result)
    case .packed10: SignalFormat.decode310(source, units, result)
    case .packed10Straight: SignalFormat.decode311(source, units, result)
    }
  }

  private static func decode212(_ source: UnsafeRawPointer, _ units: Int, _ result: UnsafeMutablePointer<Int32>) {
    var from = source
    var to = result
    for _ in 0..<units {
      // One load of four bytes serves the three: the last is dropped by the shifts.
      let word = UInt32(littleEndian: from.at(0))
      to[0] = Int32(bitPattern: word << 20) >> 20
      to[1] = Int32(bitPattern: (word >> 16 & 0xFF | word >> 4 & 0xF00) << 20) >> 20
      from += 3
      to += 2
    }
  }

  private static func decode310(_ source: UnsafeRawPointer, _ units: Int, _ result: UnsafeMutablePointer<Int32>) {
    for index in 0..<units {
      let word = UInt32(littleEndian: source.at(index &* 4))
      result[index &* 3] = Int32(bitPattern: word << 21) >> 22
      result[index &* 3 &+ 1] = Int32(bitPattern: word << 5) >> 22
      let third = word >> 11 & 0x1F | word >> 22 & 0x3E0
      result[index &* 3 &+ 2] = Int32(bitPattern: third << 22) >> 22
    }
  }

  private static func decode311(_ source: UnsafeRawPointer, _ units: Int, _ result: UnsafeMutablePointer<Int32>) {
    for index in 0..<units {
      let word = UInt32(littleEndian: source.at(index &* 4))
      result[index &* 3] = Int32(bitPattern: word << 22) >> 22
      result[index &* 3 &+ 1] = Int32(bitPattern: word << 12) >> 22
      result[index &* 3 &+ 2] = Int32(bitPattern: word << 2) >> 22
    }
  }
}

extension UnsafeRawPointer {
  /// Returns the number at a byte offset, aligned or not.
  fileprivate func at<Number: BitwiseCopyable>(_ offset: Int) -> Number {
    loadUnaligned(fromByteOffset: offset, as: Number.self)
  }
}
