import Cohorts
import Interchange
import Learning
import Networks
import Waveforms

extension ReaderTrial {
  /// The trial of what reads checkpoints: their cards are damaged as texts, so that many a lie is still JSON, and what is
  /// read is asked about a recording.
  public static func checkpoints() throws -> [ReaderTrial] {
    let seeds = try CheckpointSeeds.all()
    return [
      ReaderTrial(
        name: "card", seeds: seeds.enumerated().map { ["\($0)": $1.card] }, changes: 2
      ) { files in
        for (name, bytes) in files {
          // Damage keeps a file's bytes, not its characters.
          let card = String(decoding: bytes, as: UTF8.self)
          let tensors = seeds[Int(name) ?? 0].tensors
          try ask(SafetensorsWriter.bytes(tensors, metadata: [Checkpoint.key: card]))
        }
      },
      ReaderTrial(
        name: "checkpoint",
        seeds: seeds.map { seed in
          let card = String(decoding: seed.card, as: UTF8.self)
          return ["w": SafetensorsWriter.bytes(seed.tensors, metadata: [Checkpoint.key: card])]
        }, changes: 2
      ) { files in
        for bytes in files.values { try ask(bytes) }
      },
    ]
  }

  private static func ask(_ bytes: [UInt8]) throws {
    let checkpoint = try Checkpoint(parsing: bytes, file: "w")
    _ = ModelCard(checkpoint)
    // A network that may be drawn may still be large: memory for windows is taken only for small ones.
    guard checkpoint.card.architecture.samples <= 2000 else { return }
    _ = try Model(checkpoint, threads: 1).answer(CheckpointSeeds.recording)
  }
}

/// Small checkpoints of several kinds.
private enum CheckpointSeeds {
  struct Seed {
    let card: [UInt8]
    let tensors: [SafetensorsTensor]
  }

  static let recording = Recording(
    name: "made", rate: 50,
    leads: ["I", "II"].enumerated().map { place, name in
      .init(name: name, samples: (0..<300).map { Float(($0 * 7 + place) % 50) / 100 })
    })

  static func all() throws -> [Seed] {
    let pooled = PooledLSTM(leads: 2, samples: 24, hidden: 1, levels: 1, outputs: 2)
    let lead = Lead(leads: 2, samples: 400, outputs: 2)
    return try [
      seed(Architecture(pooled), [.window(window: Window(24, at: .random, stride: 16)), .fill(value: 0)], .oneLabel),
      seed(
        Architecture(lead),
        [
          .leads(names: ["I", "II"], absent: .refuse), .resample(rate: 300), .halve(wavelet: .db6, border: .symmetric),
          .normalize(normalization: .zScore(.lead)), .window(window: Window(400)), .fill(value: 0),
        ], .severalLabels),
    ]
  }

  private static func seed(_ architecture: Architecture, _ steps: [Step], _ task: Task) throws -> Seed {
    let recipe = Recipe(steps)
    let windows = try recipe(recording)
    var card = Card(
      architecture: architecture, task: task,
      vocabulary: Vocabulary(name: "letters", system: .local, terms: [Term("a", "a"), Term("b", "b")]),
      shape: WindowShape(times: windows.times, leads: windows.leads, rate: windows.rate), recipe: recipe,
      aggregation: WindowAggregation())
    card.results = [Card.Result(part: "test", metric: "macroF1", value: 0.5, interval: [0.4, 0.6], examples: 9)]
    if task == .severalLabels { card.thresholds = [0.25, 0.5] }
    let parameters = architecture.parameters(seed: 1)
    return Seed(card: try JSONFile.bytes(of: card, file: "card", pretty: false), tensors: parameters.tensors())
  }
}
