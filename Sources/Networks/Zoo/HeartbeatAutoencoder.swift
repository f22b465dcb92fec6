import Compute

/// Beton's autoencoder of single beats (section 5.2): the state of two LSTM layers is the code, and a decoder that hears
/// nothing tells the beat from it.
///
/// The code is h and c of the second layer, 32 numbers for 16 cells; with `code` a dense pair inside narrows it further.
/// The paper leaves open: the decoder's second layer starts from zeros, and the dense code passes a tanh.
public struct HeartbeatAutoencoder: Network {
  /// What descriptions call it.
  public static let kind = "heartbeatAutoencoder"
  /// The names it has.
  public static let presets = [
    Preset("heartbeatAutoencoder") { HeartbeatAutoencoder(leads: $0, samples: $1, outputs: $2) }
  ]

  /// Channels of a recording.
  public var leads: Int
  /// Samples of a lead.
  public var samples: Int
  /// Cells of a layer.
  public var cells: Int
  /// Numbers that the dense autoencoder inside leaves; nil for none inside.
  public var code: Int?
  /// Channels that are told again: the leads.
  public var outputs: Int

  /// Creates the network.
  public init(leads: Int = 1, samples: Int = 128, cells: Int = 16, code: Int? = nil, outputs: Int? = nil) {
    self.leads = leads
    self.samples = samples
    self.cells = cells
    self.code = code
    self.outputs = outputs ?? leads
  }

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? {
    outOfRange([("cells", cells, Architecture.Limit.width), ("code", code ?? 1, Architecture.Limit.width)])
  }

  /// `encoder`, with a dense autoencoder inside `code` and `expansion`, then `decoder`, `head`: what lies before
  /// `expansion`, or before `decoder` where there is none, is the beat's code.
  public var stages: [Stage] {
    let (leads, cells, samples) = (leads, cells, samples)
    let encoder = Stage("encoder") { x, _ in
      let lower = LSTMLayer("encoder", leads, cells)(x)
      let state = LSTMLayer("encoder", cells, cells, level: 1)(lower, from: nil).last
      return .concatenated([state.hidden, state.cell])
    }
    let inner = code.map { code in
      [
        Stage("code") { x, _ in LinearLayer("code", 2 * cells, code)(x).tanh() },
        Stage("expansion") { x, _ in LinearLayer("expansion", code, 2 * cells)(x) },
      ]
    }
    let decoder = Stage("decoder") { state, _ in
      let start = Node.LSTMState(hidden: state.channels(0..<cells), cell: state.channels(cells..<(2 * cells)))
      let first = LSTMLayer("decoder", leads, cells)(silence(like: state, samples, leads), from: start).outputs
      return LSTMLayer("decoder", cells, cells, level: 1)(first)
    }
    return [encoder] + (inner ?? []) + [decoder, Stage(head: LinearLayer("head", cells, outputs))]
  }
}

/// Zeros of (samples, leads) for each example that has a state.
private func silence(like state: Node, _ samples: Int, _ leads: Int) -> Node {
  let zero = state.stoppingGradient().channels(0..<1).scaled(by: 0).reshaped([1, 1])
  let row = Node.concatenated([Node](repeating: zero, count: leads))
  return row.padded(before: 0, after: samples - 1)
}
