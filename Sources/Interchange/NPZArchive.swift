/// Named arrays in one file, as `numpy.savez` and `savez_compressed` write them: a ZIP archive of NPY files.
public struct NPZArchive: Sendable {
  private struct Entry: Sendable {
    var method: UInt16
    var crc: UInt32
    var compressed: Int
    var size: Int
    var offset: Int
  }

  /// The arrays' names, in the order of the archive.
  public private(set) var names: [String] = []
  private var entries: [String: Entry] = [:]
  private let bytes: [UInt8]
  private let file: String

  /// Reads an archive's directory.
  public init(path: String) throws(FileError) {
    try self.init(parsing: FileAccess.read(path), file: path)
  }

  /// Reads the directory of an archive's bytes; `file` names it in errors.
  public init(parsing bytes: [UInt8], file: String) throws(FileError) {
    self.bytes = bytes
    self.file = file
    // The directory's end stands within the last 64 KB, for a comment may follow it.
    let first = max(0, bytes.count - 22 - 0xFFFF)
    let marks = stride(from: bytes.count - 22, through: first, by: -1)
    guard bytes.count >= 22, let mark = marks.first(where: { bytes[$0...].starts(with: [0x50, 0x4B, 5, 6]) }) else {
      throw FileError(file: file, field: "end of directory", message: "this is no NPZ file")
    }
    var reader = ByteReader(bytes, file: file)
    try reader.seek(mark + 10, "end of directory")
    let count = Int(try reader.uint16("number of entries"))
    _ = try reader.uint32("directory size")
    try reader.seek(Int(try reader.uint32("directory offset")), "directory offset")
    for _ in 0..<count { try readEntry(&reader) }
  }

  private mutating func readEntry(_ reader: inout ByteReader) throws(FileError) {
    let start = reader.offset
    guard try reader.uint32("directory entry") == 0x0201_4B50 else {
      throw FileError(file: file, field: "directory entry at byte \(start)", message: "the directory is damaged")
    }
    _ = try reader.take(6, "directory entry")
    let method = try reader.uint16("compression method")
    _ = try reader.take(4, "directory entry")
    let crc = try reader.uint32("CRC-32")
    let compressed = Int(try reader.uint32("compressed size"))
    let size = Int(try reader.uint32("size"))
    let lengths = (
      Int(try reader.uint16("name length")), Int(try reader.uint16("extra length")),
      Int(try reader.uint16("comment length"))
    )
    _ = try reader.take(8, "directory entry")
    let offset = Int(try reader.uint32("offset"))
    let name = String(decoding: bytes[try reader.take(lengths.0, "name")], as: UTF8.self)
    _ = try reader.take(lengths.1 + lengths.2, "extra fields")
    guard name.hasSuffix(".npy") else { return }
    let key = String(name.dropLast(4))
    if entries[key] == nil { names.append(key) }
    entries[key] = Entry(method: method, crc: crc, compressed: compressed, size: size, offset: offset)
  }

  /// Reads an array, or returns nothing when there is none of that name.
  public func array(_ name: String) throws(FileError) -> NPYArray? {
    guard let entry = entries[name] else { return nil }
    let label = "\(file)/\(name).npy"
    var reader = ByteReader(bytes, file: label)
    try reader.seek(entry.offset, "offset")
    guard try reader.uint32("local header") == 0x0403_4B50 else {
      throw FileError(file: label, field: "local header", message: "the archive is damaged")
    }
    _ = try reader.take(22, "local header")
    let nameLength = Int(try reader.uint16("name length"))
    let extraLength = Int(try reader.uint16("extra length"))
    _ = try reader.take(nameLength + extraLength, "local header")
    let data = bytes[try reader.take(entry.compressed, "data")]
    let content: [UInt8]
    switch entry.method {
    case 0: content = Array(data)
    case 8: content = try Inflate.raw(data, limit: max(16 << 20, 64 * bytes.count), file: label).bytes
    default:
      throw FileError(
        file: label, field: "compression method", found: "\(entry.method)", expected: "0 or 8",
        message: "the compression is not supported")
    }
    guard content.count == entry.size, CRC32.checksum(content) == entry.crc else {
      throw FileError(file: label, field: "CRC-32", message: "the array is damaged")
    }
    return try NPYArray(parsing: content, file: label)
  }

  /// Returns the bytes of an archive of arrays, stored without compression.
  public static func fileBytes(_ arrays: [(name: String, array: NPYArray)]) -> [UInt8] {
    var result: [UInt8] = []
    var directory: [UInt8] = []
    func append(_ value: Int, _ width: Int, to bytes: inout [UInt8]) {
      for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
    }
    for (name, array) in arrays {
      let content = array.fileBytes()
      let label = Array("\(name).npy".utf8)
      precondition(content.count < 0xFFFF_FFFF && result.count < 0xFFFF_FFFF, "an archive beyond 4 GB")
      // Version, flags, method, time, date (1 January 1980), CRC, sizes, lengths of name and extra fields.
      var common: [UInt8] = []
      for (value, width) in [(20, 2), (0, 2), (0, 2), (0, 2), (0x21, 2), (Int(CRC32.checksum(content)), 4)] {
        append(value, width, to: &common)
      }
      for _ in 0..<2 { append(content.count, 4, to: &common) }
      append(label.count, 2, to: &common)
      append(0, 2, to: &common)
      append(0x0201_4B50, 4, to: &directory)
      append(20, 2, to: &directory)
      directory += common
      append(0, 10, to: &directory)
      append(result.count, 4, to: &directory)
      directory += label
      append(0x0403_4B50, 4, to: &result)
      result += common + label + content
    }
    let start = result.count
    result += directory
    append(0x0605_4B50, 4, to: &result)
    append(0, 4, to: &result)
    for _ in 0..<2 { append(arrays.count, 2, to: &result) }
    append(directory.count, 4, to: &result)
    append(start, 4, to: &result)
    append(0, 2, to: &result)
    return result
  }

  /// Writes an archive of arrays, stored without compression.
  public static func write(_ arrays: [(name: String, array: NPYArray)], to path: String) throws(FileError) {
    try AtomicFile.write(fileBytes(arrays), to: path)
  }
}

/// The checksum of ZIP and PNG.
package enum CRC32 {
  /// Returns the checksum of the bytes.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 0xFF)] }
    return ~crc
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }
}
