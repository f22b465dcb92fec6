import Cohorts
import CommandLineKit
import Interchange
import Leakage
import Learning
import Studies
import Transfer

/// What reports find out about leakage: what an audit would say, as far as that is quickly done.
extension LeakageCheck {
  /// Audits the splits of a run that has ended.
  static func run(_ run: RunReport, in folder: String, _ cohort: Cohort, _ call: Call) throws -> LeakageCheck {
    var line = ProgressLine(call.console)
    let report = try run.overlap(
      of: cohort, threads: call[CommonOptions.threads], report: { line.show($0) },
      shouldStop: { Interrupt.isRequested })
    line.end()
    return told(report, "einthoven audit \(Shell.word(run.location)) --split \(Shell.word(folder))", call)
  }

  /// Audits what a network was judged on against all that it learnt from; nothing where it is known without.
  static func judged(
    _ job: EvaluationJob, _ result: EvaluationResult, _ cohort: String, by checkpoint: String, _ call: Call
  )
    throws -> LeakageCheck?
  {
    if [.learntFrom, .ownValidation, .silent].contains(result.acquaintance) { return nil }
    let trained = try TrainedExamples(of: checkpoint, offered: job.cohort)
    var line = ProgressLine(call.console)
    let report = OverlapAudit(of: job.cohort.selecting(job.places), against: trained).run(
      threads: call[CommonOptions.threads], effort: OverlapAudit.Effort(), report: { line.show($0) },
      shouldStop: { Interrupt.isRequested })
    line.end()
    let command = "einthoven audit \(Shell.word(cohort)) --against \(Shell.word(checkpoint))"
    return told(report, command, call)
  }

  private static func told(_ report: OverlapReport?, _ command: String, _ call: Call) -> LeakageCheck {
    let check = LeakageCheck(report, command: command)
    if let report, check.isLeaking { call.console.complain("mind: \(report.words)") }
    return check
  }
}

extension ProgressLine {
  /// Shows how far an audit is.
  mutating func show(_ progress: OverlapAudit.Progress) {
    switch progress {
    case .reading(let done, let total): show("reading", done: done, of: total, unit: "records")
    case .comparing(let done, let total):
      if done <= 1 { end() }
      show("comparing", done: done, of: total, unit: "steps")
    }
  }
}
