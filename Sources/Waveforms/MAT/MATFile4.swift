import Interchange

/// MAT files of level 4: one matrix after another, each with a header of 20 bytes.
enum MATFile4 {
  /// Lists the real, full matrices of the file; reads no numbers.
  static func matrices(_ name: String, in folder: RecordFolder) throws(WaveformError) -> [MATMatrix] {
    let path = folder.path(name)
    let size = try folder.size(name)
    var result: [MATMatrix] = []
    var position = 0
    while size - position >= 20 {
      let head = try folder.read(name, position..<min(size, position + 512))
      guard let bigEndian = byteOrder(head) else {
        throw WaveformError(
          file: path, field: "type at byte \(position)", expected: "a MAT header", message: "this is no MAT file")
      }
      var reader = ByteReader(head, file: path)
      let type = Int(try reader.int32("type", bigEndian: bigEndian))
      let rows = Int(try reader.int32("rows", bigEndian: bigEndian))
      let columns = Int(try reader.int32("columns", bigEndian: bigEndian))
      let isComplex = try reader.int32("imaginary flag", bigEndian: bigEndian) != 0
      let nameLength = Int(try reader.int32("name length", bigEndian: bigEndian))
      guard rows >= 0, columns >= 0, (1...256).contains(nameLength), let number = numbers[type / 10 % 10] else {
        throw WaveformError(
          file: path, field: "header at byte \(position)",
          found: "type \(type), \(rows) × \(columns), name of \(nameLength)", expected: "a matrix",
          message: "a matrix header is not valid")
      }
      let nameRange = try reader.take(nameLength, "name")
      let matrix = MATMatrix(
        name: Text.string(Text.trimmed(reader.bytes[nameRange], of: [0])), rows: rows, columns: columns, number: number,
        isBigEndian: bigEndian, offset: position + 20 + nameLength)
      guard let bytes = matrix.byteCount, bytes <= size - matrix.offset else {
        throw WaveformError(
          file: path, field: "matrix \(matrix.name)", found: "\(size - matrix.offset) bytes",
          expected: "\(rows) × \(columns) numbers of \(number.width) bytes",
          message: "the file is too short for its matrix")
      }
      if !isComplex, type % 10 == 0 { result.append(matrix) }
      position = matrix.offset + bytes
      if isComplex { position = min(size, position + bytes) }
    }
    return result
  }

  private static let numbers: [Int: MATNumber] = [
    0: .double, 1: .single, 2: .int32, 3: .int16, 4: .uint16, 5: .uint8,
  ]

  /// Returns whether the header is big-endian, or nothing when it is no header: the type is 0…52 or 1000…1052.
  private static func byteOrder(_ head: [UInt8]) -> Bool? {
    let little = Int(head[0]) | Int(head[1]) << 8
    if head[2] == 0, head[3] == 0, little < 60 { return false }
    let big = Int(head[2]) << 8 | Int(head[3])
    return head[0] == 0 && head[1] == 0 && (1000..<1060).contains(big) ? true : nil
  }
}
