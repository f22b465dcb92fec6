import Cohorts
import CommandLineKit
import Interchange
import Learning
import Networks
import Waveforms

/// `einthoven prepare`: writes what a network sees of recordings.
enum PrepareCommand {
  private static let checkpoint = Argument("CHECKPOINT", .file, "a network as 'einthoven train' leaves it")
  private static let leads = Option(
    "leads", .list, "A,B,…", "the record's leads to take in place of the network's, one each")
  private static let out = Option("out", short: "o", .file, "FILE", "the array of windows", default: "windows.npy")
  private static let cut = Option(flag: "as-cut", "leave out what is done to windows after they were cut")

  static let command = Command(
    "prepare", "write what a network sees of recordings, as a NumPy array",
    examples: [
      .init("einthoven prepare model.safetensors /data/cinc2017/A00001 -o windows.npy", "(window, sample, lead)"),
      .init("einthoven prepare model.safetensors folder --as-cut", "for an ONNX file that normalises"),
    ],
    arguments: [checkpoint, RecordPaths.argument], options: [out, leads, CommonOptions.rate, cut],
    notes: """
      Training, prediction and this command apply one and the same recipe. A line of JSON a record says which windows \
      are its own. A CSV file says its rate by a column time, in seconds, or not at all: then --rate does.
      """,
    exits: [(.success, "all records were prepared"), (.failedData, "some were refused")]
  ) { call in
    let model = try Model(reading: call[checkpoint], leads: call[leads], threads: 1)
    var values: [Float] = []
    var count = 0
    let exit = RecordPaths.read(call) { recording in
      let windows = try call[cut] ? model.cutWindows(of: recording) : model.windows(of: recording)
      call.console.print(
        JSONText.object([
          ("record", .string(recording.name)), ("first", .integer(count)), ("windows", .integer(windows.count)),
        ]).line)
      values += windows.values
      count += windows.count
    }
    let shape = [count, model.card.architecture.samples, model.card.leads.count]
    try NPYArray(shape: shape, floats: values).write(to: call[out])
    return exit
  }
}
