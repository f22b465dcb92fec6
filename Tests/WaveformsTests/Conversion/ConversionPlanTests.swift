import Interchange
import Testing

@testable import Waveforms

@Suite struct ConversionPlanTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let recording = Recording(name: "r", rate: 100, leads: [.init(name: "II", samples: [0, 1, 2])])
    try AtomicFile.makeFolder(folder.file("in/deep"))
    try WFDBWriter.write(recording, to: folder.file("in"))
    try recording.writeCSV(to: folder.file("in/deep/s.csv"))
    return folder
  }

  private func words(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch { return "\(error)" }
  }

  @Test func aFolderKeepsItsSubfolders() throws {
    let folder = try folder()
    var plan = try ConversionPlan([folder.file("in")], to: folder.file("out/"), format: .npy, overwrites: false)
    #expect(plan.steps.map(\.target) == [folder.file("out/r"), folder.file("out/deep/s")])
    for step in plan.steps {
      _ = try plan.carryOut(step, of: RecordReader(step.source), by: Conversion(to: plan.format))
    }
    #expect(FileAccess.kind(folder.file("out/deep/s.npy")) == .file)
    let again = words {
      _ = try ConversionPlan([folder.file("in")], to: folder.file("out"), format: .npy, overwrites: false)
    }
    #expect(again.contains("is there already: --force writes over it"), "\(again)")
    _ = try ConversionPlan([folder.file("in")], to: folder.file("out"), format: .npy, overwrites: true)
  }

  /// A name that a header cannot carry is another: that must not be found out when a record is written over.
  @Test func namesAreThoseThatAreWritten() throws {
    let folder = try folder()
    let text = Array("time,II\n0,0.1\n0.01,0.2\n0.02,0.4\n".utf8)
    try AtomicFile.write(text, to: folder.file("x y.csv"))
    let plan = try ConversionPlan([folder.file("x y.csv")], to: folder.file("out"), format: .wfdb, overwrites: false)
    #expect(plan.steps.map(\.target) == [folder.file("out/x_y")] && plan.renamed == plan.steps)
    try AtomicFile.write(text, to: folder.file("x_y.csv"))
    let both = [folder.file("x y.csv"), folder.file("x_y.csv")]
    let said = words { _ = try ConversionPlan(both, to: folder.file("out"), format: .wfdb, overwrites: false) }
    #expect(said.contains("two records would become one"), "\(said)")
    #expect(try ConversionPlan(both, to: folder.file("out"), format: .csv, overwrites: false).renamed.isEmpty)
  }

  @Test func theNameOfAFileSaysItsFormat() throws {
    let folder = try folder()
    let plan = try ConversionPlan([folder.file("in/r")], to: folder.file("x.edf"), format: nil, overwrites: false)
    #expect(plan.format == .edf && plan.steps.map(\.target) == [folder.file("x")])
    try AtomicFile.makeFolder(folder.file("none"))
    for (sources, out, format, expected) in [
      (["in"], "x.csv", nil, "one file cannot hold several records"),
      (["in/r"], "x.csv", .npy, "the name means another format"),
      (["in/r", "in/r.hea"], "out", nil, "two records would become one"),
      (["in/none"], "out", nil, "there is no such record"),
      (["in/r"], "in", nil, "this is the record itself"),
      (["in/r", "none"], "out", nil, "there are no records in this folder"),
    ] as [([String], String, Conversion.Format?, String)] {
      let said = words {
        _ = try ConversionPlan(sources.map(folder.file), to: folder.file(out), format: format, overwrites: true)
      }
      #expect(said.contains(expected), "\(said)")
    }
  }

  private func plan(_ folder: TemporaryFolder, _ key: String = "k", overwrites: Bool = false) throws -> ConversionPlan {
    try ConversionPlan(
      [folder.file("in")], to: folder.file("out"), format: .csv, overwrites: overwrites, goingOnBy: key)
  }

  private func carryOutFirst(_ plan: inout ConversionPlan) throws {
    _ = try plan.carryOut(plan.steps[0], of: RecordReader(plan.steps[0].source), by: Conversion(to: .csv))
  }

  @Test(arguments: [false, true])
  func aStoppedConversionGoesOn(overwrites: Bool) throws {
    let folder = try folder()
    var first = try plan(folder, overwrites: overwrites)
    try carryOutFirst(&first)
    // What a killed process was in the middle of.
    try AtomicFile.write([1], to: folder.file("out/.2147483646.1.part"))
    try AtomicFile.write([1], to: folder.file("out/mine.part"))
    var second = try plan(folder, overwrites: overwrites)
    #expect(second.doneBefore == 1 && second.steps.map(\.target) == [folder.file("out/deep/s")])
    #expect(try FileAccess.list(folder.file("out")).files.filter { $0.hasSuffix(".part") } == ["mine.part"])
    try carryOutFirst(&second)
    second.end()
    #expect(try FileAccess.list(folder.file("out")).files == ["mine.part", "r.csv"])
    let again = words { _ = try plan(folder) }
    #expect(again.contains("is there already: --force writes over it"), "\(again)")
  }

  @Test func onlyWhatThisConversionWroteIsPassedOver() throws {
    let folder = try folder()
    var first = try plan(folder)
    try carryOutFirst(&first)
    let another = words { _ = try plan(folder, "another") }
    #expect(another.contains("is there already: --force writes over it"), "\(another)")
    #expect(try plan(folder, overwrites: true).doneBefore == 0)
    // Somebody's own file in the record's place is no longer what was written, though it may be as long.
    let bytes = try FileAccess.read(folder.file("out/r.csv"))
    try AtomicFile.write(bytes.reversed(), to: folder.file("out/r.csv"))
    #expect(try plan(folder).doneBefore == 0)
  }

  @Test func whatLiesWithinTheSourceIsNoSource() throws {
    let folder = try folder()
    for expected in [0, 1] {
      var plan = try ConversionPlan(
        [folder.file("in")], to: folder.file("in/out"), format: .npy, overwrites: false, goingOnBy: "k")
      #expect(plan.doneBefore == expected && plan.steps.count == 2 - expected)
      _ = try plan.carryOut(plan.steps[0], of: RecordReader(plan.steps[0].source), by: Conversion(to: .npy))
    }
  }
}
