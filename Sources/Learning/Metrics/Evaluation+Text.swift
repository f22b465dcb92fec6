extension Evaluation {
  /// The report as tables for people.
  public var text: String {
    var lines = [extent]
    if let bootstrap {
      lines[0] += "; \(fixed(100 * bootstrap.confidence, 0)) % intervals over these (\(bootstrap.resamples) resamples)"
    }
    lines += caveats
    lines.append(thresholdLine)
    lines += Self.columns(scores.map { [$0.metric, $0.estimate.text(), $0.summary] })
    lines += undefinedLines + [""]
    let heads = ["label", "count", "threshold", "sens", "spec", "PPV", "F1", "AUROC", "AUPRC"]
    let rows = labels.map { row in
      [row.label, "\(row.table.positives)", row.threshold.map { fixed(Double($0), 3) } ?? "–"]
        + [row.sensitivity, row.specificity, row.precision, row.f1, row.auroc, row.auprc].map { $0.text() }
    }
    lines += Self.columns([heads] + rows)
    if let spreadLine { lines.append(spreadLine) }
    let unsaid = labels.filter { $0.table.outputs == 0 }.map(\.label)
    if !unsaid.isEmpty { lines.append("never said: \(unsaid.joined(separator: ", "))") }
    if let confusion {
      lines += ["", "true label, and how often it was taken for each:"]
      lines += Self.columns(
        [[""] + confusion.labels] + zip(confusion.labels, confusion.counts).map { [$0] + $1.map { "\($0)" } })
    }
    if let confusion, confusion.labels.contains("V"), let beats = BeatTable(confusion) { lines += ["", beats.text] }
    return lines.joined(separator: "\n")
  }

  private var thresholdLine: String {
    if task == .oneLabel { return "the likeliest label is said" }
    switch rule {
    case nil: return "a label is said where its probability exceeds its threshold; no threshold was chosen on data"
    case .f1: return "thresholds by F1, chosen on \(thresholdExamples) other examples"
    case .youden: return "thresholds by sensitivity + specificity, chosen on \(thresholdExamples) other examples"
    case .sensitivity(let wanted):
      return "thresholds for a sensitivity of \(fixed(wanted, 3)), chosen on \(thresholdExamples) other examples"
    }
  }

  /// What stands where an interval would, if anywhere.
  package var spreadLine: String? {
    let estimates =
      scores.map(\.estimate)
      + labels.flatMap { [$0.sensitivity, $0.specificity, $0.precision, $0.f1, $0.auroc, $0.auprc] }
    guard estimates.contains(where: \.hasNoSpread) else { return nil }
    return "(–): every resample says the same; that is no certainty, and the fewer the examples the less"
  }

  /// Says which figures some resamples had to leave out.
  private var undefinedLines: [String] {
    scores.filter { $0.estimate.undefined > 0 }.map {
      "\($0.metric) was undefined in \($0.estimate.undefined) of \($0.estimate.resamples) resamples"
    }
  }

  /// Sets cells in columns, the first and the last flush left where it is words.
  private static func columns(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = zip(row, widths).map { padded($0, $1) }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
