/// Writes pixels as a PNG: rows as differences from the row above, packed by runs with the format's fixed codes.
enum PNGImage {
  /// Returns the file of pixels of three bytes each, row after row.
  static func bytes(_ pixels: [UInt8], width: Int, height: Int, dotsPerMetre: Double) -> [UInt8] {
    precondition(pixels.count == width * height * 3, "\(pixels.count) bytes for \(width) × \(height) pixels")
    var raw: [UInt8] = []
    raw.reserveCapacity(height * (width * 3 + 1))
    for row in 0..<height {
      raw.append(2)
      for index in row * width * 3..<(row + 1) * width * 3 {
        raw.append(row == 0 ? pixels[index] : pixels[index] &- pixels[index - width * 3])
      }
    }
    let dots = big(UInt32(max(1, min(1e6, dotsPerMetre.rounded()))))
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", big(UInt32(width)) + big(UInt32(height)) + [8, 2, 0, 0, 0])
      + chunk("pHYs", dots + dots + [1]) + chunk("IDAT", zlib(raw)) + chunk("IEND", [])
  }

  private static func big(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return big(UInt32(data.count)) + body + big(crc(body))
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }

  /// Packs bytes for zlib. Most of a chart repeats the three bytes before, or is the row above: runs are what there is to find.
  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var bits = Bits()
    bits.bytes = [0x78, 0x01]
    bits.put(0b011, 3)
    var index = 0
    while index < bytes.count {
      // A line across repeats its pixel, three bytes.
      let same = run(in: bytes, at: index, from: 1), pixel = same < 258 ? run(in: bytes, at: index, from: 3) : 0
      if max(same, pixel) >= 4 {
        bits.run(max(same, pixel), distanceCode: same >= pixel ? 0 : 2)
        index += max(same, pixel)
      } else {
        bits.literal(bytes[index])
        index += 1
      }
    }
    bits.symbol(256)
    bits.flush()
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return bits.bytes + big(b << 16 | a)
  }

  /// Returns how many bytes repeat those so many places before.
  private static func run(in bytes: [UInt8], at index: Int, from distance: Int) -> Int {
    guard index >= distance else { return 0 }
    var run = 0
    while run < 258, index + run < bytes.count, bytes[index + run] == bytes[index + run - distance] { run += 1 }
    return run
  }

  /// Bits, lowest first; codes of Huffman highest first.
  private struct Bits {
    var bytes: [UInt8] = []
    private var held: UInt32 = 0
    private var count = 0

    mutating func put(_ value: UInt32, _ width: Int) {
      held |= value << UInt32(count)
      count += width
      while count >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: held))
        held >>= 8
        count -= 8
      }
    }

    mutating func code(_ value: UInt32, _ width: Int) {
      for bit in (0..<width).reversed() { put(value >> UInt32(bit) & 1, 1) }
    }

    mutating func literal(_ byte: UInt8) { symbol(Int(byte)) }

    mutating func symbol(_ symbol: Int) {
      switch symbol {
      case 0...143: code(UInt32(0x30 + symbol), 8)
      case 144...255: code(UInt32(0x190 + symbol - 144), 9)
      case 256...279: code(UInt32(symbol - 256), 7)
      default: code(UInt32(0xC0 + symbol - 280), 8)
      }
    }

    /// A run of what stands before: a length, and the distance, whose codes from 0 to 3 are the distances from 1 to 4.
    mutating func run(_ length: Int, distanceCode: UInt32) {
      if length == 258 {
        symbol(285)
      } else {
        // Four lengths a width of extra bits, from 3 on; the first eight have none.
        let value = length - 3
        let extra = value < 8 ? 0 : value.bitWidth - value.leadingZeroBitCount - 3
        symbol(257 + 4 * extra + value >> extra)
        put(UInt32(value & ((1 << extra) - 1)), extra)
      }
      code(distanceCode, 5)
    }

    mutating func flush() { if count > 0 { put(0, 8 - count) } }
  }
}
