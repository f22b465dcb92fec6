import Testing

@testable import Interchange

/// Every way in which a safetensors file can be wrong, and what is said of it.
@Suite struct SafetensorsRefusalTests {
  private func read(_ header: String, data: Int = 4, length: UInt64? = nil) -> FileError? {
    let text = Array(header.utf8)
    let bytes = littleEndian(length ?? UInt64(text.count)) + text + [UInt8](repeating: 0, count: data)
    return refusal { _ = try SafetensorsFile(parsing: bytes, file: "w.safetensors") }
  }

  /// A tensor named a of one number of single precision, with some fields otherwise.
  private func tensor(
    _ dtype: String = #""F32""#, _ shape: String = "[1]", _ offsets: String = "[0,4]", name: String = "a"
  ) -> String {
    #""\#(name)":{"dtype":\#(dtype),"shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  @Test func thePlainCaseIsRead() {
    #expect(read("{\(tensor())}") == nil)
  }

  @Test func refusesFilesWithoutRoomForAHeader() {
    for count in [0, 7] {
      let error = refusal { _ = try SafetensorsFile(parsing: [UInt8](repeating: 0, count: count), file: "w") }
      #expect(error?.message == "the file is too short to be a safetensors file")
    }
    #expect(read("{}", length: 100_000_001)?.message == "the header is too large, or this is no safetensors file")
    #expect(read("{}", length: .max)?.message == "the header is too large, or this is no safetensors file")
    #expect(read("{}", data: 4, length: 7)?.message == "the header is longer than the file")
    #expect(read("", data: 0)?.message == "the header does not begin as it must")
  }

  @Test func refusesHeadersThatAreNotJSON() {
    #expect(read(" {}", data: 0)?.message == "the header does not begin as it must")
    #expect(read("[]", data: 0)?.message == "the header does not begin as it must")
    #expect(read("{} x", data: 0)?.message == "something follows the JSON text")
    #expect(read("{\(tensor()),}")?.message == "the value is no text")
    #expect(read("{\(tensor()) \(tensor(name: "b"))}")?.message == "this is not JSON")
    #expect(read("{\"a\"")?.message == "this is not JSON")
    #expect(read("{\"a")?.message == "a text does not end")
    #expect(read("{'a':1}")?.message == "the value is no text")
    #expect(read("{\"a\n\":1}")?.message == "a text holds a control character")
    #expect(read("{\"\\x\":1}")?.message == "a backslash stands before a character that it cannot")
    for half in ["\\ud800", "\\ud800\\u0041", "\\udc00", "\\ud800\\n"] {
      #expect(read("{\"\(half)\":1}")?.message == "half a character stands alone")
    }
    #expect(read("{\"\\u12g4\":1}")?.message == "a character's number is none")
    #expect(read("{\"\\u12")?.message == "a text does not end")
  }

