import Interchange
import Learning

extension CorrelationReport {
  /// The report as text, the correlation over tasks apart from the choice within them.
  public var text: String {
    var lines = [
      "\(counted(transfers, "transfer")), \(counted(tasks, "task")); intervals hold 95 % over draws of whole tasks"
    ]
    for row in rows {
      let wanted = row.isHigherBetter ? "+1" : "-1"
      lines += [
        "", "\(row.measure) (\(row.isHigherBetter ? "higher" : "lower") is better: \(wanted) would be perfect)",
      ]
      lines += CorrelationReport.figures("over tasks", row.overTasks)
      if let entropy = row.entropyOverTasks { lines += CorrelationReport.figures("  labels' entropy alone", entropy) }
      lines.append("  " + CorrelationReport.agreement(row.withinTasks))
      for levels in row.levels {
        let shown = levels.levels.map { level in
          "\(level.meanScore.map(RankingResult.shown) ?? "none") (\(level.count))"
        }
        lines.append(
          "  mean score by distance, \(levels.cut == .equalWidths ? "equal widths" : "equal counts"): "
            + shown.joined(separator: "  ") + (levels.isMonotone ? "  monotone" : ""))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Returns a table of what each measure's first choice among the sources of a task reached.
  public func choices(score: String) -> String {
    let width = rows.map(\.measure.count).max() ?? 0
    let lines = rows.filter { $0.withinTasks.tasks > 0 }.map { row in
      let regret = RankingResult.shown(row.withinTasks.meanRegret)
      let kendall = row.withinTasks.meanKendall.map(RankingResult.shown) ?? "none"
      return padded(row.measure, width) + padded(regret, 16, right: true) + padded(kendall, 9, right: true)
    }
    let head = padded("", width) + "  below the best  Kendall"
    return "how far each first choice is below the best source in \(score), and Kendall's agreement of all places\n"
      + ([head] + lines).joined(separator: "\n") + "\n"
  }

  private static func figures(_ title: String, _ figures: CorrelationFigures) -> [String] {
    func shown(_ name: String, _ estimate: CorrelationEstimate) -> String {
      guard let value = estimate.value else { return "\(name) none" }
      let interval = estimate.interval.map { " [" + $0.map(RankingResult.shown).joined(separator: ", ") + "]" }
      return "\(name) \(RankingResult.shown(value))" + (interval ?? "")
    }
    let fisher = figures.fisher.map { " (Fisher " + $0.map(RankingResult.shown).joined(separator: ", ") + ")" } ?? ""
    return [
      "  \(title): " + shown("Pearson", figures.pearson) + fisher,
      "    " + shown("Spearman", figures.spearman) + "  " + shown("Kendall", figures.kendall) + "  "
        + shown("weighted Kendall", figures.weightedKendall),
    ]
  }

  private static func agreement(_ agreement: TaskAgreement) -> String {
    guard agreement.tasks > 0 else { return "within tasks: no task has two sources" }
    var text = "within tasks: first choice best in \(RankingResult.shown(agreement.hits)) of \(agreement.tasks)"
    text += ", blind choice \(RankingResult.shown(agreement.chance))"
    text += " (p = \(RankingResult.shown(agreement.probability)))"
    text += ", \(RankingResult.shown(agreement.meanRegret)) below the best on average"
    if let kendall = agreement.meanKendall { text += ", Kendall \(RankingResult.shown(kendall))" }
    return text
  }
}
