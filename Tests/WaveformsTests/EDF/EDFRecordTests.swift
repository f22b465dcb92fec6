import Interchange
import Testing
import Waveforms

@Suite struct EDFRecordTests {
  @Test(arguments: ["plain.edf", "plus.edf", "plain.bdf"])
  func readsTheSignalsOfTheLeadsRate(name: String) throws {
    let reader = try RecordReader(Fixtures.path(name))
    let recording = try reader.read()
    #expect(recording.rate == 250)
    #expect(recording.leads.map(\.name) == ["II", "V1"])
    #expect(recording.leads[0].samples == (0..<75).map { Float(Fixtures.value($0, 0)) / 1000 })
    #expect(recording.leads[1].samples == (0..<75).map { Float(Fixtures.value($0, 1)) / 1000 })
    #expect(recording.remarks.map(\.field) == ["samples in a data record of Resp"])
    #expect(reader.description.start == RecordStart(secondOfDay: 14706, year: 2021, month: 3, day: 2))
    #expect(reader.description.comments == ["X X X X", "Startdate 02-MAR-2021 X X X"])
  }

  @Test(arguments: [0..<0, 0..<1, 24..<26, 10..<70, 74..<75])
  func readsRangesAcrossDataRecords(range: Range<Int>) throws {
    let reader = try RecordReader(Fixtures.path("plain.bdf"))
    #expect(
      try reader.read(samples: range, leads: ["V1"]).leads[0].samples
        == range.map { Float(Fixtures.value($0, 1)) / 1000 })
  }

  @Test func readsTheSignalsOfARateAskedFor() throws {
    let recording = try RecordReader(Fixtures.path("plain.edf"), options: .init(rate: 50)).read()
    #expect(recording.leads.map(\.name) == ["Resp"])
    #expect(recording.leads[0].units == "L")
    #expect(recording.leads[0].samples == (0..<15).map { Float(Fixtures.value($0, 2)) / 500 })
  }

  @Test func readsAnnotationsAsNotes() throws {
    let reader = try RecordReader(Fixtures.path("plus.edf"))
    #expect(try reader.annotations()?.annotations == [Annotation(sample: 35, code: AnnotationCode.note, text: "beat")])
    #expect(try RecordReader(Fixtures.path("plain.edf")).annotations() == nil)
  }

  @Test func namesTheFieldThatIsWrong() throws {
    let whole = try FileAccess.read(Fixtures.path("plain.edf"))
    for (offset, text, field) in [
      (0, "9", "version"), (184, "99999999", "header bytes"), (236, "x", "number of data records"),
      (244, "-1", "header bytes"), (252, "x", "number of signals"), (256 + 3 * 104, "x", "physical minimum"),
      (256 + 3 * 216, "-5", "samples in a data record"), (236, "9", "number of data records"),
    ] {
      var bytes = whole
      for (index, byte) in text.utf8.enumerated() { bytes[offset + index] = byte }
      let error = #expect(throws: WaveformError.self) { try RecordReader("p.edf", in: .memory(["p.edf": bytes])) }
      #expect(error?.field == field)
      if field == "samples in a data record" { #expect(error?.expected == "an integer from 0 to 16777215") }
    }
    let short = Array(whole.dropLast(20))
    #expect(throws: WaveformError.self) { try RecordReader("p.edf", in: .memory(["p.edf": short])) }
    let reader = try RecordReader("p.edf", in: .memory(["p.edf": short]), options: .init(acceptsShortFiles: true))
    #expect(reader.description.sampleCount == 50)
  }
}
