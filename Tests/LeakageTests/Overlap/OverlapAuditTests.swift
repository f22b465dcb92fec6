import Cohorts
import Interchange
import Testing
import Waveforms

@testable import Leakage

@Suite struct OverlapAuditTests {
  @Test func patientsApartAreClean() throws {
    let cohort = Made.cohort((0..<6).map { Made.example(Made.recording($0), id: "r\($0)", patient: "p\($0)") })
    let split = Made.split(cohort, [("train", ["r0", "r1", "r2", "r3"]), ("test", ["r4", "r5"])])
    let report = try #require(try OverlapAudit(of: cohort, split: split).run())
    #expect(report.verdict == .clean)
    #expect(report.pairs.isEmpty && report.duplicates.isEmpty && report.reasons.isEmpty && report.advice.isEmpty)
    #expect(report.sides.map(\.patients) == [4, 2])
    #expect(report.counts.compared == 6)
    #expect(report.words.hasPrefix("Clean: "))
  }

  @Test func aPatientOnBothSidesLeaks() throws {
    let cohort = Made.cohort([
      Made.example(Made.recording(0), id: "a", patient: "p"), Made.example(Made.recording(1), id: "b", patient: "p"),
      Made.example(Made.recording(2), id: "c", patient: "q"),
    ])
    let split = Made.split(cohort, [("train", ["a", "c"]), ("test", ["b"])])
    let report = try #require(try OverlapAudit(of: cohort, split: split).run())
    #expect(report.verdict == .leaking)
    #expect(report.pairs.map(\.kind) == [.patient])
    #expect(report.pairs[0].patient == "made p")
    #expect([report.pairs[0].first.side, report.pairs[0].second.side] == ["train", "test"])
    #expect(report.counts.patients == 1)
  }

  @Test func windowsOfOneRecordOnBothSidesLeak() throws {
    let recording = Made.recording(0)
    let cohort = Made.cohort([
      Made.example(recording, id: "w0", patient: "p", samples: 0..<500),
      Made.example(recording, id: "w1", patient: "p", samples: 500..<1000),
      Made.example(Made.recording(1), id: "b", patient: "q"),
    ])
    let split = Made.split(cohort, [("train", ["w0", "b"]), ("test", ["w1"])])
    let report = try #require(try OverlapAudit(of: cohort, split: split).run())
    #expect(report.pairs.map(\.kind) == [.record])
    #expect(report.counts.sharedRecords == 1 && report.counts.patients == 1 && report.counts.records == 2)
  }

  @Test func unknownPatientsCannotBeVerified() throws {
    let cohort = Made.cohort([
      Made.example(Made.recording(0), id: "a"), Made.example(Made.recording(1), id: "b", patient: "q"),
    ])
    let split = Made.split(cohort, [("train", ["a"]), ("test", ["b"])])
    let report = try #require(try OverlapAudit(of: cohort, split: split).run())
    #expect(report.verdict == .cannotVerify)
    #expect(report.counts.unknownPatients == 1)
    #expect(report.reasons.count == 1 && report.reasons[0].hasPrefix("1 of 2 examples"))
  }

  @Test func aCopyOnTheSameSideIsNoLeak() throws {
    var copy = Made.recording(0)
    for i in copy.leads.indices { copy.leads[i].samples = copy.leads[i].samples.map { 2 * $0 } }
    let cohort = Made.cohort([
      Made.example(Made.recording(0), id: "a", patient: "p"), Made.example(copy, id: "b", patient: "p"),
      Made.example(Made.recording(1), id: "c", patient: "q"),
    ])
    let split = Made.split(cohort, [("train", ["a", "b"]), ("test", ["c"])])
    let report = try #require(try OverlapAudit(of: cohort, split: split).run())
    #expect(report.verdict == .clean)
    #expect(report.duplicates.map(\.kind) == [.identical] && report.counts.withinOneSide == 1)
  }

  @Test func twoCohortsShareARecordingUnderTwoNames() throws {
    let tested = Made.cohort([Made.example(Made.recording(3), id: "x")], name: "here")
    let slow = try Made.recording(3).resampled(to: 100)
    let trained = Made.cohort(
      [Made.example(slow, id: "y"), Made.example(Made.recording(4), id: "z")], name: "there")
    let report = try #require(OverlapAudit(of: tested, against: trained).run())
    #expect(report.verdict == .leaking)
    #expect(report.pairs.count == 1 && report.pairs[0].kind == .identical)
    #expect(report.pairs[0].first == .init(side: "here", record: "x", examples: 1))
    #expect(report.pairs[0].second == .init(side: "there", record: "y", examples: 1))
  }

