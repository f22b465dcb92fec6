extension SignalFormat {
  /// Whether samples can be written in this format.
  public var canBeWritten: Bool { self != .none && !isDifference && !isFLAC }

  /// Returns the bytes of multiplexed samples, each of which must lie in the format's range or be its missing number.
  func encode(_ samples: [Int32]) -> [UInt8] {
    precondition(canBeWritten, "format \(rawValue) cannot be written")
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount(samples: samples.count))
    switch self {
    case .packed12: encode212(samples, &bytes)
    case .packed10, .packed10Straight: encodeThrees(samples, &bytes)
    case .bigEndian16: for sample in samples { bytes.appendBytes(sample.byteSwapped >> 16, 2) }
    case .offset8: for sample in samples { bytes.appendBytes(sample &+ 128, 1) }
    case .offset16: for sample in samples { bytes.appendBytes(sample &+ 32768, 2) }
    default: for sample in samples { bytes.appendBytes(sample, unit.bytes) }
    }
    return bytes
  }

  private func encode212(_ samples: [Int32], _ bytes: inout [UInt8]) {
    for index in stride(from: 0, to: samples.count, by: 2) {
      let first = samples[index] & 0xFFF
      let second = index + 1 < samples.count ? samples[index + 1] & 0xFFF : 0
      bytes.appendBytes(first | (second & 0xF00) << 4, 2)
      if index + 1 < samples.count { bytes.appendBytes(second, 1) }
    }
  }

  private func encodeThrees(_ samples: [Int32], _ bytes: inout [UInt8]) {
    for index in stride(from: 0, to: samples.count, by: 3) {
      let part = (0..<3).map { index + $0 < samples.count ? samples[index + $0] & 0x3FF : 0 }
      let word =
        self == .packed10
        ? part[0] << 1 | (part[2] & 0x1F) << 11 | part[1] << 17 | (part[2] & 0x3E0) << 22
        : part[0] | part[1] << 10 | part[2] << 20
      bytes.appendBytes(word, 4)
    }
  }
}

extension [UInt8] {
  /// Appends the lowest `count` bytes of a number, the lowest first.
  fileprivate mutating func appendBytes(_ number: Int32, _ count: Int) {
    for byte in 0..<count { append(UInt8(truncatingIfNeeded: number >> Int32(8 * byte))) }
  }
}
