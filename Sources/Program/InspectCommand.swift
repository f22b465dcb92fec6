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
    arguments: [paths], options: [json, CommonOptions.rate, strict],
    exits: [(.success, "all were read"), (.failedData, "some were refused")]
  ) { call in
    var options = RecordReader.Options()
    options.isStrict = call[strict]
    options.rate = call[CommonOptions.rate]
    let inspector = FolderInspector(options: options)
    var refused = 0
    for path in call[paths] {
      if path == "-" || FileAccess.kind(path) == .other {
        let inspection = try RecordInspection(RecordPaths.reader(path, options, call.console))
        call.console.print(call[json] ? inspection.json : inspection.text)
        continue
      }
      if CohortLoaders.isSpecification(path) {
        let report = CohortReport(try Cohort.load(path))
        call.console.print(call[json] ? try report.json : report.text)
        refused += report.refused.count
        continue
      }
      let checkpoints = RunFolder.checkpoints(at: path)
      for checkpoint in checkpoints where !show(checkpoint: checkpoint, call) { refused += 1 }
      if !checkpoints.isEmpty { continue }
      refused += inspector.inspect(path) { outcome in
        switch outcome {
        case .read(let inspection): call.console.print(call[json] ? inspection.json : inspection.text)
        case .refused(let record, let error):
          if call[json] { call.console.print(RecordInspection.refusal(record: record, error: error)) }
          call.complain(error)
        }
      }
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

  /// Draws the first seconds of a single record, for a person at a terminal.
  private static func strip(_ path: String, _ options: RecordReader.Options, _ screen: Screen) -> String? {
    guard screen.isTerminal, let reader = try? RecordReader(path, options: options),
      let picture = try? RecordPicture(reader, RecordPicture.Choice())
    else { return nil }
    return picture.strip(columns: min(100, screen.width - 4)).map { "  " + $0 }.joined(separator: "\n")
  }
}
