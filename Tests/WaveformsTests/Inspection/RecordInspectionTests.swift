import Testing
import Waveforms

@Suite struct RecordInspectionTests {
  @Test func sumsUpARecordInOneLine() throws {
    let marks = AnnotationFile(annotations: [Annotation(sample: 1, code: 1), Annotation(sample: 2, code: 22)])
    let files = ["r.dat": Fixtures.bytes16([1, -32768, 3, 4]), "r.atr": try marks.bytes()]
    let reader = try Fixtures.open("r 1 250 4\nr.dat 16 200(1)/mV 12 0 0 0 0 II\n#Dx: 1,2,,1,\n", files)
    let line = try RecordInspection(reader).json
    #expect(
      line == """
        {"record": "r", "rate": 250, "samples": 4, "leads": [{"name": "II", "units": "mV", "gain": 200, "baseline": 1, \
        "digitalSum": -32760, "min": 0, "max": 0.015, "mean": 0.008333333333333333, "missing": 1}], \
        "annotations": {"\\"": 1, "N": 1}, "labels": ["1", "2"]}
        """)
  }

  @Test func stepsAreOfWholeNumbersAlone() throws {
    let table = try RecordReader([UInt8]("time,II\n0,1\n0.01,2\n".utf8), name: "t")
    #expect(try RecordInspection(table).text.hasSuffix("II    1 … 2 mV, mean 1.5"))
    let record = try Fixtures.open("r 1 250 1\nr.dat 16\n", ["r.dat": [1, 0]])
    #expect(try RecordInspection(record).text.hasSuffix(", 200 steps/mV"))
  }

  @Test func hasNoFiguresForALeadThatIsMissing() throws {
    let reader = try Fixtures.open("r 1 250 1\nr.dat 16\n", ["r.dat": [0, 0x80]])
    let lead = try RecordInspection(reader).leads[0]
    #expect(lead.missing == 1)
    #expect(lead.min == nil && lead.max == nil && lead.mean == nil)
  }

  @Test func quotesWhatARefusedRecordSays() {
    let error = WaveformError(file: "a\"b", found: "\u{1B}[31m", message: "bad")
    #expect(
      RecordInspection.refusal(record: "r", error: error) == #"{"record": "r", "error": "a\"b: bad (found ?[31m)"}"#)
  }

  @Test func listsAFolderWithoutSegmentsAndWithoutDoubles() throws {
    let names = try RecordListing.records(at: Fixtures.folder).compactMap {
      $0.split(separator: "/").last.map(String.init)
    }
    #expect(names.contains("fixed.hea") && names.contains("m4.mat") && names.contains("f212.hea"))
    #expect(!names.contains("f16.hea") && !names.contains("varied_layout.hea") && !names.contains("withheader.mat"))
    #expect(names == names.sorted())
  }

  @Test func inspectsAFolderAndCountsTheRefused() {
    var read = 0
    var refused: [String] = []
    let count = FolderInspector(options: .init(rate: 250)).inspect(Fixtures.folder) { outcome in
      switch outcome {
      case .read: read += 1
      case .refused(let record, _): refused.append(record)
      }
    }
    #expect(refused == ["nested"])
    #expect(count == 1)
    #expect(read > 15)
  }
}
