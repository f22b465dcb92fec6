import CommandLineKit
import Learning
import Waveforms

/// `einthoven predict`: asks a checkpoint about recordings.
enum PredictCommand {
  private static let checkpoint = Argument("CHECKPOINT", .file, "a network as 'einthoven train' leaves it")
  private static let leads = Option(
    "leads", .list, "A,B,…", "the record's leads to take in place of the network's, one each")
  private static let json = Option(flag: "json", "print one line of JSON a record")

  static let command = Command(
    "predict", "say what a network makes of recordings",
    examples: [
      .init("einthoven predict model.safetensors /data/cinc2017/A00001", "one record"),
      .init("einthoven predict model.safetensors folder --json", "a line of JSON a record"),
      .init("einthoven predict model.safetensors holter.edf --leads II", "that lead of several"),
    ],
    arguments: [checkpoint, RecordPaths.argument], options: [leads, CommonOptions.rate, json],
    notes: """
      A record at another rate than the network's is resampled. A CSV file says its rate by a column time, in \
      seconds, or not at all: then --rate does. All windows of a record are taken together, as the checkpoint says.
      """,
    exits: [(.success, "all records were answered"), (.failedData, "some were refused")]
  ) { call in
    let model = try Model(reading: call[checkpoint], leads: call[leads], threads: 1)
    return RecordPaths.read(call) { recording in
      let answer = try model.answer(recording)
      call.console.print(call[json] ? answer.json : answer.text)
    }
  }
}
