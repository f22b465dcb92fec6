import Charts
import Cohorts
import Learning
import Transfer

extension EvaluationResult {
  /// Returns the page of an evaluation.
  ///
  /// - Parameters:
  ///   - pictures: Draws examples, where the recordings are at hand.
  ///   - check: What an audit found of what is judged on and what was learnt from.
  ///   - command: What was typed.
  ///   - names: What labels are called.
  package func page(
    pictures: ExamplePictures? = nil, check: LeakageCheck? = nil, command: String? = nil,
    calling names: LabelNames = .codes
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
      page.answer.append(row.verdict(against: other, isWeak: evaluation.saysLittle))
    }
    if let acquaintance, acquaintance != .ownTest, check == nil || acquaintance != .otherCohort {
      page.answer.append(acquaintance.words)
    }
    page.sections = evaluation.sections()
    if let second { page.sections.append(Self.section(second, name: other)) }
    if let pictures { page.sections.append(pictures.section()) }
    if let acquaintance {
      let verdict = ReportPage.Verdict.acquaintance(acquaintance, training, check)
      page.sections.append(.init("Leakage", [.verdict(verdict)]))
      // What the network knows of the examples was said already.
      let isNews = acquaintance == .ownTest || check.map { acquaintance == .otherCohort || $0.isLeaking } ?? false
      if isNews, let caveat = verdict.caveat { page.answer.append(caveat) }
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

  private static func section(_ second: Second, name: String) -> ReportPage.Section {
    let rows = second.comparisons.map { row in
      [row.metric, row.first.text(), row.second.text(), row.difference.text(), row.shownP ?? "–"]
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
