/// A canonical Huffman code as one table: the next 15 bits lead to the symbol and its length.
struct HuffmanTable: Sendable {
  /// `symbol << 4 | length`, zero where no code leads.
  private var entries: [UInt16]
  private let width: Int

  /// Builds the table of code lengths by symbol, or nothing when they are no code.
  init?(_ lengths: some Collection<UInt8>) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    width = max(1, counts.lastIndex { $0 > 0 } ?? 1)
    var next = [Int](repeating: 0, count: 17)
    var code = 0
    for length in 1...15 {
      next[length] = code
      code += counts[length]
      guard code <= 1 << length else { return nil }
      code <<= 1
    }
    entries = [UInt16](repeating: 0, count: 1 << width)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let length = Int(length)
      let reversed = HuffmanTable.reversed(next[length], length)
      next[length] += 1
      for index in stride(from: reversed, to: 1 << width, by: 1 << length) {
        entries[index] = UInt16(symbol << 4 | length)
      }
    }
  }

  /// Builds a table that is known to be one.
  static func valid(_ lengths: [UInt8]) -> HuffmanTable {
    guard let table = HuffmanTable(lengths) else { preconditionFailure("\(lengths) are no code lengths") }
    return table
  }

  /// Returns the symbol that the bits begin with and how many they are, or nothing when no symbol does.
  func lookup(_ bits: UInt32) -> (symbol: Int, length: Int)? {
    let entry = entries[Int(bits) & (1 << width - 1)]
    return entry == 0 ? nil : (Int(entry >> 4), Int(entry & 15))
  }

  private static func reversed(_ code: Int, _ length: Int) -> Int {
    var result = 0
    for bit in 0..<length where code >> bit & 1 == 1 { result |= 1 << (length - 1 - bit) }
    return result
  }
}

/// Bits from bytes, the lowest first.
struct BitSource {
  private let bytes: ArraySlice<UInt8>
  private var next: Int
  private var buffer: UInt64 = 0
  private var count = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    next = bytes.startIndex
  }

  /// How many bytes have been begun.
  var used: Int { next - bytes.startIndex - count / 8 }

  private mutating func fill() {
    while count <= 48, next < bytes.endIndex {
      buffer |= UInt64(bytes[next]) << UInt64(count)
      next += 1
      count += 8
    }
  }

  /// Returns the next bits without taking them; beyond the end they are zero.
  mutating func peek() -> UInt32 {
    if count < 16 { fill() }
    return UInt32(truncatingIfNeeded: buffer)
  }

  /// Takes bits that were peeked at, and returns whether there were so many.
  mutating func skip(_ length: Int) -> Bool {
    guard length <= count else { return false }
    buffer >>= UInt64(length)
    count -= length
    return true
  }

  /// Takes up to 16 bits, or nothing when the end comes before.
  mutating func take(_ length: Int) -> Int? {
    let value = Int(peek()) & (1 << length - 1)
    return skip(length) ? value : nil
  }

  /// Takes a stored run: from the next whole byte a length, its complement and so many bytes.
  mutating func alignedRun() -> ArraySlice<UInt8>? {
    _ = skip(count % 8)
    guard let length = take(16), let complement = take(16), length == ~complement & 0xFFFF else { return nil }
    // What was buffered ahead goes back.
    next -= count / 8
    buffer = 0
    count = 0
    guard length <= bytes.endIndex - next else { return nil }
    defer { next += length }
    return bytes[next..<next + length]
  }
}
