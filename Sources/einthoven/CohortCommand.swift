import Cohorts
import Waveforms

/// `einthoven cohort`: prints what a database holds.
enum CohortCommand {
  private static let examples = """
    Examples:
      einthoven cohort mitdb:/data/mitdb                               beats by AAMI group
      einthoven cohort ptb-xl,task=superdiagnostic:/data/ptb-xl        five classes, ten folds
      einthoven cohort csv:/data/mine/index.csv --json                 one's own recordings

    Usage: einthoven cohort NAME[,KEY=VALUE…]:PATH [--json | --examples]

      --json       one line of JSON
      --examples   one line of JSON an example: its patient, labels and fold; no samples are read

    Exit code: 0 when all records were read, 1 when some were refused, 2 for a wrong call.

    Names:
    """

  private static var help: String {
    examples + "\n" + CohortLoaders.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n")
  }

  /// Runs the command and returns its exit code.
  static func run(_ arguments: [String]) -> Int32 {
    var names: [String] = []
    var isJSON = false
    var listsExamples = false
    for argument in arguments {
      switch argument {
      case "-h", "--help":
        print(help)
        return 0
      case "--json": isJSON = true
      case "--examples": listsExamples = true
      default:
        if argument.hasPrefix("-") { return misuse("unknown option '\(argument)'") }
        names.append(argument)
      }
    }
    guard names.count == 1 else { return misuse("expected one NAME:PATH, got \(names.count)") }
    do throws(FileError) {
      let cohort = try Cohort.load(names[0])
      if listsExamples {
        for example in cohort.examples { print(example.json) }
        return 0
      }
      let report = CohortReport(cohort)
      print(isJSON ? try report.json : report.text)
      return report.refused.isEmpty ? 0 : 1
    } catch {
      Program.complain("einthoven: \(error)")
      return 1
    }
  }

  private static func misuse(_ message: String) -> Int32 {
    Program.complain("einthoven cohort: \(message); try 'einthoven cohort --help'")
    return 2
  }
}
