import Testing
import Waveforms

@Suite struct WFDBHeaderTests {
  private func header(_ text: String, file: String = "r.hea") throws(WaveformError) -> WFDBHeader {
    try WFDBHeader(parsing: Array(text.utf8), file: file)
  }

  @Test func readsAllFields() throws {
    let header = try header(
      "# first\nrec_1 1 360.5/720(100.5) 650000 10:20:30.5 1/02/1990\r\n\trec.dat 212x2:3+4 -200.5(-7)/uV 11 1024 995 -22131 64 MLII left \n# Dx: 1 \n#\n"
    )
    #expect(header.name == "rec_1")
    #expect(header.rate == 360.5)
    #expect(header.counterRate == 720)
    #expect(header.baseCounter == 100.5)
    #expect(header.sampleCount == 650000)
    #expect(header.start == RecordStart(secondOfDay: 37230.5, year: 1990, month: 2, day: 1))
    #expect(header.comments == ["first", "Dx: 1", ""])
    let signal = header.signals[0]
    #expect(signal.file == "rec.dat")
    #expect(signal.format == .packed12)
    #expect([signal.samplesPerFrame, signal.skew, signal.byteOffset] == [2, 3, 4])
    #expect(signal.gain == -200.5)
    #expect([signal.baseline, signal.resolution, signal.zero] == [-7, 11, 1024])
    #expect(signal.units == "uV")
    #expect(signal.initialValue == 995)
    #expect(signal.checksum == -22131)
    #expect(signal.blockSize == 64)
    #expect(signal.description == "MLII left")
    #expect(header.remarks.isEmpty)
  }

  @Test func fillsInDefaults() throws {
    let header = try header("r 2\na 16\nb 8 0 0 5\n")
    #expect(header.rate == 250)
    #expect(header.sampleCount == nil)
    #expect(header.signals.map(\.gain) == [200, 200])
    #expect(header.signals.map(\.units) == ["mV", "mV"])
    #expect(header.signals.map(\.resolution) == [12, 10])
    #expect(header.signals.map(\.baseline) == [0, 5])
    #expect(header.signals[0].description == nil)
  }

  @Test(arguments: [
    ("10:20:30 1/02/1990", 37230.0, 1990, 2, 1), ("2014-05-08 05:05:15", 18315, 2014, 5, 8),
    ("05-May-2020 09:49:17", 35357, 2020, 5, 5), ("05:05:15 1/05/2000 ", 18315, 2000, 5, 1),
    ("20:30 3/4/0005", 1230, 5, 4, 3),
    ("30 3/4/2005", 30, 2005, 4, 3),
  ])
  func readsEveryStyleOfStart(text: String, second: Double, year: Int, month: Int, day: Int) throws {
    let header = try header("r 0 250 10 \(text)\n")
    #expect(header.start == RecordStart(secondOfDay: second, year: year, month: month, day: day))
    #expect(header.remarks.isEmpty)
  }

  @Test func remarksOnAStartThatItDoesNotKnow() throws {
    let header = try header("r 0 250 10 soon 32/13/1990\n")
    #expect(header.start == RecordStart())
    #expect(header.remarks.map(\.found) == ["soon", "32/13/1990"])
    #expect(header.remarks[0].line == 1)
  }

  @Test func readsExponentsInTheRate() throws {
    let header = try header("r 0 3.6e2 1000\n")
    #expect(header.rate == 360)
    #expect(header.sampleCount == 1000)
  }

  @Test func cutsAFileSuffixOffTheName() throws {
    let header = try header("E07835.mat 0 500 5000 05-May-2020 09:49:17\n")
    #expect(header.name == "E07835")
    #expect(header.remarks.count == 1)
    #expect(try self.header("mat.mat 0 500 4\n").name == "mat")
  }

  @Test func acceptsPathsAsNames() throws {
    let header = try header("sub/00001_medians 0 500 10\n")
    #expect(header.name == "sub/00001_medians")
    #expect(header.segments == nil)
    #expect(try self.header("sub/00001 0 500 10\n", file: "x/00001.hea").name == "sub/00001")
  }

  @Test func readsSegmentsAndNamesOfLatin1() throws {
    let header = try header("r/2 2 100 30\na 10\n~ 20\n")
    #expect(header.segments?.map(\.name) == ["a", "~"])
    #expect(header.segments?.map(\.sampleCount) == [10, 20])
    #expect(!header.hasLayout)
    let latin = try WFDBHeader(parsing: Array("r 0\n# ".utf8) + [0xE9], file: "r.hea")
    #expect(latin.comments == ["é"])
  }

  /// What is wrong, and the line and field that the error must name.
  @Test(arguments: [
    ("", 1, "record line"), ("# only\n", 1, "record line"), ("r\n", 1, "number of signals"),
    ("r x\n", 1, "number of signals"), ("r -1\n", 1, "number of signals"),
    ("r 2 250 10\na 16\n", 2, "signal lines"), ("r 1\n", 1, "signal lines"),
    ("r 0 0\n", 1, "sampling frequency"), ("r 0 -5\n", 1, "sampling frequency"), ("r 0 nan\n", 1, "sampling frequency"),
    ("r 0 x\n", 1, "sampling frequency"), ("r 0 250 -7\n", 1, "number of samples"),
    ("r 0 250 99999999999999999999\n", 1, "number of samples"), ("r 1\na 17\n", 2, "format"), ("r 1\na\n", 2, "format"),
    ("r 1\na 16y2\n", 2, "format"), ("r 1\na 16x-2\n", 2, "samples per frame"),
    ("r 1\na 16x99999999\n", 2, "samples per frame"),
    ("r 1\na 16+99999999999999999999\n", 2, "byte offset"), ("r 1\na 16 gain\n", 2, "gain"),
    ("r 1\na 16 1e999\n", 2, "gain"),
    ("r 1\na 16 200(x)\n", 2, "baseline"), ("r 1\na 16 200 x\n", 2, "ADC resolution"),
    ("r 1\na 16 200 12 x\n", 2, "ADC zero"),
    ("r 1\na 16 200 12 0 1.5\n", 2, "initial value"), ("r 1\na 16 200 12 0 0 x\n", 2, "checksum"),
    ("r 1\na 16 200 12 0 0 0 x\n", 2, "block size"), ("r/2 1\na 10\n", 2, "segment lines"),
    ("r/1 1\na\n", 2, "number of samples"), ("r/0 1\n", 1, "number of segments"),
  ])
  func namesLineAndFieldOfWhatIsWrong(text: String, line: Int, field: String) {
    let error = #expect(throws: WaveformError.self) { try header(text) }
    #expect(error?.file == "r.hea")
    #expect(error?.line == line)
    #expect(error?.field == field)
  }

  @Test func ignoresLinesBeyondTheSignals() throws {
    let header = try header("r 1\na 16\nb 16\n")
    #expect(header.signals.count == 1)
    #expect(header.remarks.first?.line == 3)
  }
}
