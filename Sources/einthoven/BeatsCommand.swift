import Cohorts
import Waveforms

/// `einthoven beats`: finds the beats of annotated records and says how many were found.
enum BeatsCommand {
  private static let help = """
    Examples:
      einthoven beats /data/mitdb             all annotated records below a folder
      einthoven beats /data/mitdb/100 --json  one record

    Usage: einthoven beats PATH [--json]

      --json       one line of JSON

    The figures are gross: found, missed and extra beats are added up over all records, within 150 ms. Records without
    annotated beats are left out.

    Exit code: 0 when all records were read, 1 when some were refused, 2 for a wrong call.
    """

  /// Runs the command and returns its exit code.
  static func run(_ arguments: [String]) -> Int32 {
    if arguments.contains("-h") || arguments.contains("--help") {
      print(help)
      return 0
    }
    let paths = arguments.filter { $0 != "--json" }
    guard paths.count == 1, !paths[0].hasPrefix("-") else {
      Program.complain("einthoven beats: expected one PATH; try 'einthoven beats --help'")
      return 2
    }
    do throws(FileError) {
      let survey = try BeatSurvey(at: paths[0])
      print(arguments.contains("--json") ? try survey.json : survey.text)
      for error in survey.refused { Program.complain("einthoven: \(error)") }
      return survey.refused.isEmpty ? 0 : 1
    } catch {
      Program.complain("einthoven: \(error)")
      return 1
    }
  }
}
