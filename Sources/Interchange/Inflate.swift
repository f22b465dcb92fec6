/// Undoes DEFLATE (RFC 1951) and the zlib wrapper around it (RFC 1950).
package struct Inflate {
  private var bits: BitSource
  private var output: [UInt8]
  private let limit: Int
  private let file: String

  /// Returns the decompressed bytes of a zlib stream, whose checksum must match.
  package static func zlib(_ bytes: ArraySlice<UInt8>, limit: Int, file: String) throws(FileError) -> [UInt8] {
    guard let first = bytes.first, let second = bytes.dropFirst().first, bytes.count >= 6,
      first & 15 == 8, (Int(first) << 8 | Int(second)) % 31 == 0, second & 32 == 0
    else { throw FileError(file: file, field: "zlib header", message: "the compressed data is not valid") }
    let result = try raw(bytes.dropFirst(2), limit: limit, file: file)
    let tail = bytes.dropFirst(2).dropFirst(result.used).prefix(4)
    guard tail.count == 4, tail.reduce(0, { $0 << 8 | UInt32($1) }) == adler32(result.bytes) else {
      throw FileError(file: file, field: "Adler-32 checksum", message: "the compressed data is damaged")
    }
    return result.bytes
  }

  /// Returns the decompressed bytes of a bare stream, at most `limit` of them, and how many bytes were used.
  package static func raw(
    _ bytes: ArraySlice<UInt8>, limit: Int, file: String
  ) throws(FileError) -> (bytes: [UInt8], used: Int) {
    var inflate = Inflate(bits: BitSource(bytes), output: [], limit: limit, file: file)
    while try inflate.block() {}
    return (inflate.output, inflate.bits.used)
  }

  /// Decodes one block and returns whether another follows.
  private mutating func block() throws(FileError) -> Bool {
    let isLast = try take(1) == 1
    switch try take(2) {
    case 0: try stored()
    case 1: try compressed(Inflate.fixedLiterals, Inflate.fixedDistances)
    case 2:
      let tables = try readTables()
      try compressed(tables.literals, tables.distances)
    default: throw damaged("block type")
    }
    return !isLast
  }

  private mutating func stored() throws(FileError) {
    guard let run = bits.alignedRun() else { throw damaged("stored block") }
    guard output.count + run.count <= limit else { throw tooLong }
    output += run
  }

  private mutating func readTables() throws(FileError) -> (literals: HuffmanTable, distances: HuffmanTable) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let lengthCount = try take(4) + 4
    var lengths = [UInt8](repeating: 0, count: 19)
    for place in Inflate.lengthOrder.prefix(lengthCount) { lengths[place] = UInt8(try take(3)) }
    guard let codeLengths = HuffmanTable(lengths) else { throw damaged("code lengths") }
    var all: [UInt8] = []
    while all.count < literalCount + distanceCount {
      let symbol = try decode(codeLengths)
      switch symbol {
      case 0...15: all.append(UInt8(symbol))
      case 16:
        guard let last = all.last else { throw damaged("code lengths") }
        all += [UInt8](repeating: last, count: 3 + (try take(2)))
      case 17: all += [UInt8](repeating: 0, count: 3 + (try take(3)))
      default: all += [UInt8](repeating: 0, count: 11 + (try take(7)))
      }
    }
    guard all.count == literalCount + distanceCount, let literals = HuffmanTable(all[..<literalCount]),
      let distances = HuffmanTable(all[literalCount...])
    else { throw damaged("code lengths") }
    return (literals, distances)
  }

  private mutating func compressed(_ literals: HuffmanTable, _ distances: HuffmanTable) throws(FileError) {
    while true {
      let symbol = try decode(literals)
      if symbol < 256 {
        guard output.count < limit else { throw tooLong }
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol - 257 < Inflate.lengthBases.count else { throw damaged("length") }
      let length = Inflate.lengthBases[symbol - 257] + (try take(Inflate.lengthExtra[symbol - 257]))
      let place = try decode(distances)
      guard place < Inflate.distanceBases.count else { throw damaged("distance") }
      let distance = Inflate.distanceBases[place] + (try take(Inflate.distanceExtra[place]))
      guard distance <= output.count else { throw damaged("distance") }
      guard output.count + length <= limit else { throw tooLong }
      let start = output.count - distance
      for offset in 0..<length { output.append(output[start + offset]) }
    }
  }

  private mutating func take(_ count: Int) throws(FileError) -> Int {
    guard let value = bits.take(count) else { throw damaged("end") }
    return value
  }

  private mutating func decode(_ table: HuffmanTable) throws(FileError) -> Int {
    guard let (symbol, length) = table.lookup(bits.peek()), bits.skip(length) else { throw damaged("code") }
    return symbol
  }

  private func damaged(_ field: String) -> FileError {
    FileError(file: file, field: "DEFLATE \(field)", message: "the compressed data is damaged")
  }

  private var tooLong: FileError {
    FileError(
      file: file, field: "DEFLATE", expected: "at most \(limit) bytes",
      message: "the compressed data grows out of proportion")
  }

  private static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for start in stride(from: 0, to: bytes.count, by: 5552) {
      for byte in bytes[start..<min(start + 5552, bytes.count)] {
        low &+= UInt32(byte)
        high &+= low
      }
      low %= 65521
      high %= 65521
    }
    return high << 16 | low
  }

  private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthExtra = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]
  private static let distanceExtra = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]
  private static let fixedLiterals = HuffmanTable.valid(
    [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
      + [UInt8](repeating: 8, count: 8))
  private static let fixedDistances = HuffmanTable.valid([UInt8](repeating: 5, count: 32))
}
