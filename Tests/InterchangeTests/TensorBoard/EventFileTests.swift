import GoldenFiles
import Testing

@testable import Interchange

@Suite struct EventFileTests {
  /// The bytes that TensorBoard's own writer makes of the same events: Scripts/fixtures/make_event_fixture.py
  @Test func writesTheSameBytesAsTensorBoard() throws {
    let folder = try TemporaryFolder()
    let path = folder(EventFile.name("test"))
    let file = try EventFile(creating: path, time: 1000.5)
    try file.add([("loss", 0.25)], step: 1, time: 1001)
    try file.add([("loss", 0.125), ("valid/F1 µ", -1)], step: 300, time: 1002.25)
    #expect(try FileAccess.read(path) == FileAccess.read(Fixtures.path("scalars.tfevents")))
    #expect(try FileAccess.size(path) == file.length)
  }

  @Test func goesOnFromALengthThatItHad() throws {
    let folder = try TemporaryFolder()
    let (whole, torn) = (folder("whole.tfevents"), folder("torn.tfevents"))
    let first = try EventFile(creating: whole, time: 1)
    try first.add([("loss", 1)], step: 1, time: 2)
    let kept = first.length
    try first.add([("loss", 2)], step: 2, time: 3)
    let bytes = try FileAccess.read(whole)
    // What a killed run leaves: events beyond the checkpoint, and one that is torn.
    for extra in [0, 1, 20, bytes.count - kept] {
      try AtomicFile.write(Array(bytes[..<(kept + extra)]), to: torn)
      let second = try EventFile(continuing: torn, at: kept)
      try second.add([("loss", 2)], step: 2, time: 3)
      #expect(try FileAccess.read(torn) == bytes)
      #expect(second.length == bytes.count)
    }
  }

  @Test func refusesToGoOnWhereEventsAreLacking() throws {
    let folder = try TemporaryFolder()
    let path = folder("a.tfevents")
    let file = try EventFile(creating: path, time: 1)
    try file.add([("loss", 1)], step: 1, time: 2)
    let bytes = try FileAccess.read(path)
    for length in [-1, 1, file.length - 1, file.length + 1] {
      let error = refusal { _ = try EventFile(continuing: path, at: length) }
      #expect(error?.message == "the file does not have the events that the run wrote")
    }
    #expect(try FileAccess.read(path) == bytes)
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 1
      try AtomicFile.write(damaged, to: path)
      #expect(refusal { _ = try EventFile(continuing: path, at: bytes.count) } != nil)
    }
    #expect(refusal { _ = try EventFile(continuing: folder("none"), at: 0) }?.file == folder("none"))
  }
}
