import Testing
import Waveforms

/// A second and a half of two leads, below any row of names and behind any column of times.
private struct Rows {
  var count = 30

  func text(_ head: String, _ cells: (Int) -> [String], separator: String = ",") -> String {
    ([head] + (0..<count).map { cells($0).joined(separator: separator) }).joined(separator: "\n") + "\n"
  }

  /// A voltage that goes up and down.
  static func volt(_ row: Int) -> String { "\(Double((row * 37) % 100 - 50) / 100)" }
}

@Suite struct TimingTests {
  private func open(_ text: String, rate: Double? = nil) throws(WaveformError) -> RecordReader {
    try RecordReader("t.csv", in: .memory(["t.csv": Array(text.utf8)]), options: .init(rate: rate))
  }

  private func timed(_ name: String, rate: Double? = nil, _ time: (Int) -> String) throws(WaveformError) -> RecordReader
  {
    try open(Rows().text("\(name),II", { [time($0), Rows.volt($0)] }), rate: rate)
  }

  @Test func timesCountInAnyColumn() throws {
    let reader = try open(Rows().text("I,II,time") { [Rows.volt($0), Rows.volt($0 + 1), "\(Double($0) / 250)"] })
    #expect(reader.description.rate == 250 && reader.description.assumptions.isEmpty)
    #expect(try reader.read().leads.map(\.name) == ["I", "II"])
  }

  @Test(arguments: [
    ("time", 0.004), ("t", 0.004), ("Time (s)", 0.004), ("time_s", 0.004), ("seconds", 0.004), ("Elapsed time", 0.004),
    ("Zeit", 0.004), ("Zeit [ms]", 4), ("time_ms", 4), ("Time/ms", 4), ("ms", 4), ("timems", 4), ("t (ms)", 4),
    ("timestamp_us", 4000), ("time (µs)", 4000), ("time_ns", 4_000_000), ("Aika (ms)", 4), ("time in ms", 4),
  ])
  func namesSayTheirUnit(name: String, step: Double) throws {
    let reader = try timed(name) { "\(Double($0) * step)" }
    #expect(reader.description.rate == 250)
    #expect(reader.description.channels.map(\.name) == ["II"])
    #expect(reader.description.assumptions.isEmpty)
  }

  @Test(arguments: [
    ("time", 4, "milliseconds"), ("timestamp", 4000, "microseconds"), ("timestamp", 4_000_000, "nanoseconds"),
    ("Aika", 0.004, "seconds"), ("Aika", 4, "milliseconds"),
  ])
  func aUnitThatIsNotSaidIsGuessedAndTheGuessIsSaid(name: String, step: Double, unit: String) throws {
    let reader = try timed(name) { "\(Double($0) * step)" }
    #expect(reader.description.rate == 250)
    let said = try #require(reader.description.assumptions.first).message
    #expect(said.contains("'\(name)' rises by") && said.contains("taken for times in \(unit), 250 Hz"), "\(said)")
    #expect(try reader.read().assumptions == reader.description.assumptions)
    #expect(try RecordInspection(reader).text.contains("taken for times in \(unit)"))
    // A rate that is given is no guess.
    #expect(try timed(name, rate: 500) { "\(Double($0) * step)" }.read().rate == 500)
  }

  @Test(arguments: [
    ("time", 1, "in milliseconds, which comes to 1000 Hz, or does it number the samples?"),
    ("sample #", 1, "'sample #' numbers the samples"), ("Nr", 1, "taken for numbers of samples, not for a lead"),
    ("", 1, "taken for numbers of samples, not for a lead"), ("i", 1, "'i' rises by 1"),
    ("time_ms", 0.004, "comes to 250000 Hz: is its unit another?"), ("time", 1e-9, "rises by 1e-09 from row to row"),
    ("time", 30, "in no unit that comes to the rate of an ECG"),
  ])
  func whatSaysNoRateIsNoLeadEitherAndTheReasonIsSaid(name: String, step: Double, reason: String) throws {
    let reader = try timed(name) { "\(Double($0) * step)" }
    #expect(reader.description.rate == nil && reader.description.channels.map(\.name) == ["II"])
    let error = #expect(throws: WaveformError.self) { try reader.read() }
    #expect(error?.field == "sampling frequency")
    #expect(error?.message.contains(reason) == true, "\(error.map(String.init(describing:)) ?? "")")
    #expect(try timed(name, rate: 250) { "\(Double($0) * step)" }.read().rate == 250)
  }

