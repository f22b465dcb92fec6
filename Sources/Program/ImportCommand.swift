import Cohorts
import CommandLineKit
import Learning
import Networks
import Waveforms

/// `einthoven import`: makes a checkpoint of weights from elsewhere.
enum ImportCommand {
  private static let weights = Argument("WEIGHTS", .file, "a safetensors file of a PyTorch state_dict")
  private static let network = Option(
    "network", short: "n", .choice(Architecture.names), "NAME", "the network", default: "lead")
  private static let layout = Option(
    "layout", .choice(StateDictionaryMap.layouts.map(\.name)), "NAME", "whose names the tensors have; ours if not given"
  )
  private static let map = Option("map", .file, "FILE", "a JSON object of names in the file and ours")
  private static let prefix = Option(repeated: "strip", .text, "PREFIX", "what to take off names, such as module.")
  private static let labels = Option("labels", .list, "A,B,…", "the labels, in the order of the outputs", default: [])
  private static let leads = Option("leads", .list, "A,B,…", "the leads, in the order of the inputs", default: ["I"])
  private static let samples = Option("samples", .integer(in: 1...10_000_000), "N", "samples a window", default: 1000)
  private static let rate = Option("rate", .number(in: SamplingRate.plausible), "HZ", "samples a second", default: 100)
  private static let recipe = Option(
    "recipe", .file, "FILE", "how recordings are prepared; resampled and cut if not given")
  private static let several = Option(flag: "several", "an example may have several labels")
  private static let out = Option("out", short: "o", .file, "FILE", "the checkpoint", default: "model.safetensors")
  private static let json = Option(flag: "json", "print what became of each tensor as JSON")

  static let command = Command(
    "import", "make a checkpoint of weights from PyTorch",
    examples: [
      .init("einthoven import weights.safetensors -n lead --labels N,A,O --leads ECG --rate 150", "names as ours"),
      .init(
        "einthoven import w.safetensors -n xresnet1d101 --layout ptbxl-xresnet1d --several --labels …", "a benchmark's"),
    ],
    arguments: [weights],
    options: [network, layout, map, prefix, labels, leads, samples, rate, recipe, several, out, json],
    notes: """
      In Python, three lines make the file:
        import torch, safetensors.torch
        state = torch.load("model.pth", map_location="cpu", weights_only=True)
        safetensors.torch.save_file({k: v.clone().contiguous() for k, v in state.items()}, "weights.safetensors")
      """,
    exits: [(.success, "every tensor was accounted for"), (.failedData, "the weights do not fit the network")]
  ) { call in
    try Destination.check(call[out], besides: [call[weights]])
    var map =
      try call[map].map { path in try StateDictionaryMap(reading: path) }
      ?? StateDictionaryMap.layouts.first { $0.name == call[layout] }?.map ?? StateDictionaryMap()
    map.prefixes += call[prefix]
    guard !call[labels].isEmpty else { throw Misuse("--labels is missing: a code for each output, in order") }
    let steps: [Cohorts.Step] = [
      .leads(names: call[leads], absent: .refuse), .resample(rate: call[rate]),
      .window(window: Window(call[samples], stride: call[samples])), .fill(value: 0),
    ]
    let imported = try Importing(
      network: call[network], labels: call[labels], leads: call[leads], samples: call[samples], rate: call[rate],
      recipe: try call[recipe].map { try Recipe(reading: $0) } ?? Recipe(steps),
      task: call[several] ? .severalLabels : .oneLabel)
    let (checkpoint, report) = try imported.checkpoint(of: call[weights], map)
    try checkpoint.write(to: call[out])
    call.console.print(call[json] ? try report.json() : report.table)
    return .success
  }
}
