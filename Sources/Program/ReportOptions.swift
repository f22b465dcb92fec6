import Cohorts
import CommandLineKit
import Learning
import Studies

/// The page that a training leaves in its folder.
enum ReportOptions {
  static let none = Option(flag: "no-report", "write no report.html")

  /// What was typed, as it can be typed again.
  static var command: String {
    (["einthoven"] + CommandLine.arguments.dropFirst()).map(Shell.word).joined(separator: " ")
  }

  /// Writes the page; where that fails, the training has not.
  static func write(_ folder: RunFolder, _ cohort: Cohort, threads: Int?, _ call: Call) {
    guard !call[none] else { return }
    do {
      let run = try RunReport(folder.path)
      let check = try LeakageCheck.run(run, in: folder.path, cohort, call)
      try run.page(cohort: cohort, check: check, command: command, threads: threads).write(to: folder.path)
    } catch {
      call.console.complain("\(call.path): no report was written: \(error)")
    }
  }
}
