import Interchange
import Testing
import Waveforms

@testable import Cohorts

@Suite struct CohortReportTests {
  private func recording(_ name: String, _ leads: [[Float]]) -> Recording {
    Recording(
      name: name, rate: 100,
      leads: leads.enumerated().map { .init(name: LeadName.standard12[$0], samples: $1) })
  }

  private func wave(_ count: Int, _ phase: Int) -> [Float] { (0..<count).map { Float(($0 * 7 + phase) % 50) / 20 } }

  @Test func saysWhatIsOdd() throws {
    var made = cohort([
      ("r1", "p1", ["a", "b"]), ("r2", "p1", ["a"]), ("r3", nil, []), ("r4", nil, ["b"]), ("r5", "p2", ["a", "b"]),
    ])
    let gap = wave(400, 1).enumerated().map { $0 == 7 ? .nan : $1 }
    let signals = [
      [wave(400, 1), wave(400, 2)], [wave(400, 3), wave(400, 4)], [gap, [Float](repeating: .nan, count: 400)],
      [wave(400, 1), wave(400, 2)], [wave(300, 5), [Float](repeating: 0.5, count: 300)],
    ]
    for i in made.examples.indices { made.examples[i].source = .memory(recording("s\(i)", signals[i])) }
    made.examples[4].flags = ["known bad: made so"]
    var broken = made.examples[0]
    (broken.id, broken.record, broken.source) = ("r6", "r6", .file("/no/such/record"))
    made.examples.append(broken)
    let report = CohortReport(made)
    #expect(report.examples == 6 && report.records == 6)
    #expect(report.patients == 2 && report.unknownPatients == 2 && report.mostOfOnePatient == 3)
    #expect(report.labels.map(\.count) == [4, 4])
    #expect(report.unlabelled == 1)
    #expect(report.coOccurrence == [.init(labels: ["a", "b"], count: 3)])
    #expect(report.rates == [.init(name: "100.0", count: 5)])
    #expect(report.seconds == .init(shortest: 3, median: 4, longest: 4))
    #expect(report.missingLeads == [.init(name: "II", count: 1)])
    #expect(report.flatLeads == [.init(name: "II", count: 1)])
    #expect(report.recordsWithGaps == 1)
    #expect(report.duplicates == [["r1", "r4"]])
    #expect(report.flagged == [.init(record: "r5", remark: "known bad: made so")])
    #expect(report.refused.map(\.record) == ["r6"])
    #expect(try report.json == CohortReport(made, threads: 1).json)
    #expect(report.text.contains("records with the same samples: 1: r1 = r4"))
  }

  @Test func whatWasAssumedOfARecordIsSaid() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<50).map { "\($0 * 4),\(Double(($0 * 37) % 100) / 100)\n" }.joined()
    try AtomicFile.write(Array("time,II\n\(rows)".utf8), to: "\(folder.path)/a.csv")
    try AtomicFile.write(Array("record,patient\na.csv,1\n".utf8), to: "\(folder.path)/index.csv")
    let report = CohortReport(try Cohort.load("csv:\(folder.path)/index.csv"))
    #expect(report.rates == [.init(name: "250.0", count: 1)])
    #expect(report.flagged.map(\.record) == ["a.csv"])
    #expect(report.flagged.first?.remark.contains("taken for times in milliseconds, 250 Hz") == true)
    let given = CohortReport(try Cohort.load("csv,rate=500:\(folder.path)/index.csv"))
    #expect(given.rates == [.init(name: "500.0", count: 1)])
  }

  @Test func callsNumbersByTheirNamesForPeopleAlone() throws {
    var made = cohort([("r1", "p1", ["164889003", "59118001"]), ("r2", "p2", [])], codes: [])
    made.vocabulary = .snomed
    let report = CohortReport(made)
    let text = report.text(calling: LabelNames(made.vocabulary))
    #expect(text.contains("): 164889003 (atrial fibrillation) 1, 59118001 (right bundle branch block) 1\n"), "\(text)")
    #expect(text.contains("together: atrial fibrillation + right bundle branch block 1"), "\(text)")
    #expect(text.hasPrefix("made: 2 examples of 2 records\n") && text.contains("at most 1 example of one"))
    #expect(try report.text.contains("164889003 1") && !report.json.contains("fibrillation"))
  }

  @Test func bearsAnEmptyCohort() throws {
    let report = CohortReport(cohort([]))
    #expect(report.examples == 0 && report.seconds == nil)
    #expect(try report.json.contains("\"examples\":0"))
  }
}

