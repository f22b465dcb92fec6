import CommandLineKit
import Interchange
import Learning
import Waveforms

/// `einthoven predict`: asks a checkpoint about recordings.
enum PredictCommand {
  private static let leads = Option(
    "leads", .list, "A,B,…", "the record's leads to take in place of the network's, one each")
  private static let format = Option(
    "format", short: "f", .choice(AnswerFormat.allCases.map(\.rawValue)), "FORMAT",
    "text, json (a line a record), csv (a row a record) or challenge (PhysioNet's four lines); what the name of --out "
      + "says, or text, when not given")
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
    arguments: [CommonOptions.checkpoint, RecordPaths.argument],
    options: [leads, CommonOptions.rate, CommonOptions.columns, format, json, out],
    notes: """
      A record at another rate than the network's is resampled; leads are found by name, limb leads made of two \
      others. A record without the leads, or with less signal than half of what the network looks at, is refused. A \
      table says its rate by a column of times, such as time_s or time_ms, or not at all: then --rate does. All \
      windows of a record are taken together, as the checkpoint says.

      JSON has the codes of what is said in labels, and what these are called in names. CSV has the columns record, \
      windows, labels, one a label of the network by its code, names, and problem: why a record was refused, whose \
      other columns are then empty. The Challenge's format has no room for what was refused.
      """,
    exits: [(.success, "all records were answered"), (.failedData, "some were refused")]
  ) { call in
    let place = call[out] == "-" ? nil : AnswerWriter.place(call[out])
    let form = try form(call, to: place)
    if case .file(let path) = place {
      try Destination.check(path, besides: call[RecordPaths.argument] + [call[CommonOptions.checkpoint]])
    }
    let model = try Model(reading: call[CommonOptions.checkpoint], leads: call[leads], threads: 1)
    var writer = try AnswerWriter(
      form, labels: model.card.labels, to: place ?? .stream { call.console.write($0) })
    let exit = try RecordPaths.read(
      call, done: "answered", left: left(in: place), refused: { writer.add(refusal: $1, of: $0) }
    ) {
      try writer.add(model.answer($0))
    }
    if !(try writer.finish()) { call.console.complain("\(call.path): nothing was answered, nothing written") }
    return exit
  }

  /// What is left of answers when the command is stopped before its end.
  private static func left(in place: AnswerWriter.Place?) -> String {
    switch place {
    case .file(let path):
      FileAccess.kind(path) == .nothing ? "nothing was written" : "nothing was written, \(path) is as it was"
    case .folder(let path): "their answers are in \(path)"
    case .stream, nil: "their answers are above"
    }
  }

  /// The format that is asked for, or that the name of a file says.
  private static func form(_ call: Call, to place: AnswerWriter.Place?) throws -> AnswerFormat {
    let asked = call[format].flatMap(AnswerFormat.init)
    if call[json] {
      if let asked, asked != .json { throw Misuse("--json and --format \(asked.rawValue): expected one of them") }
      return .json
    }
    if let asked { return asked }
    guard case .file(let path) = place, FileAccess.name(of: path).contains(".") else { return .text }
    try Destination.check(path, endsIn: ["csv", "jsonl", "json", "txt"], option: out)
    let name = path.lowercased()
    return name.hasSuffix(".csv") ? .csv : name.hasSuffix(".json") || name.hasSuffix(".jsonl") ? .json : .text
  }
}