  @Test func patientsOfTwoDatabasesCannotBeToldByName() throws {
    let one = Made.cohort([Made.example(Made.recording(3), id: "x", patient: "1")], name: "here")
    let other = Made.cohort([Made.example(Made.recording(4), id: "y", patient: "1")], name: "there")
    let report = try #require(OverlapAudit(of: one, against: other).run())
    #expect(report.verdict == .cannotVerify && report.reasons.count == 1)
    let same = try #require(OverlapAudit(of: one, against: Made.cohort(other.examples, name: "here")).run())
    #expect(same.pairs.map(\.kind) == [.patient])
  }

  @Test func patientsOfTwoTablesAreOneOnlyWhereOneNumbersThem() throws {
    var one = Made.cohort([Made.example(Made.recording(3), id: "x", patient: "1")], name: "csv index")
    var other = Made.cohort([Made.example(Made.recording(4), id: "y", patient: "1")], name: "csv index")
    (one.registry, other.registry) = ("/a", "/b")
    let apart = try #require(OverlapAudit(of: one, against: other).run())
    #expect(apart.verdict == .cannotVerify && apart.pairs.isEmpty)
    other.registry = "/a"
    let together = try #require(OverlapAudit(of: one, against: other).run())
    #expect(together.verdict == .leaking && together.pairs.map(\.patient) == ["csv 1"])
  }

