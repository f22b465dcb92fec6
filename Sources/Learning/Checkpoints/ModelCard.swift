import Cohorts
import Interchange
import Networks

/// A checkpoint as a page for people: Markdown, with the front matter that model collections read.
public struct ModelCard {
  /// The page.
  public let markdown: String

  /// Tells what a checkpoint is, what it was learnt from, how well it does and what is not known.
  public init(_ checkpoint: Checkpoint) {
    let card = checkpoint.card
    var lines = ["---", "library_name: einthoven", "tags:", "- ecg", "- \(card.architecture.kind)"]
    if !card.results.isEmpty {
      lines += ["model-index:", "- name: \(card.architecture.kind)", "  results:"]
      for (part, results) in Self.grouped(card.results) {
        lines += [
          "  - task:", "      type: ecg-classification", "    dataset:",
          "      name: \(JSONText.string(card.training?.cohort ?? "").line)", "      type: ecg", "      split: \(part)",
          "    metrics:",
        ]
        for result in results { lines += ["    - type: \(result.metric)", "      value: \(fixed(result.value, 4))"] }
      }
    }
    let labels = card.labels.map { $0.code == $0.name ? $0.code : "\($0.code) (\($0.name))" }
    lines += [
      "---", "", "# \(card.architecture.kind), \(counted(card.labels.count, "label"))", "",
      "Takes \(card.leads.count == 1 ? "one lead" : "\(card.leads.count) leads") (\(card.leads.joined(separator: ", "))) "
        + "at \(fixed(card.rate, 0)) Hz, \(card.architecture.samples) samples at a time, and says "
        + (card.task == .oneLabel ? "which one of these it is:" : "which of these are there:"),
      "", labels.joined(separator: ", "), "", "## Learnt from", "",
    ]
    if let training = card.training {
      lines += [
        "\(counted(training.examples, "example")) of \(training.cohort); epoch \(training.epoch) of \(training.plan.epochs); "
          + "split: \(training.split).", "",
      ]
      lines += training.notes.map { "- \($0)" }
      if training.unknownPatients > 0 {
        lines.append(
          "- The patients of \(training.unknownPatients) training examples are unknown: that none of them is in the "
            + "test part cannot be shown.")
      }
      if training.unit == .example {
        lines.append("- Split by example: beats or windows of one patient are on both sides, and figures flatter.")
      }
    } else {
      lines.append("Not known: the weights were made elsewhere.")
    }
    lines += card.lineage.map { ancestor in
      let moved = ancestor.moved.map { "; " + $0 } ?? ""
      return "- From \(ancestor.file) (\(ancestor.fingerprint.prefix(8))): \(ancestor.method)\(moved)."
    }
    lines += ["", "## How well it does", ""]
    if card.results.isEmpty {
      lines.append("Not measured.")
    } else {
      lines += ["| part | metric | value | 95 % interval | examples |", "|---|---|---|---|---|"]
      lines += card.results.map { result in
        let interval = result.estimate.intervalText()
        return "| \(result.part) | \(result.metric) | \(fixed(result.value, 3)) | \(interval) | \(result.examples) |"
      }
    }
    lines += [
      "", "## Limits", "",
      "For research. "
        + (card.results.isEmpty
          ? "It was not judged here: how well it does on any device, lead or patient is not known"
          : "It was judged on the database above alone: other devices, leads and patients may be told worse")
        + ", and nothing here makes it fit for the care of patients.", "",
    ]
    markdown = lines.joined(separator: "\n")
  }

  private static func grouped(_ results: [Card.Result]) -> [(part: String, results: [Card.Result])] {
    var parts: [(part: String, results: [Card.Result])] = []
    for result in results {
      if let place = parts.firstIndex(where: { $0.part == result.part }) {
        parts[place].results.append(result)
      } else {
        parts.append((result.part, [result]))
      }
    }
    return parts
  }

  /// Writes the page.
  public func write(to path: String) throws(FileError) { try AtomicFile.write(Array(markdown.utf8), to: path) }
}
