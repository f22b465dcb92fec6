import Cohorts
import Interchange
import Learning

extension TransferTable {
  /// Puts the transfers of one task into a table, in place of those that it has of that task; makes it if it is not there.
  ///
  /// Columns that only one side has stay, with empty cells on the other.
  public static func put(_ transfers: [MeasuredTransfer], measures: [String], into path: String) throws(FileError) {
    var (rows, names): ([MeasuredTransfer], [String]) = ([], [])
    if FileAccess.kind(path) == .file {
      let table = try contents(of: path)
      rows = table.transfers.filter { row in !transfers.contains { $0.task == row.task } }
      names = table.measures.map(\.name)
    }
    names += measures.filter { !names.contains($0) }
    var text = DelimitedText.line(["task", "source", "score"] + names)
    for row in rows + transfers {
      let cells = names.map { row.measures[$0].map { "\($0)" } ?? "" }
      text += DelimitedText.line([row.task, row.source, "\(row.score)"] + cells)
    }
    try AtomicFile.write(Array(text.utf8), to: path)
  }
}

extension RankingResult {
  /// Returns what the measures said of each source beside the score that it reached, for those measures that have a value.
  public func transfers(task: String, scores: [Double]) -> [MeasuredTransfer] {
    precondition(scores.count == sources.count, "\(scores.count) scores for \(sources.count) sources")
    return zip(sources, scores).map { source, score in
      let values = source.measures.compactMap { entry in entry.value.map { (entry.measure, $0) } }
      return MeasuredTransfer(
        task: task, source: source.name, measures: Dictionary(values) { first, _ in first }, score: score)
    }
  }
}
