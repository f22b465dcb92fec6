import Interchange
import Testing

@Suite struct NPYArrayTests {
  private func file(_ header: String, _ data: [UInt8]) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + data
  }

  @Test func writesTheHeaderThatNumPyWrites() throws {
    let bytes = NPYArray(shape: [2, 1], floats: [1, -2]).fileBytes()
    #expect(bytes.count == 128 + 8)
    let header = String(decoding: bytes[10..<128], as: UTF8.self)
    #expect(header.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"))
    #expect(header.hasSuffix(" \n"))
    #expect(Array(bytes[128...]) == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
  }

  @Test(arguments: [[], [0], [3], [2, 3], [2, 0, 4]])
  func readsWhatItWrites(shape: [Int]) throws {
    let count = shape.reduce(1, *)
    let array = NPYArray(shape: shape, floats: (0..<count).map { Float($0) / 3 })
    #expect(try NPYArray(parsing: array.fileBytes(), file: "a.npy") == array)
  }

  @Test func turnsFortranOrderAround() throws {
    let header = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3)}"
    let array = try NPYArray(parsing: file(header, [1, 4, 2, 5, 3, 6]), file: "a")
    #expect(array.rowMajor() == [1, 2, 3, 4, 5, 6])
    #expect(array.doubles() == [1, 4, 2, 5, 3, 6])
  }

  @Test(
    arguments: [
      ("|i1", [0xFF], -1), ("|b1", [1], 1), (">i2", [0xFF, 0xFE], -2), ("<u2", [1, 2], 513),
      (">i4", [0, 0, 1, 0], 256),
      ("<u4", [0xFF, 0xFF, 0xFF, 0xFF], 4_294_967_295), ("<i8", [2, 0, 0, 0, 0, 0, 0, 0], 2),
      ("<u8", [0, 0, 0, 0, 0, 0, 0, 0x80], 9_223_372_036_854_775_808), ("<f2", [0, 0x3C], 1), (">f2", [0xC0, 0], -2),
      ("<f2", [1, 0], 5.9604644775390625e-8), (">f4", [0x3F, 0x80, 0, 0], 1),
      ("<f8", [0, 0, 0, 0, 0, 0, 0xF0, 0xBF], -1),
    ] as [(String, [UInt8], Double)])
  func readsEveryType(type: String, bytes: [UInt8], value: Double) throws {
    let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': ()}"
    #expect(try NPYArray(parsing: file(header, bytes), file: "a").doubles() == [value])
  }

  @Test(arguments: [
    "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 8)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
    "{'descr': '<f4', 'fortran_order': False}", "{'descr': 'O', 'fortran_order': False, 'shape': (1,)}",
    "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", "{'fortran_order': False, 'shape': (1,)}", "",
  ])
  func refusesWhatItCannotHold(header: String) {
    #expect(throws: FileError.self) { try NPYArray(parsing: file(header, [0, 0, 0, 0]), file: "a.npy") }
  }
}
