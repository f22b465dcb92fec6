import Cohorts
import CommandLineKit
import Waveforms

/// `einthoven beats`: finds the beats of annotated records and says how many were found.
enum BeatsCommand {
  private static let path = Argument("PATH", .file, "a record, or a folder of them")
  private static let json = Option(flag: "json", "print one line of JSON")

  static let command = Command(
    "beats", "find beats and compare them with the annotated ones",
    examples: [
      .init("einthoven beats /data/mitdb", "all annotated records below a folder"),
      .init("einthoven beats /data/mitdb/100 --json", "one record"),
    ],
    arguments: [path], options: [json],
    notes: """
      The figures are gross: found, missed and extra beats are added up over all records, within 150 ms. Records \
      without annotated beats are left out.
      """,
    exits: [(.success, "all records were read"), (.failedData, "some were refused")]
  ) { call in
    let survey = try BeatSurvey(at: call[path])
    call.console.print(call[json] ? try survey.json : survey.text)
    for error in survey.refused { call.console.complain("\(call.path): \(error)") }
    return survey.refused.isEmpty ? .success : .failedData
  }
}
