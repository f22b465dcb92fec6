import Testing

@testable import Interchange

/// Reads what PyPI's safetensors 0.8.0 wrote: Scripts/fixtures/make_safetensors_fixtures.py
@Suite struct SafetensorsFileTests {
  private let file: SafetensorsFile

  init() throws { file = try SafetensorsFile(reading: Fixtures.path("types.safetensors")) }

  @Test func readsExactNumbers() throws {
    #expect(try file.floats("single") == [0, 1.5, -2, 3.25, .leastNonzeroMagnitude, .infinity])
    #expect(try file.floats("half") == [1, -0.5, 5.9604645e-8, 65504])
    #expect(try file.floats("brain") == [1.5, -2])
    #expect(try file.floats("int") == [-7, 100000])
    #expect(try file.floats("short") == [-30000])
    #expect(try file.floats("byte") == [-5])
    #expect(try file.floats("unsigned") == [0, 128, 255])
    #expect(try file.floats("truth") == [1, 0])
    #expect(try file.integers("long") == [-3, 1 << 40])
  }

  @Test func roundsWhatIsWiderToTheNearestNumber() throws {
    #expect(try file.floats("double") == [0.1, -1e10])
    #expect(try file.floats("long") == [-3, 1_099_511_627_776])
  }

  @Test func readsScalarsAndTensorsOfNothing() throws {
    #expect(try file.floats("scalar") == [42])
    #expect(file["scalar"]?.shape == [])
    #expect(try file.floats("nothing") == [])
    #expect(file["nothing"]?.shape == [0, 5])
  }

  @Test func keepsOtherTypesAsBytes() throws {
    #expect(file["tiny"]?.type == .float8e4m3)
    #expect(try file.bytes("tiny") == [0x38, 0x40])
    let error = refusal { _ = try file.floats("tiny") }
    #expect(error?.field == "tensor 'tiny'" && error?.found == "F8_E4M3")
    #expect(refusal { _ = try file.floats("complex") }?.found == "C64")
    #expect(refusal { _ = try file.integers("int") }?.found == "I32")
  }

  @Test func readsNamesAndTextsWithEveryEscape() throws {
    #expect(file.metadata == ["card": "{\"name\": \"für \\\"Tests\\\"\"}\u{8}\u{C}"])
    #expect(try file.floats("layer.0.\"ключ\"\n") == [7])
    #expect(file.tensors.count == 15)
    #expect(file["single"]?.count == 6)
  }

  @Test func namesATensorThatIsNotThere() {
    let error = refusal { _ = try file.floats("absent\u{1B}[2J") }
    #expect(error?.field == "tensor 'absent?[2J'")
    #expect(error?.message == "there is no tensor of this name")
  }

  @Test func readsAnEmptyFile() throws {
    let file = try SafetensorsFile(reading: Fixtures.path("empty.safetensors"))
    #expect(file.tensors.isEmpty && file.metadata.isEmpty)
  }

  @Test func acceptsWhatTheReferenceAcceptsToo() throws {
    let text =
      #"{"b":{"data_offsets":[1,2],"extra":[{"a":[null,true,-1.5e3]}],"dtype":"U8","shape":[1]},"#
      + "\n\t \"a\" : { \"shape\" : [ ], \"dtype\":\"\\u00558\" , \"data_offsets\":[0,1]}}  \n"
    let bytes = littleEndian(UInt64(text.utf8.count)) + Array(text.utf8) + [5, 6]
    let file = try SafetensorsFile(parsing: bytes, file: "memory")
    #expect(file.tensors.map(\.name) == ["a", "b"])
    #expect(try file.floats("a") == [5])
    #expect(try file.floats("b") == [6])
  }
}
