/// One record of an event file: length, checksum of the length, content, checksum of the content.
enum EventRecord {
  /// What stands around the content: eight bytes of length and two checksums.
  static let overhead = 16

  /// Returns a content as a record.
  static func bytes(_ content: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt64(content.count))
    return length + littleEndian(masked(length)) + content + littleEndian(masked(content))
  }

  /// Returns where the record that begins at a place has its content, or nothing when there is no whole record.
  static func content(in bytes: [UInt8], at start: Int) -> Range<Int>? {
    guard start >= 0, bytes.count - start >= overhead else { return nil }
    func number(_ range: Range<Int>) -> UInt64 { bytes[range].reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    let length = number(start..<start + 8)
    guard number(start + 8..<start + 12) == UInt64(masked(bytes[start..<start + 8])),
      length <= UInt64(bytes.count - start - overhead)
    else { return nil }
    let content = start + 12..<start + 12 + Int(length)
    let sum = number(content.upperBound..<content.upperBound + 4)
    return sum == UInt64(masked(bytes[content])) ? content : nil
  }

  /// A checksum of bytes that hold checksums is weak, so the format turns and shifts it.
  private static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let crc = CRC32C.checksum(bytes)
    return (crc >> 15 | crc << 17) &+ 0xA282_EAD8
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
