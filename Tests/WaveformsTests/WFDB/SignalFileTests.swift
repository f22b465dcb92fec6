import Testing
import Waveforms

@Suite struct SignalFileTests {
  @Test func keepsSeveralSamplesAFrameApart() throws {
    let reader = try RecordReader(Fixtures.path("frames"))
    #expect(reader.description.channels.map(\.samplesPerFrame) == [1, 4, 2])
    let signals = try Fixtures.integers(reader)
    for (c, width) in [1, 4, 2].enumerated() {
      #expect(signals[c] == (0..<20 * width).map { Fixtures.value($0, c) })
    }
    #expect(try Fixtures.integers(reader, frames: 3..<6)[1] == (12..<24).map { Fixtures.value($0, 1) })
  }

  @Test func averagesTheSamplesOfAFrame() throws {
    let recording = try RecordReader(Fixtures.path("frames")).read(samples: 2..<5)
    let sum = (12..<16).map { Fixtures.value($0, 1) }.reduce(0, +)
    #expect(recording.leads[1].samples[1] == Float((Double(sum) / 4 - 5) / 100))
    #expect(recording.leads.map(\.samples.count) == [3, 3, 3])
  }

  @Test func skipsAByteOffset() throws {
    let signals = try Fixtures.integers(RecordReader(Fixtures.path("offset")))
    for c in 0..<3 { #expect(signals[c] == (0..<25).map { Fixtures.value($0, c) }) }
  }

  @Test func undoesSkew() throws {
    let reader = try RecordReader(Fixtures.path("skew"))
    let signals = try Fixtures.integers(reader)
    #expect(signals[0] == (0..<25).map { Fixtures.value($0, 0) })
    #expect(signals[1] == (0..<22).map { Fixtures.value($0, 1) } + [nil, nil, nil])
    #expect(
      try Fixtures.integers(reader, frames: 20..<24)[1] == [Fixtures.value(20, 1), Fixtures.value(21, 1), nil, nil])
    let lead = try reader.read(samples: 20..<24).leads[1].samples
    #expect(lead.map(\.isNaN) == [false, false, true, true])
  }

  @Test func readsSignalsOfSeveralFiles() throws {
    let recording = try RecordReader(Fixtures.path("two")).read()
    #expect(recording.leads[2].samples[1] == Float(Fixtures.value(1, 2)))
    #expect(recording.leads[0].samples[1] == Float(Fixtures.value(1, 0)) / 100)
  }

  @Test func refusesToClimbOutOfTheFolder() {
    for name in ["../r.dat", "/etc/passwd", "a/../../r.dat", "./r.dat", "a//b"] {
      let error = #expect(throws: WaveformError.self) { try Fixtures.open("r 1 250 2\n\(name) 16\n") }
      #expect(error?.field == "file name")
      #expect(error?.line == 2)
    }
  }

  @Test func refusesSignalsOfOneFileApart() {
    let header = "r 3 250 1\na.dat 16\nb.dat 16\na.dat 16\n"
    let error = #expect(throws: WaveformError.self) {
      try Fixtures.open(header, ["a.dat": [0, 0, 0, 0], "b.dat": [0, 0]])
    }
    #expect(error?.message == "signals that share a file must follow each other")
  }

  @Test func refusesMixedFormatsInOneFile() {
    let error = #expect(throws: WaveformError.self) {
      try Fixtures.open("r 2 250 1\na.dat 16\na.dat 80\n", ["a.dat": [0, 0, 0, 0]])
    }
    #expect(error?.line == 3)
    #expect(error?.field == "format")
  }
}
