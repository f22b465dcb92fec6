import Interchange

extension WFDBHeader.Signal {
  /// Reads a signal line.
  init(_ line: TextLine) throws(WaveformError) {
    let words = line.words
    guard words.count >= 2 else {
      throw line.error("format", nil, expected: "a file name and a format", "a signal line is too short")
    }
    self.init(file: Text.string(words[0]), format: .none)
    self.line = line.number
    try parseFormat(words[1], line)
    if words.count > 2 { try parseGain(words[2], line) }
    let hasBaseline = words.count > 2 && words[2].contains(40)
    let small = -0x8000_0000...0x7FFF_FFFF
    if words.count > 3 {
      resolution = try line.integer(words[3], "ADC resolution", in: small)
      if resolution <= 0 { resolution = format.defaultResolution }
    }
    if words.count > 4 { zero = try line.integer(words[4], "ADC zero", in: small) }
    if !hasBaseline { baseline = zero }
    if words.count > 5 { initialValue = try line.integer(words[5], "initial value", in: small) }
    if words.count > 6 { checksum = try line.integer(words[6], "checksum", in: small) }
    if words.count > 7 { blockSize = try line.integer(words[7], "block size", in: small) }
    if words.count > 8 {
      description = Text.string(Text.trimmed(line.bytes[words[8].startIndex...]))
    }
  }

  /// Reads `format`, then `x` samples a frame, `:` skew and `+` byte offset.
  private mutating func parseFormat(_ word: ArraySlice<UInt8>, _ line: TextLine) throws(WaveformError) {
    let head = word.prefix { $0 >= 48 && $0 <= 57 }
    guard let code = Text.integer(head), let known = SignalFormat(rawValue: code) else {
      throw line.error(
        "format", word, expected: SignalFormat.allCases.map { "\($0.rawValue)" }.joined(separator: ", "),
        "the signal format is unknown")
    }
    format = known
    resolution = known.defaultResolution
    var rest = word[head.endIndex...]
    while let mark = rest.first {
      let digits = rest.dropFirst().prefix { $0 >= 48 && $0 <= 57 }
      switch mark {
      case 120:
        samplesPerFrame = try line.integer(digits, "samples per frame", in: 0...0xFFFF)
        if samplesPerFrame == 0 { samplesPerFrame = 1 }
      case 58: skew = try line.integer(digits, "skew", in: 0...0x7FFF_FFFF)
      case 43: byteOffset = try line.integer(digits, "byte offset", in: 0...(Int.max / 16))
      default:
        throw line.error("format", word, expected: "format, x, : or +", "the signal format is not valid")
      }
      rest = rest[digits.endIndex...]
    }
  }

  /// Reads `gain`, `gain(baseline)` and `/units`; a gain of 0 means the default.
  private mutating func parseGain(_ word: ArraySlice<UInt8>, _ line: TextLine) throws(WaveformError) {
    var head = word
    if let slash = word.firstIndex(of: 47) {
      head = word[word.startIndex..<slash]
      let tail = word[(slash + 1)...]
      if !tail.isEmpty { units = Text.string(tail) }
    }
    if let paren = head.firstIndex(of: 40) {
      let inner = head[(paren + 1)...]
      baseline = try line.integer(
        inner.last == 41 ? inner.dropLast() : inner, "baseline", in: -0x8000_0000...0x7FFF_FFFF)
      head = head[head.startIndex..<paren]
    }
    if head.isEmpty { return }
    let value = try line.number(head, "gain")
    if value != 0 { gain = value }
  }
}
