import Interchange
import Testing

@testable import Waveforms

@Suite struct ConversionTests {
  /// The stored numbers, with every format's own mark of what is missing made the same.
  private func stored(_ reader: RecordReader) throws -> [[Int32?]] { try Fixtures.integers(reader) }

  private func open(_ path: String) throws -> RecordReader { try RecordReader(path) }

  @Test(arguments: ["f16", "f212", "f24", "f80", "f160", "f310", "offset", "fixed"])
  func integersAndTheirMeaningSurviveWFDB(name: String) throws {
    let folder = try TemporaryFolder()
    let source = try open(Fixtures.path(name))
    let losses = try Conversion(to: .wfdb)(source, to: folder.file("x"))
    let back = try open(folder.file("x"))
    #expect(losses.isEmpty)
    #expect(try stored(back) == stored(source))
    #expect(back.description.rate == source.description.rate)
    for (a, b) in zip(back.description.channels, source.description.channels) {
      #expect(
        a.gain == b.gain && a.baseline == b.baseline && a.name == b.name && a.samplesPerFrame == b.samplesPerFrame)
    }
    #expect(try same(back.read(), source.read()))
  }

  /// NaN is like NaN.
  private func same(_ a: Recording, _ b: Recording) -> Bool {
    a.rate == b.rate && a.leads.map(\.name) == b.leads.map(\.name)
      && zip(a.leads, b.leads).allSatisfy { $0.samples.map(\.bitPattern) == $1.samples.map(\.bitPattern) }
  }

  private let made = Recording(
    name: "made", rate: 250,
    leads: (0..<3).map { lead in
      .init(name: ["I", "II", "V1"][lead], samples: (0..<1000).map { Float(($0 * 37 + lead * 11) % 401 - 200) / 1000 })
    }, annotations: [Annotation(sample: 100, code: 1), Annotation(sample: 500, code: 28, text: "(AFIB")])

  private func made(in folder: TemporaryFolder) throws -> RecordReader {
    try WFDBWriter.write(made, to: folder.path)
    return try open(folder.file("made"))
  }

  @Test func aChallengesFileComesBackByteForByte() throws {
    let folder = try TemporaryFolder()
    let source = try made(in: folder)
    #expect(try Conversion(to: .mat)(source, to: folder.file("a")).isEmpty)
    #expect(try same(open(folder.file("a.hea")).read(), source.read()))
    #expect(try Conversion(to: .wfdb)(open(folder.file("a.hea")), to: folder.file("b")).isEmpty)
    #expect(try FileAccess.read(folder.file("b.dat")) == FileAccess.read(folder.file("made.dat")))
    #expect(try Conversion(to: .mat)(open(folder.file("b.hea")), to: folder.file("c")).isEmpty)
    let matrix = try FileAccess.read(folder.file("c.mat"))
    #expect(try matrix == FileAccess.read(folder.file("a.mat")))
    #expect(try matrix.count == 24 + FileAccess.size(folder.file("made.dat")))
    // The matrix is one by itself, without the header.
    FileAccess.remove(folder.file("c.hea"))
    let alone = try RecordReader(folder.file("c.mat"), options: .init(rate: 250))
    #expect(try stored(alone) == stored(source))
  }

  @Test func everyFormatKeepsEverySampleAndAnnotation() throws {
    let folder = try TemporaryFolder()
    let source = try made(in: folder)
    let expected = try source.read(annotator: "atr")
    for format in Conversion.Format.allCases {
      let losses = try Conversion(to: format)(source, to: folder.file("to-\(format.rawValue)"))
      let back = try RecordReader(folder.file("to-\(format.rawValue).\(format.suffix)"), options: .init(rate: 250))
        .read(annotator: "atr")
      #expect(back.leads.map { $0.samples.map(\.bitPattern) } == expected.leads.map { $0.samples.map(\.bitPattern) })
      #expect(back.annotations == expected.annotations)
      switch format {
      case .wfdb, .mat, .edf: #expect(losses.isEmpty, "\(format): \(losses)")
      case .csv: #expect(losses == [.units])
      case .npy: #expect(losses == [.units, .names])
      }
    }
  }

  @Test func leadsThatAreCalledOtherwiseAreTold() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write(
      Array("r 2 250 4\nr.dat 16 200/mV 16 0 0 0 0 MLII\nr.dat 16 200/mV 16 0 0 0 0 V1\n".utf8),
      to: folder.file("r.hea"))
    try AtomicFile.write([UInt8](repeating: 1, count: 16), to: folder.file("r.dat"))
    let source = try open(folder.file("r"))
    #expect(Conversion(to: .csv).renamedLeads(source) == ["MLII is II"])
    #expect(try Conversion(to: .csv)(source, to: folder.file("c")).contains(.leadNames))
    // What is stored as it was keeps its names; numbers of a recording have those of all recordings.
    var conversion = Conversion(to: .wfdb)
    #expect(try !conversion(source, to: folder.file("w")).contains(.leadNames))
    #expect(try open(folder.file("w")).description.channels.map(\.name) == ["MLII", "V1"])
    conversion.rate = 125
    #expect(try conversion(source, to: folder.file("slow")).contains(.leadNames))
    conversion.leads = ["V1"]
    #expect(try !conversion(source, to: folder.file("one")).contains(.leadNames))
  }

  @Test func aPartOfSomeLeadsAtAnotherRate() throws {
    let folder = try TemporaryFolder()
    let source = try made(in: folder)
    var conversion = Conversion(to: .wfdb)
    (conversion.start, conversion.duration, conversion.leads) = (1, 2, ["V1", "III"])
    // A difference of whole steps is one but for the last bit of its Float.
    #expect(try conversion(source, to: folder.file("part")).isSubset(of: [.rounding]))
    let part = try open(folder.file("part")).read(annotator: "atr")
    #expect(part.leads.map(\.name) == ["V1", "III"] && part.sampleCount == 500)
    #expect(part.leads[0].samples == Array(made.leads[2].samples[250..<750]))
    #expect(part.annotations.map(\.sample) == [250])
    (conversion.rate, conversion.leads) = (125, nil)
    #expect(try conversion(source, to: folder.file("slow")) == [.rounding])
    let slow = try open(folder.file("slow")).read(annotator: "atr")
    #expect(slow.rate == 125 && slow.sampleCount == 250 && slow.annotations.map(\.sample) == [125])
    conversion.start = 100
    #expect(throws: WaveformError.self) { try conversion(source, to: folder.file("none")) }
    #expect(FileAccess.kind(folder.file("none.hea")) == .nothing)
  }

  @Test func missingSamplesStayMissingOrAreRefused() throws {
    let folder = try TemporaryFolder()
    var recording = made
    recording.leads[1].samples[3] = .nan
    try WFDBWriter.write(recording, to: folder.path)
    let source = try open(folder.file("made"))
    for format in [Conversion.Format.wfdb, .mat, .csv] {
      _ = try Conversion(to: format)(source, to: folder.file("x"))
      #expect(try same(open(folder.file("x.\(format.suffix)")).read(), source.read()))
    }
    #expect(throws: WaveformError.self) { try Conversion(to: .edf)(source, to: folder.file("x")) }
    #expect(FileAccess.kind(folder.file("x.edf")) == .nothing)
  }

  /// 650 000 samples of 360 a second cannot be cut into even data records that eight characters can time.
  @Test func whatIsRoundedOrFilledIsSaid() throws {
    let folder = try TemporaryFolder()
    let odd = Recording(name: "odd", rate: 360, leads: [.init(name: "II", samples: (0..<367).map { Float($0) / 3000 })])
    try odd.writeCSV(to: folder.file("odd.csv"))
    let source = try open(folder.file("odd.csv"))
    #expect(try Conversion(to: .edf)(source, to: folder.file("odd")) == [.rounding, .padding])
    let back = try open(folder.file("odd.edf")).read()
    #expect(back.rate == 360 && back.sampleCount == 720)
    for (a, b) in zip(back.leads[0].samples, odd.leads[0].samples) { #expect(abs(a - b) <= 0.0005001) }
  }

  @Test func numbersBeyond16BitsGoWhereTheyFit() throws {
    let folder = try TemporaryFolder()
    let loud = Recording(name: "loud", rate: 100, leads: [.init(name: "II", samples: [0, 40, -40, 1])])
    try loud.writeCSV(to: folder.file("loud.csv"))
    let source = try open(folder.file("loud.csv"))
    #expect(try Conversion(to: .wfdb)(source, to: folder.file("w")).isEmpty)
    #expect(try open(folder.file("w")).read().leads[0].samples == [0, 40, -40, 1])
    for format in [Conversion.Format.mat, .edf] {
      #expect(throws: WaveformError.self) { try Conversion(to: format)(source, to: folder.file("n")) }
      #expect(FileAccess.kind(folder.file("n.\(format.suffix)")) == .nothing)
    }
  }

  @Test func aGainThatLosesEverySampleIsRefused() throws {
    let folder = try TemporaryFolder()
    for (name, samples) in [("loud", [0, 40_000] as [Float]), ("still", [0, 0.0001, -0.0001])] {
      try Recording(name: name, rate: 100, leads: [.init(name: "II", samples: samples)])
        .writeCSV(to: folder.file(name + ".csv"))
    }
    for (name, gain, expected) in [
      ("loud", 1e6, "a sample does not fit; a smaller --gain takes it"),
      ("still", 1, "every sample would become 0; a larger --gain keeps them"),
    ] {
      var conversion = Conversion(to: .wfdb)
      let source = try open(folder.file(name + ".csv"))
      conversion.gain = gain
      let error = #expect(throws: WaveformError.self) { try conversion(source, to: folder.file("n")) }
      #expect(error?.message == expected)
      #expect(FileAccess.kind(folder.file("n.hea")) == .nothing)
      conversion.gain = 10_000
      _ = try conversion(source, to: folder.file("y"))
      #expect(try open(folder.file("y")).read().leads[0].samples == source.read().leads[0].samples)
    }
  }

  /// The ends of a scale have eight characters in an EDF file: cut off they would be other numbers.
  @Test(arguments: ["1e-300", "0.00003141", "1e12", "9223372036854775807"])
  func aScaleThatEDFCannotSayIsRefused(gain: String) throws {
    let folder = try TemporaryFolder()
    let source = try Fixtures.open("r 1 250 2\nr.dat 16 \(gain)\n", ["r.dat": [1, 0, 2, 0]])
    let error = #expect(throws: WaveformError.self) { try Conversion(to: .edf)(source, to: folder.file("n")) }
    #expect(error?.message == "EDF cannot say what the numbers mean; choose WFDB")
    #expect(FileAccess.kind(folder.file("n.edf")) == .nothing)
  }
}
