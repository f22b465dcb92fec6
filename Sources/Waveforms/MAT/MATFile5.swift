import Interchange

/// MAT files of level 5 (and 6 and 7, whose elements are compressed).
enum MATFile5 {
  /// Lists the real numeric matrices of two dimensions; decompresses what is compressed.
  static func matrices(_ bytes: [UInt8], file: String) throws(WaveformError) -> [MATMatrix] {
    guard bytes.count >= 128 else {
      throw WaveformError(
        file: file, field: "header", found: "\(bytes.count) bytes", expected: "128", message: "the file ends too early")
    }
    let isBigEndian = bytes[126] == 77 && bytes[127] == 73
    guard isBigEndian || (bytes[126] == 73 && bytes[127] == 77) else {
      throw WaveformError(file: file, field: "byte order", expected: "IM or MI", message: "this is no MAT file")
    }
    var result: [MATMatrix] = []
    var reader = ByteReader(bytes, file: file, range: 128..<bytes.count)
    while reader.remaining >= 8 {
      let element = try tag(&reader, isBigEndian)
      if element.type == 15 {
        let limit = max(16 << 20, 64 * min(bytes.count, 1 << 40))
        let inflated = try Inflate.zlib(bytes[element.range], limit: limit, file: file)
        var inner = ByteReader(inflated, file: file)
        let content = try tag(&inner, isBigEndian)
        if content.type == 14, var matrix = try matrix(inflated, content.range, isBigEndian, file) {
          matrix.bytes = inflated
          result.append(matrix)
        }
      } else if element.type == 14, let matrix = try matrix(bytes, element.range, isBigEndian, file) {
        result.append(matrix)
      }
    }
    return result
  }

  /// Reads a tag and moves past its data; small elements hold up to four bytes in the tag itself.
  private static func tag(
    _ reader: inout ByteReader, _ isBigEndian: Bool
  ) throws(WaveformError) -> (type: UInt32, range: Range<Int>) {
    let first = try reader.uint32("element tag", bigEndian: isBigEndian)
    if first >> 16 != 0 {
      let length = Int(first >> 16)
      guard length <= 4 else {
        throw WaveformError(
          file: reader.file, field: "element tag", found: "\(length) bytes", expected: "at most 4",
          message: "a small element is not valid")
      }
      let range = try reader.take(4, "element")
      return (first & 0xFFFF, range.lowerBound..<range.lowerBound + length)
    }
    let length = Int(try reader.uint32("element length", bigEndian: isBigEndian))
    let range = try reader.take(length, "element")
    // Elements are padded to eight bytes, but for compressed ones and perhaps the last.
    if first != 15, length % 8 != 0 { _ = try reader.take(min(reader.remaining, 8 - length % 8), "padding") }
    return (first, range)
  }

  /// Reads a matrix element, or returns nothing when it is no real numeric matrix of two dimensions.
  private static func matrix(
    _ bytes: [UInt8], _ range: Range<Int>, _ isBigEndian: Bool, _ file: String
  ) throws(WaveformError) -> MATMatrix? {
    if range.isEmpty { return nil }
    var reader = ByteReader(bytes, file: file, range: range)
    let flags = try tag(&reader, isBigEndian)
    guard flags.range.count >= 4 else { return nil }
    var flagReader = ByteReader(bytes, file: file, range: flags.range)
    let word = try flagReader.uint32("array flags", bigEndian: isBigEndian)
    let dimensions = try tag(&reader, isBigEndian)
    let name = try tag(&reader, isBigEndian)
    let isNumeric = (6...15).contains(word & 0xFF) && word & 0x800 == 0
    guard isNumeric, dimensions.range.count == 8 else { return nil }
    var sizeReader = ByteReader(bytes, file: file, range: dimensions.range)
    let rows = Int(try sizeReader.int32("rows", bigEndian: isBigEndian))
    let columns = Int(try sizeReader.int32("columns", bigEndian: isBigEndian))
    let data = try tag(&reader, isBigEndian)
    let text = Text.string(bytes[name.range])
    guard rows >= 0, columns >= 0, let number = numbers[data.type] else {
      throw WaveformError(
        file: file, field: "matrix \(text)", found: "\(rows) × \(columns) of type \(data.type)",
        expected: "a matrix of numbers", message: "a matrix is not valid")
    }
    let matrix = MATMatrix(
      name: text, rows: rows, columns: columns, number: number, isBigEndian: isBigEndian, offset: data.range.lowerBound)
    guard let wanted = matrix.byteCount, wanted <= data.range.count else {
      throw WaveformError(
        file: file, field: "matrix \(text)", found: "\(data.range.count) bytes",
        expected: "\(rows) × \(columns) numbers of \(number.width) bytes", message: "the matrix is too short")
    }
    return matrix
  }

  private static let numbers: [UInt32: MATNumber] = [
    1: .int8, 2: .uint8, 3: .int16, 4: .uint16, 5: .int32, 6: .uint32, 7: .single, 9: .double, 12: .int64, 13: .uint64,
  ]
}
