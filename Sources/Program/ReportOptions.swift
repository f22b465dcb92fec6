import Cohorts
import CommandLineKit
import Learning
import Studies

/// The page that a training leaves in its folder.
enum ReportOptions {
  static let none = Option(flag: "no-report", "write no report.html")

  /// What was typed, as it can be typed again.
  static var command: String {
    (["einthoven"] + CommandLine.arguments.dropFirst()).map(quoted).joined(separator: " ")
  }

  /// Writes the page; where that fails, the training has not.
  static func write(_ folder: RunFolder, _ cohort: Cohort, threads: Int?, _ call: Call) {
    guard !call[none] else { return }
    do {
      try RunReport(folder.path).page(cohort: cohort, command: command, threads: threads).write(to: folder.path)
    } catch {
      call.console.complain("\(call.path): no report was written: \(error)")
    }
  }

  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_./:=,+@%".unicodeScalars.contains(scalar))
      }
    return isPlain
      ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
