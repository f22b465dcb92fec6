import CKernels
import Waveforms

/// A beat of one lead, described by what stands around it: where a recording can be laid upon its copy.
///
/// The description is taken from 0.12 to 1.36 seconds on both sides of the beat, so that it holds the neighbouring beats and
/// how far they are, and not the beat's own wave, which is much the same in everybody. It is turned into bits by the
/// signs of random sums (Charikar, 2002): the share of bits in which two differ is the angle between them over π.
package struct Landmark: Sendable {
  /// How far the description reaches on both sides, in seconds.
  package static let reach = inner + Double(Self.side - 1) * step
  /// Samples at both ends of a signature in which no landmark stands.
  static let margin = (Float(reach * Signature.rate)).rounded(.up) + 2
  private static let inner = 0.12
  private static let step = 0.04
  private static let side = 32

  /// Three words of bits.
  let bits: (UInt64, UInt64, UInt64)
  /// Where the beat is, in samples of the signature and between them.
  let time: Float
  /// The lead's number within the recording.
  let lead: UInt8

  /// Describes the beat at a sample; nothing where too little stands around it.
  init?(of samples: UnsafeBufferPointer<Float>, at peak: Int, lead: UInt8) {
    let (a, b, c) = (abs(samples[peak - 1]), abs(samples[peak]), abs(samples[peak + 1]))
    let bend = a - 2 * b + c
    let shift = bend < 0 ? max(-0.5, min(0.5, 0.5 * (a - c) / bend)) : 0
    time = Float(peak) + shift
    self.lead = lead
    // A lead may have been connected the wrong way round: the beat itself says which way is up.
    let sign: Float = samples[peak] < 0 ? -1 : 1
    var values = [Float](repeating: 0, count: 2 * Self.side)
    var energy: Float = 0
    for k in 0..<Self.side {
      let distance = Float((Self.inner + Double(k) * Self.step) * Signature.rate)
      let before = sign * Self.value(samples, at: time - distance)
      let after = sign * Self.value(samples, at: time + distance)
      values[Self.side - 1 - k] = before
      values[Self.side + k] = after
      energy += before * before + after * after
    }
    guard energy > 0.05 else { return nil }
    bits = (Self.word(values, 0), Self.word(values, 1), Self.word(values, 2))
  }

  /// Returns the signal between samples, by the cubic through its four neighbours.
  private static func value(_ samples: UnsafeBufferPointer<Float>, at time: Float) -> Float {
    let i = Int(time.rounded(.down))
    let t = time - Float(i)
    let (a, b, c, d) = (samples[i - 1], samples[i], samples[i + 1], samples[i + 2])
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
  }

  /// Signs for the random sums.
  private static let signs: [UInt64] = (0..<6).map { SplitMix64.mix(0x4C45_414B + UInt64($0)) }

  /// Returns the signs of 64 random sums, made by two Hadamard transforms with random signs before each.
  private static func word(_ values: [Float], _ number: Int) -> UInt64 {
    var values = values
    return values.withUnsafeMutableBufferPointer { values in
      for round in 0..<2 {
        let signs = signs[2 * number + round]
        for i in 0..<64 where signs &>> UInt64(i) & 1 == 1 { values[i] = -values[i] }
        var half = 1
        while half < 64 {
          var start = 0
          while start < 64 {
            for i in start..<(start + half) {
              let (a, b) = (values[i], values[i + half])
              values[i] = a + b
              values[i + half] = a - b
            }
            start += 2 * half
          }
          half *= 2
        }
      }
      var word: UInt64 = 0
      for i in 0..<64 where values[i] > 0 { word |= 1 << UInt64(i) }
      return word
    }
  }

  /// Returns in how many of the 192 bits two differ.
  @inline(__always)
  static func distance(_ a: (UInt64, UInt64, UInt64), _ b: (UInt64, UInt64, UInt64)) -> Int {
    (a.0 ^ b.0).nonzeroBitCount + (a.1 ^ b.1).nonzeroBitCount + (a.2 ^ b.2).nonzeroBitCount
  }

  /// Fills `places` with the numbers of those codes among some that differ from one in few bits; returns how many.
  static func near(
    _ places: inout [UInt32], _ codes: [(UInt64, UInt64, UInt64)], _ one: Int, among: Range<Int>, farthest: Int
  ) -> Int {
    precondition(among.count <= places.count, "\(among.count) codes, room for \(places.count)")
    return codes.withUnsafeBytes { codes in
      let words = codes.bindMemory(to: UInt64.self)
      return places.withUnsafeMutableBufferPointer { places in
        guard let words = words.baseAddress, let places = places.baseAddress, !among.isEmpty else { return 0 }
        return ek_near_codes(places, words + 3 * among.lowerBound, among.count, words + 3 * one, Int32(farthest))
      }
    }
  }

  /// The number of tables in which landmarks are looked up.
  static let tables = 8

  /// Returns the 24 bits by which it is looked up in a table, and the 8 that follow.
  @inline(__always)
  static func key(_ bits: (UInt64, UInt64, UInt64), table: Int) -> UInt32 {
    let at = UInt64(24 * table)
    let words = (bits.0, bits.1, bits.2)
    let (word, offset) = (at / 64, at % 64)
    let low = word == 0 ? words.0 : word == 1 ? words.1 : words.2
    let next = word == 0 ? words.1 : word == 1 ? words.2 : words.0
    let joined = offset == 0 ? low : low &>> offset | next &<< (64 - offset)
    // The first 24 bits lead, so that neighbours in order agree in them.
    return UInt32(truncatingIfNeeded: joined & 0xFF_FFFF) << 8 | UInt32(truncatingIfNeeded: joined &>> 24 & 0xFF)
  }
}
