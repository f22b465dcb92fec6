import CommandLineKit
import Interchange
import Learning
import Studies
import Transfer

/// The options of `rank` by which what was measured afterwards stands beside what was said beforehand.
enum RankScores {
  private static let runs = Option(
    repeated: "scores", .folder, "RUN…", "the run that carried each network over, in the same order")
  private static let metric = Option("metric", .text, "NAME", "the figure of those runs", default: "weightedF1")
  private static let name = Option("name", .text, "TASK", "what the table calls this target", default: "target")
  private static let table = Option("table", .file, "FILE", "put it all into a table that 'correlate' reads")
  private static let pictures = Option(
    "pictures", .folder, "DIR", "draw the measures against the scores there, with report.html")

  static var all: [any DeclaredOption] { [runs, metric, name, table, pictures] }

  /// Writes what is asked for of a ranking and the scores that were reached; returns what to say of it.
  static func write(_ result: RankingResult, _ call: Call) throws -> String? {
    guard !call[runs].isEmpty else {
      if call[table] != nil || call[pictures] != nil { throw Misuse("there are no --scores to put beside") }
      return nil
    }
    guard call[runs].count == result.sources.count else {
      throw Misuse("\(call[runs].count) runs in --scores for \(result.sources.count) networks")
    }
    let scores = try call[runs].map { folder in
      let run = try TrainingResult(reading: folder)
      guard let score = run.score(call[metric]) else { throw Misuse("\(folder) measured no \(call[metric])") }
      return score
    }
    let transfers = result.transfers(task: call[name], scores: scores)
    let measures = result.measures.map { (name: $0.name, isHigherBetter: $0.isHigherBetter) }
    if let path = call[table] { try TransferTable.put(transfers, measures: measures.map(\.name), into: path) }
    let report = CorrelationReport(transfers, measures: measures, draws: 0)
    if let folder = call[pictures] {
      try TransferPictures(transfers, measures: measures, score: call[metric])
        .write(to: folder, report, command: ReportOptions.command)
    }
    return report.choices(score: call[metric])
  }
}
