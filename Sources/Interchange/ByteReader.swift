/// Reads numbers from bytes, front to back, and refuses to read past the end.
package struct ByteReader: Sendable {
  package let bytes: [UInt8]
  package let file: String
  /// Where the next read begins.
  package private(set) var offset: Int
  /// Where the readable part ends.
  package let end: Int

  package init(_ bytes: [UInt8], file: String, range: Range<Int>? = nil) {
    let range = range ?? 0..<bytes.count
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count, "range \(range) outside \(bytes.count) bytes")
    self.bytes = bytes
    self.file = file
    self.offset = range.lowerBound
    self.end = range.upperBound
  }

  package var remaining: Int { end - offset }

  /// Moves past `count` bytes and returns where they are.
  package mutating func take(_ count: Int, _ field: String) throws(FileError) -> Range<Int> {
    guard count >= 0, count <= remaining else {
      throw FileError(
        file: file, field: field, found: "\(remaining) bytes left at byte \(offset)", expected: "\(count) bytes",
        message: "the file ends too early")
    }
    let range = offset..<offset + count
    offset += count
    return range
  }

  /// Moves to `position`, counted from the start of the bytes.
  package mutating func seek(_ position: Int, _ field: String) throws(FileError) {
    guard position >= 0, position <= end else {
      throw FileError(
        file: file, field: field, found: "position \(position)", expected: "at most \(end)",
        message: "a position lies outside the file")
    }
    offset = position
  }

  package mutating func uint8(_ field: String) throws(FileError) -> UInt8 {
    bytes[try take(1, field).lowerBound]
  }

  package mutating func uint16(_ field: String, bigEndian: Bool = false) throws(FileError) -> UInt16 {
    UInt16(truncatingIfNeeded: try integer(2, field, bigEndian))
  }

  package mutating func uint32(_ field: String, bigEndian: Bool = false) throws(FileError) -> UInt32 {
    UInt32(truncatingIfNeeded: try integer(4, field, bigEndian))
  }

  package mutating func uint64(_ field: String, bigEndian: Bool = false) throws(FileError) -> UInt64 {
    try integer(8, field, bigEndian)
  }

  package mutating func int32(_ field: String, bigEndian: Bool = false) throws(FileError) -> Int32 {
    Int32(bitPattern: try uint32(field, bigEndian: bigEndian))
  }

  private mutating func integer(_ width: Int, _ field: String, _ bigEndian: Bool) throws(FileError) -> UInt64 {
    let range = try take(width, field)
    var value: UInt64 = 0
    if bigEndian {
      for index in range { value = value << 8 | UInt64(bytes[index]) }
    } else {
      for index in range.reversed() { value = value << 8 | UInt64(bytes[index]) }
    }
    return value
  }
}
