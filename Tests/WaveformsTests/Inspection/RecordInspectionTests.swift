import Testing

@testable import Waveforms

@Suite struct RecordInspectionTests {
  @Test func sumsUpARecordInOneLine() throws {
    let marks = AnnotationFile(annotations: [Annotation(sample: 1, code: 1), Annotation(sample: 2, code: 22)])
    let files = ["r.dat": Fixtures.bytes16([1, -32768, 3, 4]), "r.atr": try marks.bytes()]
    let reader = try Fixtures.open("r 1 250 4\nr.dat 16 200(1)/mV 12 0 0 5 0 II\n#Dx: 1,2,,1,\n", files)
    let line = try RecordInspection(reader).json
    #expect(
      line == """
        {"record": "r", "rate": 250, "samples": 4, "leads": [{"name": "II", "units": "mV", "gain": 200, "baseline": 1, \
        "digitalSum": -32760, "min": 0, "max": 0.015, "mean": 0.008333333333333333, "missing": 1}], \
        "annotations": {"\\"": 1, "N": 1}, "labels": ["1", "2"], "remarks": [\
        "r.hea, line 2, initial value: the first sample is not the one that the header says (found 1, expected 0)", \
        "r.hea, line 2, checksum: the samples do not add up to the header's checksum (found -32760, expected 5)"]}
        """)
  }

  @Test func stepsAreOfWholeNumbersAlone() throws {
    let table = try RecordReader([UInt8]("time,II\n0,1\n0.01,2\n".utf8), name: "t")
    #expect(try RecordInspection(table).text.contains("II    1 … 2 mV, mean 1.5\n"))
    let record = try Fixtures.open("r 1 250 1\nr.dat 16\n", ["r.dat": [1, 0]])
    #expect(try RecordInspection(record).text.contains(", 200 steps/mV\n"))
  }

  @Test func peopleAreToldNamesAndThatThereIsNone() throws {
    let file = ["r.dat": Fixtures.bytes16([1, 2, 3, 4])]
    let header = "r 1 250 4\nr.dat 16 200/mV 16 0 0 0 0 II\n"
    let labelled = try RecordInspection(Fixtures.open(header + "#Dx: 1,2\n", file))
    #expect(labelled.text { "\($0)!" }.contains("  labels: 1!, 2!"))
    #expect(try RecordInspection(Fixtures.open(header, file)).text.contains("  labels: none"))
  }

  @Test func aFolderIsSummedUpBeforeItsFirstRecords() throws {
    var summary = FolderSummary("folder")
    #expect(summary.isEmpty && summary.only == nil)
    let file = ["r.dat": Fixtures.bytes16([1, 2, 3, 4])]
    var record = try RecordInspection(Fixtures.open("r 1 250 4\nr.dat 16 200/mV 16 0 0 0 0 II\n#Dx: 1,2\n", file))
    record.remarks = []
    summary.add(.read(record))
    #expect(summary.only == record)
    for number in 2...FolderSummary.listed + 3 {
      var other = record
      (other.record, other.rate, other.labels) = ("r\(number)", 500, number == 2 ? [] : ["1"])
      other.annotations = ["N": number]
      other.remarks = number == 3 ? [WaveformError(file: "r3", message: "odd")] : []
      summary.add(.read(other))
    }
    summary.add(.refused(record: "bad", error: WaveformError(file: "bad", message: "bad")))
    let lines = summary.text { "\($0)!" }.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(9) == [
        "folder: 23 records, and 1 refused", "  rates in Hz: 500 22, 250 1", "  seconds: 0 to 0, median 0",
        "  leads: II 23", "  annotations: N 275", "  labels: 1! 22, 2! 1", "  without a label: 1",
        "  remarks: odd 1", "r    1 lead  250 Hz  0 s  1!, 2!",
      ], "\(lines)")
    #expect(lines[9] == "r2   1 lead  500 Hz  0 s  2 annotations  no label")
    #expect(lines[10] == "r3   1 lead  500 Hz  0 s  3 annotations  1!  1 remark")
    #expect(lines.count == 9 + FolderSummary.listed && lines.last == "and 3 more (--all tells all of each)")
    #expect(summary.text(listsRecords: false).split(separator: "\n").count == 8)
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
      case .passedOver(let files): Issue.record("\(files)")
      }
    }
    #expect(refused == ["nested"])
    #expect(count == 1)
    #expect(read > 15)
  }
}
