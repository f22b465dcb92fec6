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
    let plan = try ConversionPlan([folder.file("in")], to: folder.file("out/"), format: .npy, overwrites: false)
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
}