  @Test func aLikenessOfTwoKnownPatientsIsNotCalledALeak() throws {
    func audit(_ kind: MadeCopy, patients: [String?]) throws -> OverlapReport {
      let copy = try kind(Made.recording(0), seed: 1)
      let cohort = Made.cohort([
        Made.example(Made.recording(0), id: "a", patient: patients[0]),
        Made.example(copy, id: "b", patient: patients[1]),
      ])
      return try #require(
        try OverlapAudit(of: cohort, split: Made.split(cohort, [("train", ["a"]), ("test", ["b"])])).run())
    }
    let changed = try audit(.narrowed, patients: ["p", "q"])
    #expect(changed.verdict == .cannotVerify && changed.counts.disputed == 1 && changed.counts.near == 0)
    #expect(changed.pairs.first?.why.contains("said to be of two: made p and made q") == true)
    #expect(changed.words.contains("look like copies"))
    #expect(try audit(.narrowed, patients: ["p", nil]).verdict == .leaking)
    #expect(try audit(.scaled, patients: ["p", "q"]).verdict == .leaking)
  }

  @Test func oneSideIsNoSplit() throws {
    let cohort = Made.cohort([Made.example(Made.recording(0), id: "a", patient: "p")])
    for parts in [[], [("train", ["a"])], [("train", ["a"]), ("test", [])]] {
      let report = try #require(try OverlapAudit(of: cohort, split: Made.split(cohort, parts)).run())
      #expect(report.verdict == .cannotVerify && report.reasons.last?.contains("one side") == true)
    }
  }

  @Test func aSignalThatWasNotComparedLeavesADoubt() throws {
    let flat = Recording(
      name: "flat", rate: 100, leads: [.init(name: "II", samples: [Float](repeating: 0, count: 1000))])
    let cohort = Made.cohort([
      Made.example(flat, id: "flat", patient: "p"), Made.example(Made.recording(1), id: "b", patient: "q"),
    ])
    let split = Made.split(cohort, [("train", ["flat"]), ("test", ["b"])])
    let report = try #require(try OverlapAudit(of: cohort, split: split).run())
    #expect(report.verdict == .cannotVerify && report.reasons.count == 1)
  }

  @Test func foldsAreAuditedTogether() throws {
    let cohort = Made.cohort((0..<4).map { Made.example(Made.recording($0), id: "r\($0)", patient: "p\($0 / 2)") })
    let first = Made.split(cohort, [("train", ["r0", "r1"]), ("test", ["r2", "r3"])])
    let second = Made.split(cohort, [("train", ["r2"]), ("test", ["r3"])])
    let report = try #require(try OverlapAudit(of: cohort, splits: [first, second]).run())
    #expect(report.pairs.map(\.fold) == ["fold 2"])
  }

  @Test func aSplitOfAnotherCohortIsRefused() {
    let cohort = Made.cohort([Made.example(Made.recording(0), id: "a")])
    let split = Made.split(cohort, [("train", ["a"]), ("test", ["elsewhere"])])
    #expect { try OverlapAudit(of: cohort, split: split) } throws: { error in
      (error as? FileError)?.found == "elsewhere"
    }
  }

  @Test func whatCannotBeComparedIsNamed() throws {
    let flat = Recording(
      name: "flat", rate: 100, leads: [.init(name: "II", samples: [Float](repeating: 0, count: 1000))])
    let short = Recording(name: "short", rate: 100, leads: [.init(name: "II", samples: [0, 1, 0, 1])])
    let slow = Recording(name: "slow", rate: 2, leads: [.init(name: "II", samples: [0, 1, 0, 1])])
    let empty = Recording(name: "empty", rate: 100, leads: [])
    let broken = Example(id: "broken", source: .file("/nowhere/r1"))
    let made = [flat, short, slow, empty].map { Made.example($0, id: $0.name) } + [broken]
    let cohort = Made.cohort(made)
    let split = Made.split(cohort, [("train", ["flat", "short", "slow"]), ("test", ["empty", "broken"])])
    let report = try #require(try OverlapAudit(of: cohort, split: split).run())
    #expect(report.notCompared.map(\.record) == ["flat", "short", "slow", "empty", "broken"])
    #expect(report.verdict == .cannotVerify && report.counts.compared == 0)
  }

  @Test func whatTakesTooLongIsNotDoneAndSaid() throws {
    let near = try MadeCopy.narrowed(Made.recording(0), seed: 1)
    let cohort = Made.cohort([
      Made.example(Made.recording(0), id: "a", patient: "p"), Made.example(Made.recording(1), id: "b", patient: "q"),
      Made.example(near, id: "near", patient: "r"),
    ])
    let split = Made.split(cohort, [("train", ["a", "b"]), ("test", ["near"])])
    let audit = try OverlapAudit(of: cohort, split: split)
    #expect(audit.run()?.counts.disputed == 1 && audit.run()?.isShortened == nil)
    // Three leads of three recordings of ten seconds.
    #expect(audit.run(effort: .init(leadSeconds: 90)) == audit.run())
    let short = try #require(audit.run(effort: .init(leadSeconds: 89)))
    #expect(short.verdict == .cannotVerify && short.counts.disputed == 0 && short.isShortened == true)
    #expect(short.reasons.last?.contains("were not looked for") == true && short.counts.compared == 3)
    // The same samples are always found.
    var same = cohort
    same.examples[2] = Made.example(Made.recording(0), id: "near", patient: "r")
    let found = try #require(try OverlapAudit(of: same, split: split).run(effort: .init(leadSeconds: 0)))
    #expect(found.verdict == .leaking && found.pairs.map(\.kind) == [.identical])
    // What holds nothing is no copy of another that holds nothing.
    let flat = Recording(
      name: "flat", rate: 100, leads: [.init(name: "II", samples: [Float](repeating: 0, count: 1000))])
    let empty = Made.cohort(["a", "b"].map { Made.example(flat, id: $0, patient: $0) })
    let parts = Made.split(empty, [("train", ["a"]), ("test", ["b"])])
    let nothing = try #require(try OverlapAudit(of: empty, split: parts).run(effort: .init(leadSeconds: 0)))
    #expect(nothing.pairs.isEmpty && nothing.notCompared.count == 2)
  }

  @Test func ofAnotherCohortOnlySoMuchIsRead() throws {
    let tested = Made.cohort([Made.example(Made.recording(0), id: "x")], name: "here")
    let many = (1...130).map { number in
      Made.example(Made.recording(number % 3 + 1, seconds: 2), id: "y\(number)")
    }
    let audit = OverlapAudit(of: tested, against: Made.cohort(many, name: "there"))
    let short = try #require(audit.run(effort: .init(leadSeconds: 200)))
    #expect(short.isShortened == true)
    #expect(short.reasons.contains { $0.contains("2 records that networks learnt from before were not read") })
  }

  @Test func itStopsWhenTold() throws {
    let cohort = Made.cohort([Made.example(Made.recording(0), id: "a")])
    let audit = try OverlapAudit(of: cohort, split: Made.split(cohort, [("train", ["a"]), ("test", [])]))
    #expect(audit.run(shouldStop: { true }) == nil)
  }

  @Test func oneThreadAndThreeSayTheSame() throws {
    var examples = (0..<8).map { Made.example(Made.recording($0), id: "r\($0)") }
    examples.append(Made.example(try Made.recording(2).resampled(to: 250), id: "copy"))
    let cohort = Made.cohort(examples)
    let split = Made.split(cohort, [("train", (0..<8).map { "r\($0)" }), ("test", ["copy"])])
    let audit = try OverlapAudit(of: cohort, split: split)
    #expect(audit.run(threads: 1) == audit.run(threads: 3))
  }
}