  @Test func anUnknownColumnThatRisesIsNoLeadWhereverItStands() throws {
    let reader = try open(Rows().text("II,Lauf") { [Rows.volt($0), "\(Double($0 * 3) + 7)"] }, rate: 250)
    #expect(reader.description.channels.map(\.name) == ["II"])
    #expect(reader.description.assumptions.count == 1)
    // What has a lead's name is one, and so is what does not rise for long.
    let ramp = try open(Rows().text("II,V1") { [Rows.volt($0), "\($0)"] }, rate: 250)
    #expect(ramp.description.channels.map(\.name) == ["II", "V1"])
    let saw = try open(Rows().text("II,resp") { [Rows.volt($0), "\($0 % 20)"] }, rate: 250)
    #expect(saw.description.channels.map(\.name) == ["II", "resp"] && saw.description.assumptions.isEmpty)
    // Some call the voltage a sample, or s.
    let short = try open(Rows().text("t,s") { ["\(Double($0) / 250)", Rows.volt($0)] })
    #expect(short.description.rate == 250 && short.description.channels.map(\.name) == ["s"])
    #expect(
      try open(Rows().text("sample") { [Rows.volt($0)] }, rate: 250).description.channels.map(\.name) == ["sample"])
  }

  @Test func aColumnOfTimesWithoutTimesIsNoLead() throws {
    let reader = try open(Rows().text("time,II") { ["", Rows.volt($0)] }, rate: 250)
    #expect(reader.description.channels.map(\.name) == ["II"])
  }

  @Test func whatAColumnIsCalledDoesNotDriveATerminal() throws {
    let reader = try timed("\u{1B}[31mNr") { "\($0)" }
    #expect(reader.description.assumptions.map(\.message).first?.hasPrefix("'?[31mNr' rises by 1") == true)
  }

  @Test func anIndexBesideTimesIsLeftOut() throws {
    let reader = try open(Rows().text(",time,II") { ["\($0)", "\(Double($0) / 360)", Rows.volt($0)] })
    #expect(reader.description.rate == 360)
    #expect(reader.description.channels.map(\.name) == ["II"])
    #expect(reader.description.assumptions.map(\.message).first?.contains("'column 1' rises") == true)
  }

  @Test func clocksAndDatesAreTimes() throws {
    func padded(_ row: Int) -> String { String("\(100_000 + row * 4)".dropFirst()) }
    for begin in ["0:", "00:59:", "2024-02-28 23:59:", "2024-02-28T23:59:"] {
      let reader = try timed("Elapsed time") { "\(begin)\(padded($0).prefix(2)).\(padded($0).suffix(3))" }
      #expect(reader.description.rate == 250 && reader.description.assumptions.isEmpty, "\(begin)")
    }
    let nights = ["2024-02-28 23:59:59.996", "2024-02-29T00:00:00Z", "2024-02-29 00:00:00,004"]
    let night = try open("ecg;when\n" + nights.map { "1;\($0)\n" }.joined())
    #expect(night.description.rate == 250 && night.description.channels.map(\.name) == ["ecg"])
    let error = #expect(throws: WaveformError.self) { try timed("time") { _ in "Mon 3" } }
    #expect(error?.line == 2 && error?.field == "time" && error?.expected?.contains("2024-01-31 12:30:00.004") == true)
  }

  @Test func timesThatStandStillOrLackARowAreRefusedUnlessTheRateIsGiven() throws {
    func still(_ row: Int) -> String { "2024-01-31 12:30:0\(row / 25)" }
    func torn(_ row: Int) -> String { "\(Double(row < 9 ? row : row + 5) / 250)" }
    func empty(_ row: Int) -> String { row == 9 ? "" : "\(Double(row) / 250)" }
    for (time, line) in [(still, 3), (torn, 11), (empty, 11)] as [((Int) -> String, Int)] {
      let error = #expect(throws: WaveformError.self) { try timed("time", time) }
      #expect(error?.line == line && error?.field == "time" && error?.message == "the times are not evenly spaced")
      let given = try timed("time", rate: 250, time)
      #expect(given.description.rate == 250)
      #expect(given.description.assumptions.map(\.line) == [line])
    }
    let lost = #expect(throws: WaveformError.self) { try timed("sample") { "\($0 < 9 ? $0 : $0 + 5)" } }
    #expect(lost?.line == 11)
  }

  @Test func theRateThatATableSaysHolds() throws {
    let reader = try timed("time", rate: 500) { "\(Double($0) / 250)" }
    #expect(reader.description.rate == 250)
    #expect(reader.description.assumptions.first?.message.contains("the one that was given is passed over") == true)
    #expect(try timed("time", rate: 250) { "\(Double($0) / 250)" }.description.assumptions.isEmpty)
  }

  @Test func whatIsWrittenSlowlyIsReadSlowly() throws {
    let folder = try TemporaryFolder()
    for rate in [0.25, 4, 10, 12.5, 360] {
      let recording = Recording(
        name: "r", rate: rate, leads: [.init(name: "II", samples: (0..<30).map { Float(($0 * 37) % 100) })])
      try recording.writeCSV(to: folder.file("r.csv"))
      let again = try RecordReader(folder.file("r.csv")).read()
      #expect(again.rate == rate && again.assumptions.isEmpty && again.leads == recording.leads)
    }
  }
}
