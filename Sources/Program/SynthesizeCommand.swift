import Cohorts
import CommandLineKit
import Interchange

/// `einthoven synthesize`: writes a made database.
enum SynthesizeCommand {
  private static let folder = Argument("FOLDER", .folder, "where the records and index.csv go")
  private static let patients = Option("patients", .integer(in: 1...1_000_000), "N", "how many", default: 100)
  private static let visits = Option("visits", .integer(in: 1...1000), "N", "records a patient", default: 1)
  private static let seconds = Option("seconds", .number(in: 1...3600), "S", "the length of a record", default: 10)
  private static let rate = Option(
    "rate", .number(in: 50...20_000), "HZ", "the rate of all hospitals; each has its own when not given")
  private static let hospitals = Option("hospitals", .integer(in: 1...1000), "N", "how many", default: 4)
  private static let leads = Option("leads", .list, "A,B,…", "the leads to write; all twelve when not given")
  private static let first = Option(
    "first", .integer(in: 0...1_000_000_000), "N", "the first patient's number", default: 0)
  private static let force = Option(flag: "force", "write into a folder that holds something")
  private static let json = Option(flag: "json", "print the result as one line of JSON")

  static let command = Command(
    "synthesize", "write made records of made patients, with an index",
    examples: [
      .init("einthoven synthesize made", "a hundred patients, twelve leads, ten seconds"),
      .init("einthoven synthesize made --patients 40 --visits 3 --leads II --rate 300", "one lead, several visits"),
      .init("einthoven synthesize made && einthoven train csv:made/index.csv", "what it is for"),
    ],
    arguments: [folder],
    options: [
      patients, visits, seconds, rate, hospitals, leads, first, CommonOptions.seed, CommonOptions.threads, force, json,
    ],
    notes: """
      The same seed and options write the same bytes. Labels are what a hospital wrote down, with its omissions and \
      habits; beats are annotated (.atr). The cohort 'synthetic:SEED' is the same without files.
      """,
    exits: [(.failedData, "something stands there already, or a file cannot be written")]
  ) { call in
    let index = call[folder] + "/index.csv"
    if !call[force], FileAccess.kind(call[folder]) == .folder, let other = try FileAccess.something(in: call[folder]) {
      throw FileError(
        file: call[folder], found: other, expected: "an empty folder",
        message: "something stands there: name another folder, or --force writes into this one")
    }
    var database = SyntheticFolder()
    (database.patients, database.visits, database.seconds) = (call[patients], call[visits], call[seconds])
    (database.hospitals, database.first) = (call[hospitals], call[first])
    (database.rate, database.leads) = (call[rate], call[leads])
    let count = try database.write(
      seed: call[CommonOptions.seed], to: call[folder], threads: call[CommonOptions.threads])
    if call[json] {
      let result = [("cohort", "csv:\(index)"), ("folder", call[folder]), ("index", index)].map {
        ($0, JSONText.string($1))
      }
      call.console.print(JSONText.object([("records", .integer(count))] + result).line)
    }
    call.console.note("wrote \(counted(count, "record")) and \(index); it is the cohort csv:\(index)")
    return .success
  }
}
