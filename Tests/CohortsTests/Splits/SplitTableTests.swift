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

  private func split(_ table: String, allowsRepeats: Bool = false) throws(FileError) -> Split {
    let path = "\(folder.path)/split.csv"
    try AtomicFile.write(Array(table.utf8), to: path)
    return try Split(reading: path, of: cohort, allowsRepeats: allowsRepeats)
  }

  @Test func aRecordStandsForItsExamples() throws {
    let split = try split("part,record,who\ntrain,a,x\ntest,b,y\n")
    #expect(
      split.parts == [.init(name: "train", examples: ["a#0-9", "a#9-18"]), .init(name: "test", examples: ["b"])])
    #expect(try split.places(of: "train", in: cohort) == [0, 1] && split.notes.isEmpty)
  }

  @Test func anExampleStandsByItsId() throws {
    let split = try split("record,part\na#0-9,train\na#9-18,test\nb,\n")
    #expect(split.parts.map(\.examples) == [["a#0-9"], ["a#9-18"]])
    #expect(split.notes == ["1 example in no part"])
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
