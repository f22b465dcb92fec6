import Testing
import Waveforms

@Suite struct WFDBSegmentsTests {
  @Test func joinsSegmentsOfAFixedLayout() throws {
    let recording = try RecordReader(Fixtures.path("fixed")).read()
    let lead = recording.leads[1].samples
    let segment = (0..<25).map { (Float(Fixtures.value($0, 1)) - 5) / 100 }
    #expect(Array(lead[..<25]) == segment)
    #expect(lead[25..<35].allSatisfy { $0.isNaN })
    #expect(Array(lead[35...]) == segment)
    #expect(recording.leads[0].samples[7].isNaN && recording.leads[0].samples[42].isNaN)
  }

  @Test func placesSignalsOfAVariableLayoutByName() throws {
    let reader = try RecordReader(Fixtures.path("varied"))
    #expect(reader.description.channels.map(\.name) == ["lead 0", "lead 1"])
    let recording = try reader.read()
    #expect(recording.leads[0].samples[25...].allSatisfy { $0.isNaN })
    // The last segment's gain is another.
    #expect(recording.leads[1].samples[45] == Float(Fixtures.value(0, 1) - 5) / 50)
    #expect(recording.leads[1].samples[3] == Float(Fixtures.value(3, 1) - 5) / 100)
  }

  @Test(arguments: ["fixed", "varied"], [0..<60, 20..<40, 24..<26, 34..<36, 50..<60])
  func readsRangesAcrossSegments(name: String, range: Range<Int>) throws {
    let reader = try RecordReader(Fixtures.path(name))
    let whole = try reader.read().leads.map { $0.samples[range].map(\.bitPattern) }
    #expect(try reader.read(samples: range).leads.map { $0.samples.map(\.bitPattern) } == whole)
    let raw = try reader.raw(frames: range)
    #expect(raw.allSatisfy { $0.count == range.count })
  }

  @Test func refusesARecordThatIsItsOwnSegment() {
    let error = #expect(throws: WaveformError.self) { try RecordReader(Fixtures.path("nested")) }
    #expect(error?.message == "segments may not have segments themselves")
    #expect(error?.line == 2)
  }

  @Test func refusesSegmentsOfAnotherRate() {
    let files = ["a.hea": Array("a 1 500 2\na.dat 16\n".utf8), "a.dat": Fixtures.bytes16([1, 2])]
    let error = #expect(throws: WaveformError.self) { try Fixtures.open("r/1 1 250 2\na 2\n", files) }
    #expect(error?.field == "sampling frequency")
  }

  @Test func refusesASegmentShorterThanTheRecordSays() throws {
    let files = ["a.hea": Array("a 1 250 2\na.dat 16\n".utf8), "a.dat": Fixtures.bytes16([1, 2])]
    let reader = try Fixtures.open("r/1 1 250 3\na 3\n", files)
    let error = #expect(throws: WaveformError.self) { try reader.read() }
    #expect(error?.field == "number of samples")
  }

  @Test func doesNotGrowBySegmentsNamedOverAndOver() throws {
    let count = 20000
    let samples = [Int16](repeating: 1, count: 5000)
    let files = ["a.hea": Array("a 1 250 5000\na.dat 16\n".utf8), "a.dat": Fixtures.bytes16(samples)]
    let lines = String(repeating: "a 5000\n", count: count)
    let reader = try Fixtures.open("r/\(count) 1 250\n\(lines)", files)
    #expect(reader.description.sampleCount == count * 5000)
    #expect(throws: WaveformError.self) { try reader.read() }
    #expect(try reader.read(samples: 4999..<5001).leads[0].samples == [0.005, 0.005])
  }
}
