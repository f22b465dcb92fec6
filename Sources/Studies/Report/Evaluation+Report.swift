import Charts
import Interchange
import Learning

/// How an evaluation is told on a page; `title` goes before the titles of figures where a page holds several.
extension Evaluation {
  /// The answer in sentences: the main figure with what it is worth, and what limits it, before anything else.
  package var answer: [String] {
    guard let main else { return ["Nothing was measured."] }
    var lines = [headline(main)] + caveats
    let told = labels.filter { $0.f1.value.isFinite }.sorted { $0.f1.value > $1.f1.value }
    if let best = told.first, let worst = told.last, told.count > 1 {
      lines.append("Told best is \(Self.told(best)), worst \(Self.told(worst)).")
    }
    return lines
  }

  private func headline(_ main: Score) -> String {
    // Also who reads one sentence alone shall not believe more than was measured.
    let without = missingLabels.isEmpty ? "" : ", without any \(Self.list(missingLabels, "or"))"
    guard main.estimate.value.isFinite else { return "\(main.metric) cannot be told from \(extent)\(without)." }
    return "\(main.metric) \(main.estimate.text()) on \(extent)\(without)\(saysLittle ? ": this says little" : "")."
  }

  private static func told(_ row: LabelScores) -> String {
    let count = row.table.positives
    return "\(row.label) (F1 \(row.f1.text()), \(counted(count, "example")))"
  }

  /// All figures with their intervals, then label by label.
  package func sections(title: String = "") -> [ReportPage.Section] {
    [
      ReportPage.Section("Figures", [.table(scoreTable), .list(basis)]),
      ReportPage.Section("Label by label", [.table(labelTable), .figures(labelCharts(title))]),
      ReportPage.Section(
        "What was said, and what was true",
        (confusion == nil ? [.table(truthTable)] : []) + [.figures(truthCharts(title))]),
    ]
  }

  private var scoreTable: ReportPage.Table {
    ReportPage.Table(
      columns: ["metric", "value", interval, "what it measures"],
      rows: scores.map { [$0.metric, fixed($0.estimate.value, 3), Self.ends($0.estimate), $0.summary] }, remarks: 1)
  }

  private var interval: String { bootstrap.map { "\(fixed(100 * $0.confidence, 0)) % interval" } ?? "interval" }

  private static func ends(_ estimate: Estimate) -> String {
    estimate.low.isNaN || estimate.high.isNaN
      ? "–" : "\(fixed(estimate.low, 3))\(estimate.low < 0 ? " to " : "–")\(fixed(estimate.high, 3))"
  }

  /// What the figures rest on.
  private var basis: [String] {
    var lines: [String] = []
    if let bootstrap {
      lines.append(
        "Intervals tell of other patients like these: \(bootstrap.resamples) resamples of the \(groups) patients or records, "
          + "seed \(bootstrap.seed).")
    }
    lines.append(decision)
    if let spreadLine { lines.append(spreadLine + ".") }
    lines += scores.filter { $0.estimate.undefined > 0 }.map {
      "\($0.metric) was undefined in \($0.estimate.undefined) of \($0.estimate.resamples) resamples, which are left out."
    }
    return lines
  }

  private var decision: String {
    if task == .oneLabel { return "The likeliest label is said." }
    let chosen = "chosen on \(thresholdExamples) other examples"
    return switch rule {
    case nil: "A label is said where its probability exceeds its threshold; no threshold was chosen on these examples."
    case .f1: "A label is said above the threshold of its greatest F1, \(chosen)."
    case .youden: "A label is said above the threshold of its greatest sensitivity + specificity, \(chosen)."
    case .sensitivity(let wanted): "Thresholds are for a sensitivity of \(fixed(wanted, 3)), \(chosen)."
    }
  }

  private var labelTable: ReportPage.Table {
    let hasThresholds = labels.contains { $0.threshold != nil }
    return ReportPage.Table(
      columns: ["label", "examples"] + (hasThresholds ? ["threshold"] : [])
        + ["F1", "sensitivity", "specificity", "precision", "AUROC", "AUPRC"],
      rows: labels.map { row in
        [row.label, "\(row.table.positives)"]
          + (hasThresholds ? [row.threshold.map { fixed(Double($0), 3) } ?? "–"] : [])
          + [row.f1, row.sensitivity, row.specificity, row.precision, row.auroc, row.auprc].map { $0.text() }
      })
  }

  /// Beyond so many rows a chart is a wall; the table has them all.
  private static let mostRows = 30

  private func labelCharts(_ title: String) -> [ReportPage.Figure] {
    func chart(_ name: String, _ value: KeyPath<LabelScores, Estimate>, reference: Double?) -> ReportPage.Figure {
      let shown = labels.sorted { $0.table.positives > $1.table.positives }.prefix(Self.mostRows)
      let rest = labels.count > shown.count ? " The \(shown.count) most frequent of \(labels.count) labels." : ""
      let rows = shown.map { row -> IntervalChart.Row in
        let estimate = row[keyPath: value]
        return IntervalChart.Row(row.label, estimate.value, estimate.interval)
      }
      return ReportPage.Figure(
        IntervalChart(
          title: title + name, summary: "\(name) of each label with its interval", axis: .share(name), rows: rows,
          reference: reference),
        caption: "\(name) of each label with its \(interval)." + rest)
    }
    return [chart("F1", \.f1, reference: nil), chart("AUROC", \.auroc, reference: 0.5)]
  }

  /// Each label's two by two, where an example may have several and no single table holds them all.
  private var truthTable: ReportPage.Table {
    ReportPage.Table(
      "Label by label; an example counts once in each row.",
      columns: ["label", "there and said", "there, not said", "said, not there", "neither"],
      rows: labels.map { row in
        let table = row.table
        return [row.label]
          + [table.truePositives, table.falseNegatives, table.falsePositives, table.trueNegatives].map { "\($0)" }
      })
  }

  private func truthCharts(_ title: String) -> [ReportPage.Figure] {
    var figures: [ReportPage.Figure] = []
    if let confusion {
      figures.append(
        ReportPage.Figure(
          HeatMap.confusion(
            title: title + "Confusion", summary: "How often each true label was taken for each",
            labels: confusion.labels,
            counts: confusion.counts),
          caption: "Rows are what was true, columns what was said; tinted by the share of the row."
        ))
    }
    let shown = labels.sorted { $0.table.positives > $1.table.positives }.prefix(4)
    let series = shown.map { row in
      (
        name: row.label,
        bins: row.calibration.bins.filter { $0.count > 0 }.map {
          CalibrationChart.Bin(predicted: $0.probability, observed: $0.share, count: $0.count)
        }
      )
    }
    let rest = labels.count > shown.count ? " The \(shown.count) most frequent of \(labels.count) labels." : ""
    figures.append(
      ReportPage.Figure(
        CalibrationChart(
          title: title + "Calibration",
          summary: "How often each label was there where it was said with some probability",
          series: Array(series)),
        caption: "On the dashed line, what is said with a probability comes true as often. A small dot is fewer than "
          + "\(CalibrationChart.few) examples." + rest))
    return figures
  }
}
