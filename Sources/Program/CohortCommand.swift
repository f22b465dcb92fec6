import Cohorts
import CommandLineKit
import Waveforms

/// `einthoven cohort`: prints what a database holds.
enum CohortCommand {
  private static let name = Argument("NAME[,KEY=VALUE…]:PATH", .file, "the kind of database, and where it is")
  private static let json = Option(flag: "json", "print one line of JSON")
  private static let listsExamples = Option(
    flag: "examples", "print one line of JSON an example: its patient, labels and fold; no samples are read")

  static let command = Command(
    "cohort", "print what a database holds: labels, patients, folds, faults",
    examples: [
      .init("einthoven cohort mitdb:/data/mitdb", "beats by AAMI group"),
      .init("einthoven cohort ptb-xl,task=superdiagnostic:/data/ptb-xl", "five classes, ten folds"),
      .init("einthoven cohort csv:/data/mine/index.csv --json", "one's own recordings"),
    ],
    arguments: [name], options: [json, listsExamples],
    notes: "Names:\n" + CohortLoaders.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"),
    exits: [(.success, "all records were read"), (.failedData, "some were refused")]
  ) { call in
    let cohort = try Cohort.load(call[name])
    if call[listsExamples] {
      for example in cohort.examples { call.console.print(example.json) }
      for note in cohort.notes { call.console.note("note: \(note)") }
      return .success
    }
    let report = CohortReport(cohort)
    call.console.print(call[json] ? try report.json : report.text(calling: LabelNames(cohort.vocabulary)))
    return report.refused.isEmpty ? .success : .failedData
  }
}
