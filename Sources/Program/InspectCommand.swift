import Cohorts
import CommandLineKit
import Interchange
import Learning
import Studies
import Waveforms

/// `einthoven inspect`: prints what recordings and cohorts hold, and what a checkpoint is.
enum InspectCommand {
  private static let paths = Argument(
    repeated: "PATH", .file,
    "a record, a folder of them, a cohort by NAME:PATH, a checkpoint, a run's folder, or '-' for a record through a pipe"
  )
  private static let json = Option(flag: "json", "print one line of JSON a record; of a checkpoint its card")
  private static let all = Option(
    flag: "all", "of a folder, all of each record, not the first \(FolderSummary.listed) in a line each")
  private static let strict = Option(flag: "strict", "refuse records whose checksums do not match")

  static let command = Command(
    "inspect", "print what recordings and cohorts hold, or what a checkpoint is",
    examples: [
      .init("einthoven inspect mitdb/100", "one record, for people"),
      .init("einthoven inspect ptb-xl/records100 --json", "a folder, one line of JSON a record"),
      .init("einthoven inspect a.mat --rate 500", "a file that does not say its rate"),
      .init("einthoven inspect run/model.safetensors", "a network: its card and its layers"),
      .init("einthoven inspect mitdb:/data/mitdb", "a database, as 'einthoven cohort' does"),
    ],
    arguments: [paths], options: [json, all, CommonOptions.rate, CommonOptions.columns, strict],
    exits: [(.success, "all were read"), (.failedData, "some were refused")]
  ) { call in
    if call[json] { try call.refuse(all, because: "--json prints all of each record") }
    var options = call.reading
    options.isStrict = call[strict]
    let inspector = FolderInspector(options: options)
    var refused = 0
    for path in call[paths] {
      if path == "-" || FileAccess.kind(path) == .other {
        let inspection = try RecordInspection(RecordPaths.reader(path, options, call.console))
        call.console.print(call[json] ? inspection.json : inspection.text(calling: LabelNames.snomed.beside))
        continue
      }
      if CohortLoaders.isSpecification(path) {
        let cohort = try Cohort.load(path)
        let report = CohortReport(cohort)
        call.console.print(call[json] ? try report.json : report.text(calling: LabelNames(cohort.vocabulary)))
        refused += report.refused.count
        continue
      }
      let checkpoints = RunFolder.checkpoints(at: path)
      for checkpoint in checkpoints where !show(checkpoint: checkpoint, call) { refused += 1 }
      if !checkpoints.isEmpty { continue }
      refused += show(recordsAt: path, inspector, call)
      if !call[json], let strip = strip(path, options, call.console.output) { call.console.print(strip) }
    }
    return refused == 0 ? .success : .failedData
  }

  /// Prints what a checkpoint is; returns whether it could be read whole.
  private static func show(checkpoint path: String, _ call: Call) -> Bool {
    do throws(FileError) {
      let checkpoint = try Checkpoint(reading: path)
      call.console.print(call[json] ? try checkpoint.card.json() : checkpoint.text)
      return true
    } catch {
      if call[json] { call.console.print(RecordInspection.refusal(record: path, error: error)) }
      call.complain(error)
      return false
    }
  }

  /// Prints the records at a path: one whole, of several what they hold together first; returns how many were refused.
  private static func show(recordsAt path: String, _ inspector: FolderInspector, _ call: Call) -> Int {
    let names = LabelNames.snomed
    var summary = FolderSummary(path)
    var texts: [String] = []
    var line = ProgressLine(call.console)
    var refusals = Refusals(call)
    let refused = inspector.inspect(path, report: { line.show("reading", done: $0, of: $1, unit: "records") }) {
      outcome in
      switch outcome {
      case .passedOver(let files):
        call.note(passedOver: files)
        return
      case .read(let inspection):
        if call[json] { call.console.print(inspection.json) }
        if call[all] { texts.append(inspection.text(calling: names.beside)) }
      case .refused(let record, let error):
        line.end()
        if call[json] { call.console.print(RecordInspection.refusal(record: record, error: error)) }
        refusals.add(error, of: record)
      }
      if !call[json] { summary.add(outcome) }
    }
    line.end()
    refusals.end()
    if let only = summary.only {
      call.console.print(only.text(calling: names.beside))
    } else if !summary.isEmpty {
      call.console.print(summary.text(listsRecords: !call[all], calling: names.beside))
      for text in texts { call.console.print(text) }
    }
    return refused
  }

  /// Draws the first seconds of a single record, for a person at a terminal.
  private static func strip(_ path: String, _ options: RecordReader.Options, _ screen: Screen) -> String? {
    guard screen.isTerminal, let reader = try? RecordReader(path, options: options),
      let picture = try? RecordPicture(reader, RecordPicture.Choice())
    else { return nil }
    return picture.strip(columns: min(100, screen.width - 4)).map { "  " + $0 }.joined(separator: "\n")
  }
}
