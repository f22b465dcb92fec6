import Testing
import Waveforms

/// What published programs make of odd records is probed here line by line: the right result, or an error that says why.
@Suite struct WFDBRecordTests {
  private let samples = Fixtures.bytes16([1, 2, 3, 4])

  @Test func reportsAWrongChecksumAndRefusesItWhenStrict() throws {
    let header = "r 1 250 4\nr.dat 16 200 12 0 1 11 0 II\n"
    let recording = try Fixtures.open(header, ["r.dat": samples]).read()
    #expect(recording.remarks.count == 1)
    #expect(recording.remarks[0].field == "checksum")
    #expect(recording.remarks[0].found == "10")
    #expect(recording.remarks[0].expected == "11")
    #expect(recording.remarks[0].line == 2)
    let strict = try Fixtures.open(header, ["r.dat": samples], options: .init(isStrict: true))
    #expect(throws: WaveformError.self) { try strict.read() }
  }

  @Test func aChecksumOfZeroIsNone() throws {
    let header = "r 1 250 4\nr.dat 16 200 12 0 1 0 0 II\n"
    let reader = try Fixtures.open(header, ["r.dat": samples], options: .init(isStrict: true))
    #expect(try reader.read().remarks.isEmpty && RecordInspection(reader).remarks.isEmpty)
  }

  @Test func takesChecksumsModulo65536() throws {
    let high = Fixtures.bytes16([30000, 30000, -3])
    for checksum in [59997, 59997 - 65536] {
      let recording = try Fixtures.open("r 1 250 3\nr.dat 16 200 12 0 30000 \(checksum) 0 II\n", ["r.dat": high]).read()
      #expect(recording.remarks.isEmpty)
    }
  }

  @Test func reportsAWrongFirstValue() throws {
    let recording = try Fixtures.open("r 1 250 4\nr.dat 16 200 12 0 7 10 0 II\n", ["r.dat": samples]).read()
    #expect(recording.remarks.map(\.field) == ["initial value"])
  }

  @Test func doesNotCheckAPart() throws {
    let recording = try Fixtures.open("r 1 250 4\nr.dat 16 200 12 0 7 99 0 II\n", ["r.dat": samples]).read(
      samples: 1..<3)
    #expect(recording.remarks.isEmpty)
  }

  @Test func namesTheSizesOfAShortFile() throws {
    let error = #expect(throws: WaveformError.self) { try Fixtures.open("r 1 250 5\nr.dat 16\n", ["r.dat": samples]) }
    #expect(error?.file == "r.dat")
    #expect(error?.found == "4 frames")
    #expect(error?.expected?.hasPrefix("5 frames") == true)
    let reader = try Fixtures.open("r 1 250 5\nr.dat 16\n", ["r.dat": samples], options: .init(acceptsShortFiles: true))
    #expect(try reader.read().leads[0].samples.count == 4)
    #expect(reader.description.remarks.count == 1)
  }

  @Test func remarksOnALongFile() throws {
    let recording = try Fixtures.open("r 1 250 2\nr.dat 16 200 12 0 1 3\n", ["r.dat": samples]).read()
    #expect(recording.leads[0].samples == [0.005, 0.01])
    #expect(recording.remarks.map(\.field) == ["number of samples"])
  }

  @Test func refusesALengthBeyondTheFileBeforeItAllocates() {
    for count in ["99999999999999", "9223372036854775807"] {
      let error = #expect(throws: WaveformError.self) {
        try Fixtures.open("r 1 250 \(count)\nr.dat 16\n", ["r.dat": samples])
      }
      #expect(error?.field == "number of samples")
    }
  }

  @Test func refusesAGapOutOfProportion() throws {
    let reader = try Fixtures.open("r 1 250 99999999999999\n~ 0\n")
    #expect(throws: WaveformError.self) { try reader.read() }
    #expect(try reader.read(samples: 99_999_999_999_990..<99_999_999_999_999).leads[0].samples.allSatisfy { $0.isNaN })
  }

  @Test func takesTheLengthFromTheFileWhenTheHeaderDoesNotSay() throws {
    let reader = try Fixtures.open("r 1\nr.dat 16\n", ["r.dat": samples + [9]])
    #expect(reader.description.sampleCount == 4)
  }

  @Test func takesAGainOfZeroAsTheDefault() throws {
    let recording = try Fixtures.open("r 1 250 4\nr.dat 16 0\n", ["r.dat": samples]).read()
    #expect(recording.leads[0].samples == [0.005, 0.01, 0.015, 0.02])
  }

  @Test(arguments: [
    ("mV", Float(0.01)), ("mv", 0.01), ("uV", 0.00001), ("µV", 0.00001), ("V", 10), ("nV", 1e-8), ("mmHg", 0.01),
  ])
  func bringsVoltagesToMillivolts(unit: String, value: Float) throws {
    let lead = try Fixtures.open("r 1 250 4\nr.dat 16 200(0)/\(unit)\n", ["r.dat": samples]).read().leads[0]
    #expect(lead.samples[1] == value)
    #expect(lead.units == (unit == "mmHg" ? "mmHg" : "mV"))
  }

  @Test func scalesAsIfWithInfinitePrecision() throws {
    let numbers = (0..<2000).map { Int16(truncatingIfNeeded: $0 &* 31 &- 29000) }
    for gain in [200.0, 1000, 3.7, 0.1, 4.87e3] {
      let lead = try Fixtures.open("r 1 250 2000\nr.dat 16 \(gain)(17)\n", ["r.dat": Fixtures.bytes16(numbers)]).read()
        .leads[0]
      #expect(lead.samples == numbers.map { Float((Double($0) - 17) / gain) })
    }
  }

  @Test func readsAMatFileThroughItsHeader() throws {
    let recording = try RecordReader(Fixtures.path("withheader.mat")).read()
    #expect(recording.name == "withheader")
    #expect(recording.labels == ["426783006", "164889003"])
    #expect(recording.leads[1].samples == (0..<25).map { Float(Fixtures.value($0, 1)) / 1000 })
    #expect(recording.remarks.map(\.field) == ["record name"])
  }

  @Test func readsARecordWithoutSignals() throws {
    let reader = try Fixtures.open("r 0 250\n")
    #expect(try reader.read().leads.isEmpty)
  }
}
