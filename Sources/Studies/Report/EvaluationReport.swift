import Charts
import Cohorts
import Learning
import Transfer

extension EvaluationResult {
  /// Returns the page of an evaluation.
  ///
  /// - Parameters:
  ///   - pictures: Draws examples, where the recordings are at hand.
  ///   - command: What was typed.
  ///   - names: What labels are called.
  package func page(
    pictures: ExamplePictures? = nil, command: String? = nil, calling names: LabelNames = .codes
  ) -> ReportPage {
    let codes = evaluation.labels.map(\.label)
    let evaluation = evaluation.calling(names)
    let name = CheckpointName.short(checkpoint)
    let other = CheckpointName.short(second?.checkpoint ?? "")
    let place = cohort.map { " on \($0)" } ?? ""
    var page = ReportPage(
      title: name + place,
      question: "How well does \(name) do" + place + (part.map { ", part \($0)" } ?? "") + "?",
      answer: evaluation.answer)
    if let second, let row = second.comparisons.first(where: { $0.metric == evaluation.main?.metric }) {
      page.answer.append(Self.words(row, against: other, isWeak: evaluation.saysLittle))
    }
    if let acquaintance, acquaintance != .ownTest { page.answer.append(acquaintance.words) }
    page.sections = evaluation.sections()
    if let second { page.sections.append(Self.section(second, name: other)) }
    if let pictures { page.sections.append(pictures.section()) }
    if let acquaintance {
      let verdict = ReportPage.Verdict.acquaintance(acquaintance, training)
      page.sections.append(.init("Leakage", [.verdict(verdict)]))
      // What the network knows of the examples was said already.
      if acquaintance == .ownTest, let caveat = verdict.caveat { page.answer.append(caveat) }
    }
    if !notes.isEmpty { page.sections.append(.init("What limits the figures", [.list(notes)])) }
    var facts: [(name: String, value: String)] = [("program", "einthoven \(Version.current)"), ("judged", checkpoint)]
    facts += [
      ("weights' fingerprint", fingerprint), ("cohort", cohort), ("cohort's fingerprint", cohortFingerprint),
      ("split", split), ("part", part), ("against", second?.checkpoint),
    ].compactMap { name, value in value.map { (name, $0) } }
    let explained = names.explained(codes)
    if !explained.isEmpty { facts.append(("labels", explained.joined(separator: ", "))) }
    page.sections.append(.init("Where it comes from", [.facts(facts)] + (command.map { [.code($0)] } ?? [])))
    return page
  }

  /// What a difference says, and no more.
  private static func words(_ row: Comparison, against name: String, isWeak: Bool) -> String {
    let difference = row.difference
    let figures = "\(row.metric) \(row.first.text()) against \(row.second.text()), difference \(difference.text())"
    // Of few examples even a difference without an interval says nothing.
    if isWeak { return "Whether it differs from \(name) is not known of so little: \(figures)." }
    if difference.low > 0 || difference.high < 0 { return "It differs from \(name): \(figures)." }
    return "It cannot be told from \(name): \(figures)."
  }

  private static func section(_ second: Second, name: String) -> ReportPage.Section {
    let rows = second.comparisons.map { row in
      [row.metric, row.first.text(), row.second.text(), row.difference.text(), row.p.map { fixed($0, 3) } ?? "–"]
    }
    let chart = IntervalChart(
      title: "Differences", summary: "The first minus the second, metric by metric", axis: Axis("difference"),
      rows: second.comparisons.map { .init($0.metric, $0.difference.value, $0.difference.interval) }, reference: 0)
    return .init(
      "Against \(name)",
      [
        .table(
          .init(
            "On the same examples and resamples.", columns: ["metric", "first", "second", "difference", "p"], rows: rows
          )),
        .figures([.init(chart, caption: "The first minus the second, paired, with intervals.")]),
      ] + (second.acquaintance.map { [.prose("Of the second: " + $0.words)] } ?? []))
  }
}
