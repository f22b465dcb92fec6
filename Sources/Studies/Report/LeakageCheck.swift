import Cohorts
import Interchange
import Leakage
import Learning

/// What an audit found of the examples that a page's figures were measured on.
public struct LeakageCheck: Sendable {
  /// What it found; nothing where it could not be made.
  package let report: OverlapReport?
  /// How the whole of it is asked for.
  package let command: String

  package init(_ report: OverlapReport?, command: String) {
    self.report = report
    self.command = command
  }

  /// What was found, in a sentence.
  package var words: String? { report?.words }

  /// Whether something stands on both sides.
  package var isLeaking: Bool { report?.verdict == .leaking }
}

extension RunReport {
  /// Audits the run's splits, as far as that is quickly done, and what networks have seen that its weights come from.
  ///
  /// - Returns: What was found; nothing when it was told to stop.
  package func overlap(
    of cohort: Cohort, effort: OverlapAudit.Effort = OverlapAudit.Effort(), threads: Int? = nil,
    report: (OverlapAudit.Progress) -> Void = { _ in }, shouldStop: @Sendable () -> Bool = { false }
  ) throws(FileError) -> OverlapReport? {
    var splits: [Split] = []
    for folder in folders { splits.append(try Split(reading: "\(folder)/\(RunFolder.splitName)")) }
    let pedigree = try folders.first.map { folder throws(FileError) in
      try Pedigree(reading: "\(folder)/model.safetensors")
    }
    return try OverlapAudit(of: cohort, splits: splits, carriedFrom: pedigree, at: location)
      .run(threads: threads, effort: effort, report: report, shouldStop: shouldStop)
  }
}

extension ReportPage.Verdict {
  /// What an audit lets one say of leakage.
  ///
  /// - Parameter title: What to call it where recordings are on both sides, and not only their patients.
  init(_ check: LeakageCheck, shared title: String? = nil) {
    guard let report = check.report else {
      self.init(
        .unknown, "Leakage was not looked for",
        ["Recordings were not compared: '\(check.command)' says whether one stands on both sides."])
      return
    }
    let reasons = report.reasons.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
    switch report.verdict {
    case .clean:
      self.init(
        .good, "No patient and no recording is on both sides",
        [
          "All patients are known. \(report.counts.compared) recordings were compared: none on one side is a copy of one on "
            + "another."
        ])
    case .leaking:
      let counts = report.counts
      let isShared = counts.sharedRecords + counts.identical + counts.near > 0
      self.init(
        .bad, (isShared ? title : nil) ?? Self.title(counts),
        [report.words] + report.advice + ["'\(check.command)' lists them."])
    case .cannotVerify:
      let more = report.isShortened == true ? ["'\(check.command)' looks for the rest."] : []
      self.init(.unknown, "Leakage cannot be ruled out", reasons + more)
    }
  }

  /// What is worst.
  private static func title(_ counts: OverlapReport.Counts) -> String {
    if counts.patients > 0 { return "Patients are on both sides" }
    return counts.sharedRecords > 0 ? "Records are on both sides" : "Copied recordings are on both sides"
  }
}
