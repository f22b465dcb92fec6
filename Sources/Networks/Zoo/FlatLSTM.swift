import Compute

/// The LSTM of Nguyen et al.: one layer, all its outputs at every time step laid out in a row under one last layer.
public struct FlatLSTM: Network {
  /// What descriptions call it.
  public static let kind = "flatLSTM"
  /// The names it has.
  public static let presets = [
    Preset("lstm") { FlatLSTM(leads: $0, samples: $1, isBidirectional: false, outputs: $2) },
    Preset("biLSTM") { FlatLSTM(leads: $0, samples: $1, isBidirectional: true, outputs: $2) },
  ]

  /// Channels of a recording.
  public var leads: Int
  /// Samples of a lead.
  public var samples: Int
  /// Cells a direction.
  public var hidden: Int
  /// Whether a second one reads from the end.
  public var isBidirectional: Bool
  /// Numbers out: labels.
  public var outputs: Int

  /// Creates the network.
  public init(leads: Int = 12, samples: Int = 1000, hidden: Int = 100, isBidirectional: Bool, outputs: Int) {
    self.leads = leads
    self.samples = samples
    self.hidden = hidden
    self.isBidirectional = isBidirectional
    self.outputs = outputs
  }

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? { outOfRange([("hidden", hidden, Architecture.Limit.width)]) }

  /// `lstm`, `flatten` (time step by time step), `fc`.
  public var stages: [Stage] {
    let lstm = LSTMLayer("lstm", leads, hidden, isBidirectional: isBidirectional)
    return [
      Stage("lstm") { x, _ in lstm(x) }, Stage("flatten") { x, _ in x.reshaped([x.shape.count]) },
      Stage(head: LinearLayer("fc", samples * lstm.outputs, outputs)),
    ]
  }
}
