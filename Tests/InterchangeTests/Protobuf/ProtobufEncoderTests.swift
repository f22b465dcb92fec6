import Testing

@testable import Interchange

@Suite struct ProtobufEncoderTests {
  /// The examples of the format's own description: https://protobuf.dev/programming-guides/encoding/
  @Test func writesTheExamplesOfTheDescription() {
    var message = ProtobufEncoder()
    message.add(1, varint: 150 as UInt64)
    #expect(message.bytes == [0x08, 0x96, 0x01])
    message = ProtobufEncoder()
    message.add(2, string: "testing")
    #expect(message.bytes == [0x12, 0x07] + Array("testing".utf8))
    message = ProtobufEncoder()
    message.add(3) { $0.add(1, varint: 150 as UInt64) }
    #expect(message.bytes == [0x1A, 0x03, 0x08, 0x96, 0x01])
    message = ProtobufEncoder()
    message.add(6, packed: [3, 270, 86942])
    #expect(message.bytes == [0x32, 0x06, 0x03, 0x8E, 0x02, 0x9E, 0xA7, 0x05])
  }

  @Test func writesNegativeIntegersInTenBytes() {
    var message = ProtobufEncoder()
    message.add(1, varint: -2)
    #expect(message.bytes == [0x08, 0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x01])
  }

  @Test func writesFixedWidthsLittleEndian() {
    var message = ProtobufEncoder()
    message.add(1, fixed64: 1.5)
    message.add(2, fixed32: -2)
    message.add(3, packed: [1, 0.5] as [Float])
    message.add(4, bytes: [7, 8])
    #expect(
      message.bytes == [0x09, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F] + [0x15, 0, 0, 0, 0xC0]
        + [0x1A, 8, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x3F] + [0x22, 2, 7, 8])
  }

  @Test func putsTheLengthBeforeALongMessage() {
    var message = ProtobufEncoder()
    message.add(1) { outer in
      outer.add(1) { $0.add(1, bytes: [UInt8](repeating: 9, count: 300)) }
    }
    // 300 bytes, a key and a length of two bytes; the same around it.
    #expect(Array(message.bytes.prefix(9)) == [0x0A, 0xB2, 0x02, 0x0A, 0xAF, 0x02, 0x0A, 0xAC, 0x02])
    #expect(message.bytes.count == 309)
  }

  @Test func leavesOutEmptyLists() {
    var message = ProtobufEncoder()
    message.add(1, packed: [] as [Int])
    message.add(1, packed: [] as [Float])
    #expect(message.bytes.isEmpty)
  }
}
