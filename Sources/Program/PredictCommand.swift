import CommandLineKit
import Learning
import Waveforms

/// `einthoven predict`: asks a checkpoint about recordings.
enum PredictCommand {
  private static let checkpoint = Argument("CHECKPOINT", .file, "a network as 'einthoven train' leaves it")
  private static let leads = Option(
    "leads", .list, "A,B,…", "the record's leads to take in place of the network's, one each")
  private static let format = Option(
    "format", short: "f", .choice(AnswerFormat.allCases.map(\.rawValue)), "FORMAT",
    "text, json (a line a record), csv (a row a record) or challenge (PhysioNet's four lines)", default: "text")
  private static let json = Option(flag: "json", "the same as --format json")
  private static let out = Option(
    "out", short: "o", .file, "PATH", "a file for all answers, or a folder (PATH/) for a file each; '-' prints them",
    default: "-")

  static let command = Command(
    "predict", "say what a network makes of recordings",
    examples: [
      .init("einthoven predict model.safetensors /data/cinc2017/A00001", "one record"),
      .init("einthoven predict model.safetensors folder --json", "a line of JSON a record"),
      .init("einthoven predict model.safetensors holter.edf --leads II", "that lead of several"),
      .init("einthoven predict model.safetensors folder -f challenge -o answers/", "as PhysioNet's scorers read them"),
      .init("cat a.csv | einthoven predict model.safetensors - --rate 300", "through a pipe"),
    ],
    arguments: [checkpoint, RecordPaths.argument], options: [leads, CommonOptions.rate, format, json, out],
    notes: """
      A record at another rate than the network's is resampled; leads are found by name, limb leads made of two \
      others. A record without the leads, or with less signal than half of what the network looks at, is refused. A \
      table says its rate by a column time, in seconds, or not at all: then --rate does. All windows of a record are \
      taken together, as the checkpoint says.
      """,
    exits: [(.success, "all records were answered"), (.failedData, "some were refused")]
  ) { call in
    let model = try Model(reading: call[checkpoint], leads: call[leads], threads: 1)
    let output = call.console.output
    var writer = try AnswerWriter(
      call[json] ? .json : AnswerFormat(rawValue: call[format]) ?? .text, labels: model.card.labels.map(\.code),
      to: call[out] == "-" ? .stream { output.write($0) } : AnswerWriter.place(call[out]))
    let exit = RecordPaths.read(call) { try writer.add(model.answer($0)) }
    try writer.finish()
    return exit
  }
}
