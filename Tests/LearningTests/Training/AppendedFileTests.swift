import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// A file that grows at its end.
@Suite struct AppendedFileTests {
  @Test func goesOnFromAKnownLength() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("log")
    do {
      let file = try AppendedFile(path, length: 0)
      try file.append(Array("one\n".utf8))
      try file.append(Array("two\n".utf8))
      #expect(file.length == 8)
    }
    do {
      let file = try AppendedFile(path, length: 4)
      try file.append(Array("2\n".utf8))
      #expect(file.length == 6)
    }
    #expect(try String(decoding: bytes(path), as: UTF8.self) == "one\n2\n")
  }

  @Test func aShorterFileIsRefused() throws {
    let folder = try TemporaryFolder()
    try write([1, 2, 3], to: folder.file("log"))
    #expect(refusal { try AppendedFile(folder.file("log"), length: 4) }?.contains("3 bytes") == true)
    #expect(refusal { try AppendedFile(folder.file("none/log"), length: 0) }?.contains("none/log") == true)
  }

  @Test func oneWriterAtATime() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("log")
    do {
      let file = try AppendedFile(path, length: 0)
      #expect(refusal { try AppendedFile(path, length: 0) }?.contains("another training") == true)
      try file.append([1])
    }
    #expect(try AppendedFile(path, length: 1).length == 1)
  }
}
