import Charts
import Interchange
import Learning
import Transfer

extension TransferPictures {
  /// Returns the page of measures beside what came of the transfers.
  ///
  /// - Parameters:
  ///   - report: How well the measures told the scores.
  ///   - command: What was typed.
  package func page(_ report: CorrelationReport, command: String? = nil) -> ReportPage {
    var page = ReportPage(
      title: "Measures before, \(score) after",
      question: "Which measure told, before anything was trained, from which source a network would carry over best?",
      answer: Self.answer(report, score))
    page.sections = [Self.choices(report, score)]
    if report.tasks > 1 { page.sections.append(Self.overTasks(report)) }
    let figures = charts.map { ReportPage.Figure($0.chart, caption: $0.chart.summary + ".") }
    if !figures.isEmpty { page.sections.append(.init("Each measure against the \(score)", [.figures(figures)])) }
    page.sections.append(list)
    page.sections.append(
      .init(
        "Where it comes from",
        [.facts([("program", "einthoven \(Version.current)")])] + (command.map { [.code($0)] } ?? [])))
    return page
  }

  /// The measure whose first choice loses least, and what limits saying so.
  private static func answer(_ report: CorrelationReport, _ score: String) -> [String] {
    let told = report.rows.filter { $0.withinTasks.tasks > 0 }
    guard let best = told.min(by: { $0.withinTasks.meanRegret < $1.withinTasks.meanRegret }) else {
      return ["No task has two sources that were both carried over: there was no choice to judge."]
    }
    var lines = ["\(words(best, score)): no measure loses less, of \(told.count)."]
    lines += told.filter { $0.measure == "melep" && $0.measure != best.measure }.map { words($0, score) + "." }
    if report.tasks < 10 {
      let tasks = report.tasks == 1 ? "one task" : "\(report.tasks) tasks"
      lines.append(
        "Mind: \(counted(report.transfers, "transfer")) to \(tasks) are few: another draw may order the measures otherwise."
      )
    }
    return lines
  }

  private static func words(_ row: CorrelationReport.Row, _ score: String) -> String {
    let own = row.withinTasks
    return "\(row.measure)'s first choice is \(fixed(own.meanRegret, 3)) of \(score) below the best source on average"
      + " (best in \(fixed(own.hits, 1)) of \(own.tasks), a blind choice in \(fixed(own.chance, 1)))"
  }

  private static func choices(_ report: CorrelationReport, _ score: String) -> ReportPage.Section {
    .init(
      "The choice among the sources of a task",
      [
        .prose("What a measure is for. Differences between tasks do not help it here."),
        .table(
          .init(
            columns: ["measure", "tasks", "best chosen in", "blind choice", "p", "below the best", "Kendall"],
            rows: report.rows.map { row in
              let own = row.withinTasks
              guard own.tasks > 0 else { return [row.measure, "0"] + [String](repeating: "–", count: 5) }
              return [
                row.measure, "\(own.tasks)", fixed(own.hits, 1), fixed(own.chance, 1), fixed(own.probability, 3),
                fixed(own.meanRegret, 3), own.meanKendall.map { fixed($0, 2) } ?? "–",
              ]
            })),
      ])
  }

  private static func overTasks(_ report: CorrelationReport) -> ReportPage.Section {
    func text(_ estimate: CorrelationEstimate?) -> String {
      guard let estimate, let value = estimate.value else { return "–" }
      return fixed(value, 2) + (estimate.interval.map { " (\(fixed($0[0], 2)) to \(fixed($0[1], 2)))" } ?? "")
    }
    return .init(
      "Over all tasks",
      [
        .prose(
          "Such a correlation can come of tasks that differ in difficulty; beside it stands what the labels' entropy gets "
            + "without any network. Intervals are over draws of whole tasks."),
        .table(
          .init(
            columns: ["measure", "perfect", "Pearson", "Spearman", "Kendall", "Pearson of entropy alone"],
            rows: report.rows.map { row in
              [row.measure, row.isHigherBetter ? "+1" : "−1"]
                + [row.overTasks.pearson, row.overTasks.spearman, row.overTasks.kendall, row.entropyOverTasks?.pearson]
                .map(text)
            })),
      ])
  }

  /// Every transfer.
  private var list: ReportPage.Section {
    .init(
      "All transfers",
      [
        .table(
          .init(
            columns: ["task", "source", score] + measures.map(\.name),
            rows: transfers.map { transfer in
              [transfer.task, CheckpointName.short(transfer.source), fixed(transfer.score, 3)]
                + measures.map { transfer.measures[$0.name].map { fixed($0, 3) } ?? "–" }
            }, words: 2))
      ])
  }
}
