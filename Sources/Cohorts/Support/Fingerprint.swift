import Waveforms

/// A fingerprint of 128 bits of whatever is added to it, the same on every machine.
///
/// Two lanes of multiply and mix: made to tell files apart, not to withstand someone who forges them.
package struct Fingerprint: Sendable, Equatable {
  private var left: UInt64 = 0x6A09_E667_F3BC_C908
  private var right: UInt64 = 0xBB67_AE85_84CA_A73B

  package init() {}

  private mutating func add(word: UInt64) {
    left = SplitMix64.mix(left ^ word)
    right = (right ^ word) &* 0x9FB2_1C65_1E98_DF25
    right ^= right &>> 32
  }

  package mutating func add(_ number: Int) { add(word: UInt64(bitPattern: Int64(number))) }

  package mutating func add(_ number: Double) { add(word: number.bitPattern) }

  package mutating func add(_ text: String) { add(bytes: Array(text.utf8)) }

  package mutating func add(bytes: [UInt8]) {
    add(bytes.count)
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset + 8 <= buffer.count {
        add(word: UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        offset += 8
      }
      var rest: UInt64 = 0
      for index in offset..<buffer.count { rest = rest << 8 | UInt64(buffer[index]) }
      add(word: rest)
    }
  }

  /// Adds samples; every way to be missing counts as the same.
  package mutating func add(_ samples: [Float]) {
    add(samples.count)
    samples.withUnsafeBufferPointer { buffer in
      var index = 0
      func bits(_ sample: Float) -> UInt64 { sample.isNaN ? 0x7FC0_0000 : UInt64(sample.bitPattern) }
      while index + 1 < buffer.count {
        add(word: bits(buffer[index]) | bits(buffer[index + 1]) << 32)
        index += 2
      }
      if index < buffer.count { add(word: bits(buffer[index])) }
    }
  }

  /// The fingerprint in 32 hexadecimal digits.
  package var hex: String {
    func digits(_ word: UInt64) -> String {
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    return digits(SplitMix64.mix(left)) + digits(SplitMix64.mix(right ^ left))
  }

  /// Returns 64 bits of a name, with which to key random draws.
  package static func key(of name: String) -> UInt64 {
    var hash = Fingerprint()
    hash.add(name)
    return SplitMix64.mix(hash.left ^ hash.right)
  }
}

extension Recording {
  /// The fingerprint of the samples alone: copies of a signal under other names have the same one.
  public var signalFingerprint: String {
    var hash = Fingerprint()
    hash.add(rate)
    for lead in leads { hash.add(lead.samples) }
    return hash.hex
  }
}
