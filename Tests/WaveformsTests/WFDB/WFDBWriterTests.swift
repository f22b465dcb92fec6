import Foundation
import Interchange
import Testing
import Waveforms

@Suite struct WFDBWriterTests {
  /// Runs a body with a folder of its own, which is removed afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/einthoven-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test(arguments: [16, 24, 32, 61, 80, 160, 212, 310, 311], [0, 1, 2, 25])
  func writesBytesThatReadBackTheSame(format: Int, count: Int) throws {
    let format = try #require(SignalFormat(rawValue: format))
    try inFolder { folder in
      var header = WFDBHeader(name: "r")
      header.rate = 360.5
      header.comments = ["Dx: 5"]
      header.start = RecordStart(secondOfDay: 3661.25, year: 2020, month: 5, day: 6)
      var first = WFDBHeader.Signal(file: "r.dat", format: format)
      (first.gain, first.baseline, first.units, first.description) = (-12.5, 7, "uV", "V1 left")
      var second = WFDBHeader.Signal(file: "r.dat", format: format)
      second.samplesPerFrame = 2
      header.signals = [first, second]
      let missing = try #require(format.missing)
      let ends = [missing, Int32(format.range.lowerBound), Int32(format.range.upperBound)]
      let samples = [
        (0..<count).map { $0 < 3 ? ends[$0] : Fixtures.value($0, 0) }, (0..<2 * count).map { Fixtures.value($0, 1) },
      ]
      try WFDBWriter.write(header, samples: samples, to: folder)
      let reader = try RecordReader("\(folder)/r", options: .init(isStrict: true))
      #expect(try Fixtures.integers(reader) == samples.map { $0.map { $0 == missing ? nil : $0 } })
      #expect(reader.description.start == header.start)
      #expect(reader.description.channels.map(\.name) == ["V1 left", "signal 1"])
      #expect(reader.description.channels.map(\.gain) == [-12.5, 200])
      #expect(reader.description.comments == ["Dx: 5"])
      #expect(reader.description.rate == 360.5)
    }
  }

  @Test func writesRecordingsWithAnnotationsAndGaps() throws {
    try inFolder { folder in
      let lead = Recording.Lead(name: "II", samples: [0, 0.0014, -0.0016, .nan, 1e9, -1e9])
      let marks = [Annotation(sample: 2, code: 1), Annotation(sample: 3, code: 28, text: "(AFIB")]
      let recording = Recording(name: "r", rate: 500, leads: [lead], annotations: marks)
      try WFDBWriter.write(recording, to: folder)
      let again = try RecordReader("\(folder)/r").read(annotator: "atr")
      #expect(again.leads[0].samples.map { $0.isNaN ? 99 : $0 } == [0, 0.001, -0.002, 99, 32.767, -32.767])
      #expect(again.annotations == marks)
      let files = try FileAccess.list(folder).files
      #expect(files == ["r.atr", "r.dat", "r.hea"])
    }
  }

  @Test func refusesWhatCannotBeReadBack() throws {
    try inFolder { folder in
      for name in ["", "a b", "../a", "a/b", "a\n"] {
        let recording = Recording(name: name, rate: 1, leads: [.init(name: "I", samples: [1])])
        #expect(throws: WaveformError.self) { try WFDBWriter.write(recording, to: folder) }
      }
      let twoLines = Recording(name: "r", rate: 1, leads: [.init(name: "I\nII", samples: [1])])
      #expect(throws: WaveformError.self) { try WFDBWriter.write(twoLines, to: folder) }
      let uneven = Recording(
        name: "r", rate: 1, leads: [.init(name: "I", samples: [1]), .init(name: "II", samples: [1, 2])])
      #expect(throws: WaveformError.self) { try WFDBWriter.write(uneven, to: folder) }
      var header = WFDBHeader(name: "r")
      header.signals = [WFDBHeader.Signal(file: "r.dat", format: .packed12)]
      let error = #expect(throws: WaveformError.self) { try WFDBWriter.write(header, samples: [[2048]], to: folder) }
      #expect(error?.expected == "-2047...2047")
      let files = try FileAccess.list(folder).files
      #expect(files.isEmpty)
    }
  }

  @Test func saysThatAFolderIsMissing() {
    let recording = Recording(name: "r", rate: 1, leads: [.init(name: "I", samples: [1])])
    let error = #expect(throws: WaveformError.self) { try WFDBWriter.write(recording, to: "/nonexistent/folder") }
    #expect(error?.description == "/nonexistent/folder/r.dat: cannot be written: No such file or directory")
  }
}