  @Test func refusesBytesThatAreNotUTF8() {
    for broken: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]] {
      let text = Array("{\"".utf8) + broken + Array("\":1}".utf8)
      let error = refusal {
        _ = try SafetensorsFile(parsing: littleEndian(UInt64(text.count)) + text, file: "w.safetensors")
      }
      #expect(error?.message == "the header is not UTF-8")
    }
  }

  @Test func refusesWhatIsNestedTooDeep() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(read("{\"a\":{\"x\":\(deep)")?.message == "values are nested too deep")
    let objects = String(repeating: "{\"a\":", count: 100_000)
    #expect(read("{\"a\":{\"x\":\(objects)")?.message == "values are nested too deep")
  }

  @Test func refusesAKeyThatStandsTwice() {
    #expect(read("{\(tensor()),\(tensor())}")?.message == "the same key stands twice")
    #expect(read(#"{"__metadata__":{"k":"1","k":"1"},\#(tensor())}"#)?.message == "the same key stands twice")
    #expect(
      read(#"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#)?.message
        == "the same key stands twice")
  }

  @Test func refusesFieldsOfAnotherKind() {
    #expect(read(#"{"a":3}"#)?.message == "the value is not an object")
    #expect(read("{\(tensor("7"))}")?.message == "the value is no text")
    #expect(read("{\(tensor(#""F33""#))}")?.message == "the type is unknown")
    #expect(read("{\(tensor(#""f32""#))}")?.found == "f32")
    #expect(read("{\(tensor(#""F32""#, "3"))}")?.message == "the value is not a list")
    #expect(read("{\(tensor(#""F32""#, "[1.0]"))}")?.message == "the number is no whole number from 0 on")
    #expect(read("{\(tensor(#""F32""#, "[1e0]"))}")?.message == "the number is no whole number from 0 on")
    #expect(read("{\(tensor(#""F32""#, "[-1]"))}")?.message == "the number is no whole number from 0 on")
    #expect(read("{\(tensor(#""F32""#, "[01]"))}")?.message == "this is not JSON")
    #expect(read("{\(tensor(#""F32""#, #"["1"]"#))}")?.message == "this is not JSON, or not a number")
    #expect(read("{\(tensor(#""F32""#, "[9223372036854775808]"))}")?.message == "the number is too large")
    #expect(read("{\(tensor(#""F32""#, "[1]", "[0]"))}")?.message == "the place is not two numbers")
    #expect(read("{\(tensor(#""F32""#, "[1]", "[0,4,4]"))}")?.message == "the place is not two numbers")
    #expect(read(#"{"__metadata__":{"epoch":3},\#(tensor())}"#)?.message == "the value is no text")
    #expect(read(#"{"__metadata__":[],\#(tensor())}"#)?.message == "the value is not an object")
  }

  @Test func refusesMoreAxesThanAnyTensorHas() {
    let axes = { (count: Int) in "[" + [String](repeating: "1", count: count).joined(separator: ",") + "]" }
    #expect(read("{\(tensor(#""F32""#, axes(64)))}") == nil)
    #expect(read("{\(tensor(#""F32""#, axes(65)))}")?.message == "the list is too long")
  }

  @Test func refusesMissingFields() {
    #expect(read(#"{"a":{"shape":[1],"data_offsets":[0,4]}}"#)?.expected == "dtype")
    #expect(read(#"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#)?.expected == "shape")
    #expect(read(#"{"a":{"dtype":"F32","shape":[1]}}"#)?.expected == "data_offsets")
  }

  @Test func refusesPlacesThatDoNotCoverTheData() {
    let f32 = #""F32""#
    #expect(read("{\(tensor(f32, "[1]", "[4,8]"))}", data: 8)?.message == "there is a hole before it")
    #expect(
      read("{\(tensor()),\(tensor(f32, "[1]", "[2,6]", name: "b"))}", data: 6)?.message
        == "it overlaps the one before it")
    #expect(read("{\(tensor()),\(tensor(name: "b"))}")?.message == "it overlaps the one before it")
    #expect(read("{\(tensor())}", data: 5)?.message == "bytes follow the last tensor")
    #expect(read("{}", data: 1)?.message == "bytes follow the last tensor")
    #expect(read("{\(tensor())}", data: 3)?.message == "the file ends before it does")
    #expect(read("{\(tensor(f32, "[2]"))}")?.message == "its bytes do not fit its shape")
    #expect(read("{\(tensor(f32, "[1]", "[4,0]"))}")?.message == "its bytes end before they begin")
    #expect(read("{\(tensor(f32, "[4611686018427387904,4]"))}")?.message == "its shape is beyond counting")
    #expect(read("{\(tensor(#""F4""#, "[7]"))}")?.message == "its shape does not fill whole bytes")
  }

  @Test func namesTheTensorAndTheFile() {
    let error = read("{\(tensor(#""F32""#, "[3]", name: "head.weight"))}")
    #expect(error?.file == "w.safetensors")
    #expect(
      error?.description
        == "w.safetensors, tensor 'head.weight': its bytes do not fit its shape "
        + "(found 4 bytes, expected 12 for [3] of F32)")
    let field = read("{\(tensor(#""F33""#))}")?.field
    #expect(field?.hasPrefix("tensor 'a', dtype at byte ") == true)
  }

  @Test func refusesPathsThatAreNoFiles() {
    #expect(refusal { _ = try SafetensorsFile(reading: "/nowhere/w.safetensors") }?.file == "/nowhere/w.safetensors")
    #expect(refusal { _ = try SafetensorsFile(reading: "/") }?.message == "this is no regular file")
  }

  @Test func anotherKindOfFileIsCalledByItsName() {
    for (bytes, nature) in [
      (Array("id,true,N,A\nA00001,N,0.9,0.1\n".utf8), "a table (CSV)"), (Array("some words\nand more\n".utf8), "text"),
      (Array("{\"format\": 1}".utf8), "JSON"), ([0x93] + Array("NUMPY".utf8) + [1, 0, 118], "an array of NumPy"),
      (Array("PK\u{3}\u{4}".utf8) + [20, 0, 0, 0, 8], "a ZIP archive, such as PyTorch's or NumPy's files are"),
      ([8, 10, 0x12, 9] + Array("einthoven".utf8), "an ONNX file"),
    ] {
      let error = refusal { _ = try SafetensorsFile(parsing: bytes, file: "f") }
      #expect(error?.found == nature && error?.message == "this is no checkpoint")
    }
  }
}
