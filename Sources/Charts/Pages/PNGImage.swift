/// Makes a PNG of pixels, some rows at a time: rows as differences from the row above, packed by runs.
struct PNGImage {
  private let width: Int
  private var packer = RunPacker()
  /// The last row that was packed.
  private var above: [UInt8]
  /// How the file begins.
  let head: [UInt8]

  /// Begins a file of pixels of three bytes each.
  init(width: Int, height: Int, dotsPerMetre: Double) {
    self.width = width
    above = [UInt8](repeating: 0, count: width * 3)
    let dots = Self.big(UInt32(max(1, min(1e6, dotsPerMetre.rounded()))))
    head =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + Self.chunk("IHDR", Self.big(UInt32(width)) + Self.big(UInt32(height)) + [8, 2, 0, 0, 0])
      + Self.chunk("pHYs", dots + dots + [1])
  }

  /// Returns how the file goes on with the next rows.
  mutating func rows(_ pixels: [UInt8]) -> [UInt8] {
    let row = width * 3
    precondition(pixels.count % row == 0, "\(pixels.count) bytes are no whole rows of \(width) pixels")
    var raw = [UInt8](repeating: 2, count: pixels.count / row * (row + 1))
    for start in stride(from: 0, to: pixels.count, by: row) {
      let place = start / row * (row + 1) + 1
      for index in 0..<row { raw[place + index] = pixels[start + index] &- above[index] }
      above = Array(pixels[start..<start + row])
    }
    packer.add(raw)
    return Self.chunk("IDAT", packer.taken())
  }

  /// Returns how the file ends.
  mutating func end() -> [UInt8] {
    packer.finish()
    return Self.chunk("IDAT", packer.taken()) + Self.chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return big(UInt32(data.count)) + body + big(crc(body))
  }

  private static func big(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }
}
