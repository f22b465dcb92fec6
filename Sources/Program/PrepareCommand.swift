import Cohorts
import CommandLineKit
import Interchange
import Learning
import Waveforms

/// `einthoven prepare`: writes what a network sees of recordings.
enum PrepareCommand {
  private static let maker = Argument(
    "CHECKPOINT", .checkpoint,
    "a network as 'einthoven train' leaves it, or its run's folder; or a recipe, by its name or as a file of JSON")
  private static let leads = Option(
    "leads", .list, "A,B,…", "the record's leads to take in place of the network's, one each")
  private static let out = Option("out", short: "o", .file, "FILE", "the array of windows", default: "windows.npy")
  private static let cut = Option(flag: "as-cut", "leave out what is done to windows after they were cut")
  private static let drop = Option(flag: "drop-unusable", "of a cohort, leave out examples that the recipe refuses")

  static let command = Command(
    "prepare", "write what a network sees of recordings or a cohort, as a NumPy array",
    examples: [
      .init("einthoven prepare model.safetensors /data/cinc2017/A00001 -o windows.npy", "(window, sample, lead)"),
      .init("einthoven prepare beat mitdb:/data/mitdb --drop-unusable -o beats.npy", "and beats.labels.npy"),
      .init("einthoven prepare model.safetensors folder --as-cut", "for an ONNX file that normalises"),
    ],
    arguments: [maker, RecordPaths.argument],
    options: [out, leads, CommonOptions.rate, CommonOptions.columns, cut, drop],
    notes:
      "Training, prediction and this command apply one and the same recipe. A line of JSON a record, or an example "
      + "of a cohort (NAME:PATH in place of RECORD), says which windows are its own; a cohort's labels go into a second "
      + "array, (window, label). A table says its rate by a column of times, such as time_s or time_ms, or not at all: then "
      + "--rate does.\n\n"
      + "Recipes:\n" + Recipe.presets.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"),
    exits: [(.success, "all records were prepared"), (.failedData, "some were refused")]
  ) { call in
    try Destination.check(call[out], endsIn: ["npy"], option: out)
    try Destination.check(call[out], besides: call[RecordPaths.argument] + [call[maker]])
    let preparation = try Preparation(call[maker], leads: call[leads])
    var arrays = WindowArrays()
    var exit = Exit.success
    var names = LabelNames.codes
    if let name = call[RecordPaths.argument].first(where: CohortLoaders.isSpecification) {
      try call.refuse(CommonOptions.rate, because: "a cohort says it: csv,rate=HZ:FILE")
      try call.refuse(CommonOptions.columns, because: "the tables of a cohort have a first row of names")
      guard call[RecordPaths.argument].count == 1, !call[cut] else {
        throw Misuse("a cohort is prepared alone, and whole: \(name)")
      }
      let cohort = try Cohort.load(name)
      names = LabelNames(cohort.vocabulary)
      let prepared = try preparation.prepared(cohort, dropsUnusable: call[drop], threads: nil)
      try arrays.add(prepared) { call.console.print($0) }
    } else {
      try call.refuse(drop, because: "it is of a cohort")
      exit = try RecordPaths.read(call, done: "prepared", left: "nothing was written") { recording in
        let windows = try preparation.windows(of: recording, asCut: call[cut])
        call.console.print(try arrays.add(windows, of: recording.name))
      }
    }
    guard arrays.count > 0 else { return .failedData }
    let labels = try arrays.write(to: call[out])
    call.console.note("wrote \(counted(arrays.count, "window")) to \(call[out])")
    if let labels {
      call.console.note("wrote \(labels.file): \(labels.labels.map(names.beside).joined(separator: ", "))")
    }
    return exit
  }
}
