import CommandLineKit
import Interchange
import Learning
import Studies
import Transfer

/// What was measured afterwards, to stand beside what `rank` said beforehand, and the options that ask for it.
struct RankScores {
  private static let runs = Option(
    repeated: "scores", .folder, "RUN…", "the run that carried each network over, in the same order")
  private static let metric = Option(
    "metric", .metric(), "NAME", "the figure of those runs, such as macroF1; 'einthoven train --help' lists them",
    default: "weightedF1")
  private static let name = Option("name", .text, "TASK", "what the table calls this target", default: "target")
  private static let table = Option("table", .file, "FILE", "put it all into a table that 'correlate' reads")
  private static let pictures = Option(
    "pictures", .folder, "DIR", "draw the measures against the scores there, with report.html")

  static var all: [any DeclaredOption] { [runs, metric, name, table, pictures] }

  private let scores: [Double]

  /// Reads what each of so many networks reached, in their order; nothing where it is not asked for.
  ///
  /// - Throws: When the runs do not fit, have no such figure, or what is asked for cannot be written.
  init?(_ call: Call, networks: Int) throws {
    let folders = call[Self.runs]
    guard !folders.isEmpty else {
      try call.refuse(Self.table, Self.pictures, Self.metric, Self.name, because: "there are no --scores to put beside")
      return nil
    }
    guard folders.count == networks else {
      throw Misuse("\(counted(folders.count, "run")) in --scores for \(counted(networks, "network"))")
    }
    if let path = call[Self.table] { try Destination.check(path) }
    try Destination.check(folder: call[Self.pictures])
    scores = try folders.map { folder in
      guard let score = try TrainingResult(reading: folder).score(call[Self.metric]) else {
        throw Misuse("\(folder) measured no \(call[Self.metric])")
      }
      return score
    }
  }

  /// Writes what is asked for of a ranking and the scores that were reached; returns what to say of it.
  func write(_ result: RankingResult, _ call: Call) throws -> String {
    let transfers = result.transfers(task: call[Self.name], scores: scores)
    let measures = result.measures.map { (name: $0.name, isHigherBetter: $0.isHigherBetter) }
    if let path = call[Self.table] { try TransferTable.put(transfers, measures: measures.map(\.name), into: path) }
    let report = CorrelationReport(transfers, measures: measures, draws: 0)
    if let folder = call[Self.pictures] {
      try TransferPictures(transfers, measures: measures, score: call[Self.metric])
        .write(to: folder, report, command: ReportOptions.command)
    }
    return report.choices(score: call[Self.metric])
  }
}