@Suite struct BeatSurveyTests {
  @Test func addsUpRecords() throws {
    let folder = try TemporaryFolder()
    try folder.record("none")
    try folder.record("some", count: 900)
    try folder.annotations("some.atr", [("N", 100), ("N", 200), ("N", 200)])
    let survey = try BeatSurvey(at: folder.path)
    #expect(survey.records == 1 && survey.refused.isEmpty)
    #expect(survey.lines.map(\.leads) == ["lead 1", "together", "lead 1", "together"])
    for line in survey.lines { #expect(line.found + line.missed == 3) }
  }
}

@Suite struct CohortBeatsTests {
  @Test func cutsBeatsWithTheirPatients() throws {
    let synthesizer = Synthesizer(seed: 5, seconds: 20, hospitals: [SyntheticHospital(rate: 250)])
    let person = SyntheticPatient(seed: 5, number: 1, findings: [.normal])
    let recording = synthesizer.record(of: person, at: synthesizer.hospitals[0]).recording
    var made = cohort([("r1", "p1", ["a"]), ("r2", nil, ["a"])])
    made.examples[0].source = .memory(recording)
    made.examples[1].source = .memory(
      Recording(name: "other", rate: 250, leads: [.init(name: "V1", samples: [0, 1, 0])]))
    let beats = try made.extractingBeats(lead: "II")
    #expect(beats.count >= 12)
    #expect(beats.examples.allSatisfy { $0.patient == .known("p1") && $0.labels == ["N"] && $0.record == "r1" })
    #expect(beats.notes.contains("records without lead II left out: r2"))
    let recipe = Recipe([
      .leads(names: ["II"], absent: .refuse), .resample(rate: 125), .beats(extraction: BeatExtraction()),
    ])
    let prepared = try PreparedCohort(beats, recipe: recipe)
    let resampled = try Resampler(from: 250, to: 125)(try #require(recording[lead: "II"]).samples)
    let found = BeatExtraction()(resampled)
    for (index, beat) in found.prefix(5).enumerated() {
      let windows = try prepared.windows(of: index)
      #expect(windows.rate == 125 && windows.times == 187 && windows.count == 1)
      #expect(windows.values == beat.values)
    }
    #expect(try recipe(recording).count == found.count)
  }

  @Test func findsBeatsThatTakeTheirRecordsLabels() throws {
    let synthesizer = Synthesizer(seed: 6, seconds: 10, hospitals: [SyntheticHospital(rate: 500)])
    let person = SyntheticPatient(seed: 5, number: 1, findings: [.normal])
    var made = cohort([("r1", "p1", ["a"])])
    made.examples[0].source = .memory(synthesizer.record(of: person, at: synthesizer.hospitals[0]).recording)
    let beats = try made.findingBeats()
    #expect(beats.count >= 5 && beats.examples.allSatisfy { $0.labels == ["a"] && $0.patient == .known("p1") })
  }

  @Test func aLeadWithoutABeatIsRefusedByName() throws {
    let flat = Recording(
      name: "flat", rate: 125, leads: [.init(name: "II", samples: [Float](repeating: 0, count: 500))])
    #expect {
      try Recipe([.beats(extraction: BeatExtraction())])(flat)
    } throws: { "\($0)".contains("record flat, step beats: no beat was found") }
  }
}
