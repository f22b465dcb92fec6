import Compute

/// Bidirectional LSTM layers over all leads, averaged over time, under one last layer.
public struct RecurrentStack: Network {
  /// What descriptions call it.
  public static let kind = "recurrentStack"
  /// The names it has.
  public static let presets = [Preset("recurrentStack") { RecurrentStack(leads: $0, samples: $1, outputs: $2) }]

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
  public init(leads: Int = 12, samples: Int = 1000, hidden: Int = 128, levels: Int = 2, outputs: Int) {
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

  /// `lstm.0` and so on, `mean`, `head`.
  public var stages: [Stage] {
    let layers = (0..<levels).map { level in
      let inputs = level == 0 ? leads : 2 * hidden
      let lstm = LSTMLayer("lstm", inputs, hidden, isBidirectional: true, level: level)
      return Stage("lstm.\(level)") { x, _ in lstm(x) }
    }
    return layers + [
      Stage("mean") { x, _ in x.meanOverTime() }, Stage(head: LinearLayer("head", 2 * hidden, outputs)),
    ]
  }
}
