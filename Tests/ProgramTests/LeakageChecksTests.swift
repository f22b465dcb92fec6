import Cohorts
import CommandLineKit
import GoldenFiles
import Interchange
import Learning
import Synchronization
import Testing

@testable import Program

/// What a run's and an evaluation's reports say of recordings that stand on both sides under two names.
@Suite struct LeakageChecksTests {
  private func run(_ words: String...) -> (exit: Exit, output: String, errors: String) {
    let output = Mutex("")
    let errors = Mutex("")
    let exit = Main.application().run(
      words,
      console: Console(
        output: Screen(isTerminal: false, isColoured: false, width: 80) { text in output.withLock { $0 += text } },
        errors: Screen(isTerminal: false, isColoured: false, width: 80) { text in errors.withLock { $0 += text } }))
    return (exit, output.withLock { $0 }, errors.withLock { $0 })
  }

  /// Eight made recordings, and a copy of the first in a folder of its own and of another patient.
  private func made() throws -> (folder: TemporaryFolder, records: [String]) {
    let folder = try TemporaryFolder()
    _ = run("synthesize", folder("made"), "--patients", "8", "--seconds", "8", "--leads", "II", "--rate", "100")
    let index = String(decoding: try FileAccess.read(folder("made/index.csv")), as: UTF8.self)
    let records = index.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").first.map(String.init)
    }
    try AtomicFile.makeFolder(folder("made/copy"))
    let inside = records[0].split(separator: "/").dropLast().joined(separator: "/")
    let name = records[0].split(separator: "/").last.map(String.init) ?? ""
    let place = folder("made" + (inside.isEmpty ? "" : "/" + inside))
    for file in try FileAccess.list(place).files where file.hasPrefix(name + ".") {
      try AtomicFile.write(FileAccess.read("\(place)/\(file)"), to: folder("made/copy/\(file)"))
    }
    return (folder, records + ["copy/\(name)"])
  }

  private func page(_ path: String) throws -> String { String(decoding: try FileAccess.read(path), as: UTF8.self) }

  @Test func aCopyIsFoundByTheReportAsByTheAudit() throws {
    let (folder, records) = try made()
    let rows = records.enumerated().map { "\($1),p\($0),\($0 % 2 == 0 ? "N" : "V")\n" }
    try AtomicFile.write(Array(("record,patient,labels\n" + rows.joined()).utf8), to: folder("made/mine.csv"))
    let parts = records.enumerated().map { "\($1),\($0 < 6 ? "train" : "test")\n" }
    try AtomicFile.write(Array(("record,part\n" + parts.joined()).utf8), to: folder("split.csv"))
    let cohort = "csv:" + folder("made/mine.csv")
    let trained = run(
      "train", cohort, "--network", "lead", "--epochs", "1", "--split-file", folder("split.csv"), "-o", folder("run"))
    #expect(trained.exit == .success)
    #expect(trained.errors.contains("mind: Leaking: 1 pair of copied recordings stands on both sides."))
    let report = try page(folder("run/report.html"))
    #expect(report.contains("✗ Copied recordings are on both sides"))
    #expect(report.contains("einthoven audit \(cohort) --split \(folder("run"))"))
    #expect(run("audit", cohort, "--split", folder("run")).exit == .leaking)

    // Under another name it is not another recording.
    try AtomicFile.makeFolder(folder("elsewhere"))
    let there = [records[1], records[8]].enumerated().map { "\(folder("made"))/\($1),q\($0),\($0 == 0 ? "N" : "V")\n" }
    try AtomicFile.write(Array(("record,patient,labels\n" + there.joined()).utf8), to: folder("elsewhere/other.csv"))
    let other = "csv:" + folder("elsewhere/other.csv")
    let plain = run("evaluate", folder("run"), other)
    #expect(plain.output.contains("whether recordings stand in both was not looked at: 'einthoven audit COHORT"))
    let judged = run("evaluate", folder("run"), other, "-o", folder("judged"))
    #expect(judged.output.contains("compared with what the network learnt from: Leaking: "))
    #expect(!judged.output.contains("not looked at"))
    #expect(try page(folder("judged/report.html")).contains("✗ What is judged on was learnt from"))
  }

  @Test func aStrangePartIsToldByTheAudit() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write(Array("record,part\nP0-0,train\nP1-0,tets\n".utf8), to: folder("split.csv"))
    let audited = run("audit", "synthetic,patients=2,seconds=4:5", "--split", folder("split.csv"))
    #expect(audited.exit == .success)
    #expect(audited.errors.contains("takes no part 'tets', only train, validation, test; did you mean 'test'?"))
  }

  @Test func whatARefusedRecordCallsForIsSaid() {
    func advice(_ step: String, _ command: String) -> String? {
      Advice.advice(on: LearningError.recipe(.step(record: "102", step: step, message: "")), words: [command])
    }
    #expect(advice("leads", "evaluate") == "--drop-lacking leaves out records that lack a lead")
    #expect(advice("window", "rank") == "--drop-unusable leaves out records that the recipe refuses")
    #expect(advice("leads", "predict") == nil)
  }
}
