import Interchange
import Testing
import Waveforms

@Suite struct AnnotationFileTests {
  private func parse(_ bytes: [UInt8]) throws(WaveformError) -> AnnotationFile {
    try AnnotationFile(parsing: bytes, file: "r.atr")
  }

  @Test func readsEveryKindOfWord() throws {
    let file = try parse(FileAccess.read(Fixtures.path("marks.atr")))
    #expect(file.timeResolution == 360)
    #expect(file.definitions == [.init(code: 42, symbol: "pacer", meaning: "pacemaker spike")])
    #expect(file.remarks.isEmpty)
    let expected = [
      Annotation(sample: 18, code: 28, text: "(AFIB"), Annotation(sample: 77, code: 1),
      Annotation(sample: 377, code: 5, subtype: -1, channel: 1, number: 2),
      Annotation(sample: 70382, code: 1, channel: 1, number: 2),
      Annotation(sample: 70392, code: 42, symbol: "pacer", channel: 1, number: 2),
      Annotation(sample: 70375, code: 8, channel: 1, number: 2),
    ]
    #expect(file.annotations == expected)
    #expect(file.counts == ["+": 1, "N": 2, "V": 1, "pacer": 1, "A": 1])
  }

  @Test func keepsTheLastAnnotationWithoutAnEndMark() throws {
    let file = try parse(FileAccess.read(Fixtures.path("marks_open.atr")))
    #expect(file.annotations.last?.symbol == "A")
    #expect(file.remarks.map(\.field) == ["end"])
  }

  @Test func writesWhatItReads() throws {
    var file = try parse(FileAccess.read(Fixtures.path("marks.atr")))
    let again = try parse(file.bytes())
    file.annotations.sort { $0.sample < $1.sample }
    #expect(again == file)
  }

  @Test func writesLongIntervals() throws {
    let far = AnnotationFile(annotations: [
      Annotation(sample: 0, code: 1), Annotation(sample: 1023, code: 1), Annotation(sample: 2047, code: 1),
      Annotation(sample: 9_000_000_000, code: 5, text: "odd"),
    ])
    #expect(try parse(far.bytes()).annotations == far.annotations)
  }

  @Test func namesUserCodesByTheirNumber() throws {
    #expect(try parse([5, 45 << 2, 0, 0]).annotations == [Annotation(sample: 5, code: 45, symbol: "[45]")])
    #expect(AnnotationCode.code(of: "[45]") == 45)
    #expect(AnnotationCode.code(of: "N") == 1)
    #expect(AnnotationCode.code(of: "[59]") == nil)
  }

  @Test(
    arguments: [
      ([5, 4, 0], "annotation word"), ([5, 4, 10, 252, 65], "AUX"), ([0, 236, 1, 0], "SKIP"), ([0, 236, 1], "SKIP"),
      ([0, 236, 0xFF, 0xFF, 0x38, 0xFF, 1, 4], "annotation at byte 6"), ([1, 53 << 2], "annotation at byte 0"),
      ([1, 244], "annotation at byte 0"),
    ] as [([UInt8], String)])
  func saysWhereAFileIsBroken(bytes: [UInt8], field: String) {
    let error = #expect(throws: WaveformError.self) { try parse(bytes) }
    #expect(error?.field?.hasPrefix(field) == true)
  }

  @Test func refusesWhatCannotBeStored() {
    for annotation in [
      Annotation(sample: -1, code: 1), Annotation(sample: 0, code: 0), Annotation(sample: 0, code: 50),
      Annotation(sample: 0, code: 22, text: String(repeating: "x", count: 256)),
    ] {
      #expect(throws: WaveformError.self) { try AnnotationFile(annotations: [annotation]).bytes() }
    }
  }

  @Test func comesWithTheRecordingOfARange() throws {
    let marks = AnnotationFile(annotations: [Annotation(sample: 1, code: 1), Annotation(sample: 3, code: 5)])
    let files = ["r.dat": Fixtures.bytes16([1, 2, 3, 4]), "r.atr": try marks.bytes()]
    let reader = try Fixtures.open("r 1 250 4\nr.dat 16\n", files)
    #expect(try reader.read(samples: 2..<4, annotator: "atr").annotations == [Annotation(sample: 1, code: 5)])
    #expect(try reader.annotations("qrs") == nil)
  }
}
