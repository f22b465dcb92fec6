import Compute

/// The bidirectional LSTM of the PTB-XL benchmark: mean, greatest and last of its outputs under the benchmark's head.
public struct PooledLSTM: Network {
  /// What descriptions call it.
  public static let kind = "pooledLSTM"
  /// The names it has.
  public static let presets = [Preset("lstmBidirectional") { PooledLSTM(leads: $0, samples: $1, outputs: $2) }]

  /// Channels of a recording.
  public var leads: Int
  /// Samples of a lead.
  public var samples: Int
  /// Cells a direction.
  public var hidden: Int
  /// How many layers lie on one another.
  public var levels: Int
  /// Numbers out: labels.
  public var outputs: Int

  /// Creates the network.
  public init(leads: Int = 12, samples: Int = 1000, hidden: Int = 256, levels: Int = 2, outputs: Int) {
    self.leads = leads
    self.samples = samples
    self.hidden = hidden
    self.levels = levels
    self.outputs = outputs
  }

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? {
    outOfRange([("hidden", hidden, Architecture.Limit.width), ("levels", levels, Architecture.Limit.depth)])
  }

  /// The head as the benchmark draws it, the LSTM as PyTorch does.
  public func initialisation(of parameter: ParameterSpec) -> Initialisation {
    PooledHead.initialisation(of: parameter)
  }

  /// `lstm.0` and so on, `pool` (mean, greatest, last), `head.linear1`, `head.linear2`.
  public var stages: [Stage] {
    let layers = (0..<levels).map { level in
      let inputs = level == 0 ? leads : 2 * hidden
      let lstm = LSTMLayer("lstm", inputs, hidden, isBidirectional: true, level: level)
      return Stage("lstm.\(level)") { x, _ in lstm(x) }
    }
    // The benchmark means to take the backward direction's first step, but what it takes of both is the last.
    let pool = Stage("pool") { x, _ in .concatenated([x.meanOverTime(), x.maxOverTime(), x.lastOverTime()]) }
    return layers + [pool] + PooledHead(outputs: outputs).layers(inputs: 6 * hidden)
  }
}
