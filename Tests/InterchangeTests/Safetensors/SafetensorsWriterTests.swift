import GoldenFiles
import Testing

@testable import Interchange

@Suite struct SafetensorsWriterTests {
  @Test func writesTheSameBytesAsTheReference() throws {
    let path = Fixtures.path("types.safetensors")
    let file = try SafetensorsFile(reading: path)
    let tensors = try file.tensors.reversed().map { entry in
      SafetensorsTensor(entry.name, shape: entry.shape, .bytes(try file.bytes(entry.name), entry.type))
    }
    #expect(try SafetensorsWriter.bytes(tensors, metadata: file.metadata) == FileAccess.read(path))
    #expect(try SafetensorsWriter.bytes([]) == FileAccess.read(Fixtures.path("empty.safetensors")))
  }

  @Test func readsBackWhatItWrites() throws {
    let folder = try TemporaryFolder()
    let tensors = [
      SafetensorsTensor("w", shape: [2, 3], floats: [1, 2, 3, 4, 5, -.pi]),
      SafetensorsTensor("steps", shape: [], .integers([Int64.max])),
      SafetensorsTensor("none", shape: [3, 0], floats: []),
    ]
    try SafetensorsWriter.write(tensors, metadata: ["z": "1", "a": "\"quoted\"\n"], to: folder("w.safetensors"))
    let file = try SafetensorsFile(reading: folder("w.safetensors"))
    #expect(file.tensors.map(\.name) == ["steps", "none", "w"])
    #expect(file.metadata == ["z": "1", "a": "\"quoted\"\n"])
    #expect(try file.floats("w") == [1, 2, 3, 4, 5, -.pi])
    #expect(try file.integers("steps") == [Int.max])
    #expect(file["none"]?.shape == [3, 0])
    #expect(
      try FileAccess.read(folder("w.safetensors"))
        == SafetensorsWriter.bytes(tensors.reversed(), metadata: ["a": "\"quoted\"\n", "z": "1"]))
    #expect(try FileAccess.list(folder.path).files == ["w.safetensors"])
  }

  @Test func keepsReadingTheFileThatWasOpened() throws {
    let folder = try TemporaryFolder()
    let path = folder("w.safetensors")
    try SafetensorsWriter.write([SafetensorsTensor("w", shape: [1], floats: [1])], to: path)
    let file = try SafetensorsFile(reading: path)
    try SafetensorsWriter.write([SafetensorsTensor("w", shape: [1], floats: [2])], to: path)
    #expect(try file.floats("w") == [1])
    #expect(try SafetensorsFile(reading: path).floats("w") == [2])
  }

  @Test func leavesTheOldFileWhenTheNewOneCannotBeWritten() throws {
    let folder = try TemporaryFolder()
    let error = refusal {
      try SafetensorsWriter.write([SafetensorsTensor("w", shape: [1], floats: [2])], to: folder("no/such/folder/w"))
    }
    #expect(error?.message.hasPrefix("cannot be written") == true)
    #expect(try FileAccess.list(folder.path).files.isEmpty)
  }

  @Test func stopsAtCallsThatMakeNoFile() async {
    await #expect(processExitsWith: .failure) { _ = SafetensorsTensor("w", shape: [2], floats: [1]) }
    await #expect(processExitsWith: .failure) { _ = SafetensorsTensor("__metadata__", shape: [1], floats: [1]) }
    await #expect(processExitsWith: .failure) {
      _ = SafetensorsWriter.bytes((0..<2).map { SafetensorsTensor("w", shape: [1], floats: [Float($0)]) })
    }
  }
}
