import Interchange
import Testing
import Waveforms

@testable import Cohorts

@Suite struct SplitTableTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Two examples cut from one record, and one of another.
  private var cohort: Cohort {
    let examples = ["a#0-9", "a#9-18", "b"].map { id in
      Example(
        id: id, record: String(id.prefix(1)),
        source: .memory(Recording(name: String(id.prefix(1)), rate: 100, leads: [])))
    }
    return Cohort(name: "made", vocabulary: Vocabulary(name: "none", system: .local, terms: []), examples: examples)
  }

  /// The same examples, of known patients.
  private func cohort(patients: [String]) -> Cohort {
    var cohort = cohort
    for place in cohort.examples.indices { cohort.examples[place].patient = .known(patients[place]) }
    return cohort
  }

  private func split(
    _ table: String, of other: Cohort? = nil, named names: [String]? = nil, allowsRepeats: Bool = false
  ) throws(FileError) -> Split {
    let path = "\(folder.path)/split.csv"
    try AtomicFile.write(Array(table.utf8), to: path)
    return try Split(reading: path, of: other ?? cohort, named: names, allowsRepeats: allowsRepeats)
  }

  @Test func aRecordStandsForItsExamples() throws {
    let split = try split("part,record,who\ntrain,a,x\ntest,b,y\n")
    #expect(
      split.parts == [.init(name: "train", examples: ["a#0-9", "a#9-18"]), .init(name: "test", examples: ["b"])])
    #expect(try split.places(of: "train", in: cohort) == [0, 1] && split.notes.count == 1)
    #expect(split.notes[0].hasPrefix("3 of 3 examples are of unknown patients: their records were kept whole"))
  }

  @Test func anExampleStandsByItsId() throws {
    let split = try split("record,part\na#0-9,train\na#9-18,test\nb,\n", of: cohort(patients: ["p", "p", "q"]))
    #expect(split.parts.map(\.examples) == [["a#0-9"], ["a#9-18"]])
    #expect(split.notes == ["1 known patient is in more than one part", "1 example in no part"])
    #expect(split.crossingPatients == ["p"])
  }

  @Test func whatATableKeepsTogetherIsSeenInIt() throws {
    let (whole, divided) = ("record,part\na,train\nb,test\n", "record,part\na#0-9,train\na#9-18,test\nb,test\n")
    #expect(try split(whole, of: cohort(patients: ["p", "p", "q"])).unit == .patient)
    #expect(try split(whole).unit == .record)
    let crossing = try split(whole, of: cohort(patients: ["p", "p", "p"]))
    #expect(crossing.unit == .record && crossing.crossingPatients == ["p"])
    #expect(try split(divided).unit == .example)
    #expect(try split(divided, of: cohort(patients: ["p", "p", "q"])).unit == .example)
  }

  @Test func aPartThatNobodyLooksAtIsRefused() throws {
    let names = ["train", "validation", "test"]
    let table = "record,part\na,train\nb,tets\n"
    #expect(try split(table).parts.map(\.name) == ["train", "tets"])
    #expect {
      try self.split(table, named: names)
    } throws: { error in
      guard let error = error as? FileError else { return false }
      return error.line == 3 && error.field == "part" && error.found == "tets"
        && error.expected == "train, validation, test"
    }
    let path = "\(folder.path)/split.json"
    try split(table).write(to: path)
    #expect(throws: Never.self) { try Split(reading: path, of: cohort) }
    #expect {
      try Split(reading: path, of: cohort, named: names)
    } throws: { ($0 as? FileError)?.found == "tets" }
  }

  @Test func whatIsWrongIsNamedByLine() throws {
    for (table, line) in [("record,part\na,train\nc,test\n", 3), ("record\na\n", 1)] {
      #expect { try self.split(table) } throws: { ($0 as? FileError)?.line == line }
    }
    #expect(throws: FileError.self) { try self.split("record,part\na,\n") }
    #expect(throws: FileError.self) { try self.split("") }
  }

  @Test func anExampleOfTwoPartsIsRefusedUnlessItIsLookedFor() throws {
    let table = "record,part\na,train\na#0-9,test\n"
    #expect { try self.split(table) } throws: { ($0 as? FileError)?.found == "a#0-9" }
    #expect(try split(table, allowsRepeats: true).parts.count == 2)
  }
}
