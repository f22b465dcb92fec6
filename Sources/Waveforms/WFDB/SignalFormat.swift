/// How a WFDB signal file stores its samples.
public enum SignalFormat: Int, Sendable, CaseIterable {
  /// No samples at all.
  case none = 0
  /// First differences of 8 bits.
  case difference8 = 8
  /// 16 bits, little-endian.
  case int16 = 16
  /// 24 bits, little-endian.
  case int24 = 24
  /// 32 bits, little-endian.
  case int32 = 32
  /// 16 bits, big-endian.
  case bigEndian16 = 61
  /// 8 bits, offset by 128.
  case offset8 = 80
  /// 16 bits, offset by 32768.
  case offset16 = 160
  /// Two samples of 12 bits in three bytes.
  case packed12 = 212
  /// Three samples of 10 bits in four bytes, the third in what the first two leave over.
  case packed10 = 310
  /// Three samples of 10 bits in four bytes, one after another.
  case packed10Straight = 311
  /// FLAC with 8 bits.
  case flac8 = 508
  /// FLAC with 16 bits.
  case flac16 = 516
  /// FLAC with 24 bits.
  case flac24 = 524

  /// Bits a sample.
  public var bits: Int {
    switch self {
    case .none: 0
    case .difference8, .offset8, .flac8: 8
    case .int16, .bigEndian16, .offset16, .flac16: 16
    case .int24, .flac24: 24
    case .int32: 32
    case .packed12: 12
    case .packed10, .packed10Straight: 10
    }
  }

  /// The number that stands for a missing sample, where the format has one.
  public var missing: Int32? {
    switch self {
    case .none, .difference8: nil
    default: Int32(truncatingIfNeeded: -(1 << (bits - 1)))
    }
  }

  /// The number that decoded signals use for a missing sample: the format's own, or one that it cannot store.
  var missingMark: Int32 { missing ?? .min }

  /// The numbers that the format can store as samples.
  public var range: ClosedRange<Int> {
    switch self {
    case .none: 0...0
    case .difference8: Int(Int32.min) + 1...Int(Int32.max)
    default: -(1 << (bits - 1)) + 1...(1 << (bits - 1)) - 1
    }
  }

  /// The converter resolution that a header without one means.
  var defaultResolution: Int { self == .difference8 ? 10 : 12 }

  /// Whether samples can only be decoded from the first on.
  var isDifference: Bool { self == .difference8 }

  /// Whether the samples are compressed by FLAC.
  var isFLAC: Bool { self == .flac8 || self == .flac16 || self == .flac24 }

  /// Whether kernels can unpack the samples to 16 bits.
  var isShort: Bool { self == .int16 || self == .packed12 }

  /// The smallest group of samples that begins at a whole byte, and its bytes.
  var unit: (samples: Int, bytes: Int) {
    switch self {
    case .none: (1, 0)
    case .difference8, .offset8, .flac8: (1, 1)
    case .int16, .bigEndian16, .offset16, .flac16: (1, 2)
    case .int24, .flac24: (1, 3)
    case .int32: (1, 4)
    case .packed12: (2, 3)
    case .packed10, .packed10Straight: (3, 4)
    }
  }

  /// Returns how many whole samples a number of bytes holds.
  func sampleCount(bytes: Int) -> Int {
    guard unit.bytes > 0 else { return 0 }
    let (units, rest) = bytes.quotientAndRemainder(dividingBy: unit.bytes)
    let partial =
      switch self {
      case .packed12, .packed10: rest >= 2 ? 1 : 0
      case .packed10Straight: rest >= 3 ? 2 : rest >= 2 ? 1 : 0
      default: 0
      }
    return units * unit.samples + partial
  }

  /// Returns how many bytes a number of samples takes.
  func byteCount(samples: Int) -> Int {
    let (units, rest) = samples.quotientAndRemainder(dividingBy: unit.samples)
    let partial = rest == 0 ? 0 : self == .packed10Straight && rest == 2 ? 3 : rest == 1 ? 2 : 4
    return units * unit.bytes + partial
  }
}
