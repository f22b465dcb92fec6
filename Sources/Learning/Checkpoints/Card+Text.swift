import Cohorts
import Interchange
import Networks

extension Card {
  /// The card as one line of JSON.
  public func json() throws(FileError) -> String {
    String(decoding: try JSONFile.bytes(of: self, file: "card", pretty: false), as: UTF8.self)
  }
}

extension Checkpoint {
  /// What it is, for people: its card in a few lines, and its network as a table.
  public var text: String {
    var lines = [
      "\(card.architecture.kind): \(card.task == .oneLabel ? "one" : "any") of "
        + card.labels.map { LabelNames(card.labels).beside($0.code) }.joined(separator: ", "),
      "takes \(card.architecture.samples) samples at \(card.rate) Hz of \(card.leads.joined(separator: " ")), prepared by "
        + card.recipe.steps.map(\.title).joined(separator: ", "),
    ]
    if let training = card.training {
      lines.append(
        "learnt from \(counted(training.examples, "example")) of \(training.cohort), epoch \(training.epoch) of "
          + "\(training.plan.epochs); split: \(training.split)")
      lines += training.notes.map { "note: \($0)" }
    } else {
      lines.append("what it learnt from is not known")
    }
    lines += card.lineage.map { "from \($0.file) (\($0.fingerprint.prefix(8))): \($0.method)" }
    for result in card.results {
      lines.append("\(result.part) \(padded(result.metric, 18))  \(result.estimate.text())")
    }
    lines += [
      "weights \(fingerprint.prefix(8)), einthoven \(card.einthoven)", "", card.architecture.summary.description,
    ]
    return lines.joined(separator: "\n")
  }
}
