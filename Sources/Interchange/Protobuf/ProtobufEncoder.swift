/// Writes the fields of a protocol buffer message, in the order in which they are added.
package struct ProtobufEncoder: Sendable {
  /// The message so far.
  package var bytes: [UInt8] = []

  /// Creates an empty message.
  package init() {}

  /// How a field's content is told apart on the wire.
  private enum Wire: UInt64 { case varint = 0, fixed64 = 1, length = 2, fixed32 = 5 }

  /// Adds an integer, an enumeration's number or a truth value; a negative one as its 64-bit pattern.
  package mutating func add(_ field: Int, varint value: UInt64) {
    key(field, .varint)
    append(varint: value)
  }

  /// Adds a signed integer as `int32` and `int64` fields store it.
  package mutating func add(_ field: Int, varint value: Int) {
    add(field, varint: UInt64(bitPattern: Int64(value)))
  }

  /// Adds a `float`.
  package mutating func add(_ field: Int, fixed32 value: Float) {
    key(field, .fixed32)
    append(value.bitPattern)
  }

  /// Adds a `double`.
  package mutating func add(_ field: Int, fixed64 value: Double) {
    key(field, .fixed64)
    append(value.bitPattern)
  }

  /// Adds bytes.
  package mutating func add(_ field: Int, bytes content: [UInt8]) {
    key(field, .length)
    append(varint: UInt64(content.count))
    bytes += content
  }

  /// Adds bytes from memory, such as a large tensor's.
  package mutating func add(_ field: Int, bytes content: UnsafeRawBufferPointer) {
    key(field, .length)
    append(varint: UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  /// Adds text.
  package mutating func add(_ field: Int, string text: String) {
    var text = text
    text.withUTF8 { add(field, bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Adds a message within the message.
  ///
  /// It is written where it will stand and its length put before it afterwards, so that nothing is held twice.
  package mutating func add(_ field: Int, message write: (inout ProtobufEncoder) -> Void) {
    key(field, .length)
    let start = bytes.count
    write(&self)
    precondition(bytes.count >= start, "an inner message took away bytes of the outer one")
    var length = ProtobufEncoder()
    length.append(varint: UInt64(bytes.count - start))
    bytes.insert(contentsOf: length.bytes, at: start)
  }

  /// Adds a packed list of integers; nothing for an empty list.
  package mutating func add(_ field: Int, packed values: [Int]) {
    guard !values.isEmpty else { return }
    add(
      field,
      message: { list in
        for value in values { list.append(varint: UInt64(bitPattern: Int64(value))) }
      })
  }

  /// Adds a packed list of `float`; nothing for an empty list.
  package mutating func add(_ field: Int, packed values: [Float]) {
    guard !values.isEmpty else { return }
    key(field, .length)
    append(varint: UInt64(4 * values.count))
    for value in values { append(value.bitPattern) }
  }

  private mutating func key(_ field: Int, _ wire: Wire) {
    precondition(field > 0 && field < 1 << 29, "a field's number is 1…2^29 - 1, got \(field)")
    append(varint: UInt64(field) << 3 | wire.rawValue)
  }

  private mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
