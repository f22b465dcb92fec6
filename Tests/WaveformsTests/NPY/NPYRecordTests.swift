import Interchange
import Testing
import Waveforms

@Suite struct NPYRecordTests {
  @Test(arguments: ["f4.npy", "f8_fortran.npy", "stored.npz", "deflated.npz"])
  func readsSamplesByLeads(name: String) throws {
    let recording = try RecordReader(Fixtures.path(name), options: .init(rate: 100)).read()
    #expect(recording.leads.count == 2)
    for c in 0..<2 {
      #expect(recording.leads[c].samples == (0..<25).map { Float(Double(Fixtures.value($0, c)) / 100) })
    }
  }

  @Test func readsLeadsBySamplesAndSingleLeads() throws {
    let wide = NPYArray(shape: [2, 3], floats: [1, 2, 3, 4, 5, 6])
    let long = NPYArray(shape: [3], floats: [7, 8, 9])
    let folder = RecordFolder.memory(["w.npy": wide.fileBytes(), "l.npy": long.fileBytes()])
    #expect(
      try RecordReader("w", in: folder, options: .init(rate: 1)).read().leads.map(\.samples) == [
        [1, 2, 3], [4, 5, 6],
      ])
    #expect(try RecordReader("l", in: folder, options: .init(rate: 1)).read().leads.map(\.samples) == [[7, 8, 9]])
  }

  @Test func takesTheRateFromTheArchive() throws {
    let recording = Recording(name: "r", rate: 1, leads: [.init(name: "I", samples: [1, .nan])])
    let bytes = NPZArchive.fileBytes([
      ("signals", recording.array), ("fs", NPYArray(shape: [], integers: [360])),
    ])
    let again = try RecordReader("r.npz", in: .memory(["r.npz": bytes])).read()
    #expect(again.rate == 360)
    #expect(again.leads[0].samples[0] == 1 && again.leads[0].samples[1].isNaN)
  }

  @Test func refusesArraysThatAreNoRecordings() {
    let cube = NPYArray(shape: [2, 2, 2], floats: [Float](repeating: 0, count: 8))
    let bytes = NPZArchive.fileBytes([
      ("a", NPYArray(shape: [1, 2], floats: [1, 2])), ("b", NPYArray(shape: [1, 2], floats: [1, 2])),
    ])
    #expect(throws: WaveformError.self) { try RecordReader("c.npy", in: .memory(["c.npy": cube.fileBytes()])) }
    #expect(throws: WaveformError.self) { try RecordReader("c.npz", in: .memory(["c.npz": bytes])) }
  }
}
