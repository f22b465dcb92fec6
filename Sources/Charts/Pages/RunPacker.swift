/// Packs bytes for zlib by the format's fixed codes, piece by piece. Most of a chart repeats the three bytes before, or is the
/// row above: runs are what there is to find.
struct RunPacker {
  /// What is packed and was not taken yet.
  private(set) var bytes: [UInt8] = [0x78, 0x01]
  private var held: UInt64 = 0
  private var count = 0
  private var (a, b): (UInt32, UInt32) = (1, 0)

  init() { put(0b011, 3) }

  /// Returns bytes as a whole stream.
  static func stream(_ bytes: [UInt8]) -> [UInt8] {
    var packer = RunPacker()
    packer.add(bytes)
    packer.finish()
    return packer.taken()
  }

  /// Packs a piece. Runs end with it: so long a piece loses nothing by that.
  mutating func add(_ piece: [UInt8]) {
    piece.withUnsafeBufferPointer { piece in
      var index = 0
      while index < piece.count {
        // A line across repeats its pixel, three bytes.
        let same = Self.run(in: piece, at: index, from: 1),
          pixel = same < 258 ? Self.run(in: piece, at: index, from: 3) : 0
        if max(same, pixel) >= 4 {
          run(max(same, pixel), distanceCode: same >= pixel ? 0 : 2)
          index += max(same, pixel)
        } else {
          symbol(Int(piece[index]))
          index += 1
        }
      }
      sum(piece)
    }
  }

  /// Ends the stream.
  mutating func finish() {
    symbol(256)
    if count > 0 { put(0, 8 - count) }
    bytes += (0..<4).map { UInt8(truncatingIfNeeded: (b << 16 | a) >> (24 - 8 * UInt32($0))) }
  }

  /// Returns what is packed so far, and forgets it.
  mutating func taken() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// Adds to Adler's checksum; so many bytes overflow nothing before a remainder is taken.
  private mutating func sum(_ piece: UnsafeBufferPointer<UInt8>) {
    for start in stride(from: 0, to: piece.count, by: 5552) {
      for index in start..<min(piece.count, start + 5552) {
        a += UInt32(piece[index])
        b += a
      }
      (a, b) = (a % 65_521, b % 65_521)
    }
  }

  /// Returns how many bytes repeat those so many places before.
  private static func run(in bytes: UnsafeBufferPointer<UInt8>, at index: Int, from distance: Int) -> Int {
    guard index >= distance else { return 0 }
    var run = 0
    while run < 258, index + run < bytes.count, bytes[index + run] == bytes[index + run - distance] { run += 1 }
    return run
  }

  /// Bits, lowest first.
  private mutating func put(_ value: UInt64, _ width: Int) {
    held |= value << UInt64(count)
    count += width
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: held))
      held >>= 8
      count -= 8
    }
  }

  private mutating func symbol(_ symbol: Int) { put(Self.codes[symbol].bits, Self.codes[symbol].width) }

  /// A run of what stands before: a length, and the distance, whose codes from 0 to 3 are the distances from 1 to 4.
  private mutating func run(_ length: Int, distanceCode: Int) {
    if length == 258 {
      symbol(285)
    } else {
      // Four lengths a width of extra bits, from 3 on; the first eight have none.
      let value = length - 3
      let extra = value < 8 ? 0 : value.bitWidth - value.leadingZeroBitCount - 3
      symbol(257 + 4 * extra + value >> extra)
      put(UInt64(value & ((1 << extra) - 1)), extra)
    }
    put(Self.turned(UInt64(distanceCode), 5), 5)
  }

  /// The fixed codes of literals and lengths, turned round: codes of Huffman go highest bit first.
  private static let codes: [(bits: UInt64, width: Int)] = (0..<288).map { symbol in
    let (code, width) =
      switch symbol {
      case 0...143: (0x30 + symbol, 8)
      case 144...255: (0x190 + symbol - 144, 9)
      case 256...279: (symbol - 256, 7)
      default: (0xC0 + symbol - 280, 8)
      }
    return (turned(UInt64(code), width), width)
  }

  private static func turned(_ code: UInt64, _ width: Int) -> UInt64 {
    (0..<width).reduce(0) { $0 << 1 | code >> UInt64($1) & 1 }
  }
}
