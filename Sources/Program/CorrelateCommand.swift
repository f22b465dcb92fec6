import CommandLineKit
import Interchange
import Studies
import Transfer

/// `einthoven correlate`: says how well measures told scores beforehand.
enum CorrelateCommand {
  private static let table = Argument("TABLE", .file, "a table with the columns task, source, score and one a measure")
  private static let draws = Option("draws", .integer(in: 0...1_000_000), "N", "draws of the tasks", default: 1000)
  private static let pictures = Option(
    "pictures", .folder, "DIR", "draw each measure against the scores there, with report.html")
  private static let json = Option(flag: "json", "print the result as one line of JSON")

  static let command = Command(
    "correlate", "say how well measures told scores beforehand",
    examples: [.init("einthoven correlate transfers.csv", "over tasks, and within each")],
    arguments: [table], options: [draws, CommonOptions.seed, pictures, json],
    notes: """
      A correlation over tasks can come of tasks that differ in difficulty: beside it stands what the labels' entropy gets \
      without any network (a column 'entropy'), and apart from it the choice among the sources of each task.
      """
  ) { call in
    try Destination.check(folder: call[pictures])
    let (transfers, measures) = try TransferTable.read(call[table])
    let report = CorrelationReport(transfers, measures: measures, draws: call[draws], seed: call[CommonOptions.seed])
    if let folder = call[pictures] {
      try TransferPictures(transfers, measures: measures).write(to: folder, report, command: ReportOptions.command)
    }
    call.console.print(call[json] ? try JSONTextEncoder.text(of: report).line : report.text)
    return .success
  }
}
