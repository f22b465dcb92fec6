import Compute

/// The heartbeat network of Kachuee et al. (2018): five residual blocks over one beat.
public struct Beat: Network {
  /// What descriptions call it.
  public static let kind = "beat"
  /// The names it has.
  public static let presets = [Preset("beat") { Beat(leads: $0, samples: $1, outputs: $2) }]

  /// Channels of a recording.
  public var leads: Int
  /// Samples of a lead.
  public var samples: Int
  /// How many kinds of beat there are.
  public var outputs: Int

  /// Creates the network.
  public init(leads: Int = 1, samples: Int = 187, outputs: Int = 5) {
    self.leads = leads
    self.samples = samples
    self.outputs = outputs
  }

  private static let width = 32
  private static let blocks = 0..<5
  private static let pool = TimeWindow(size: 5, stride: 2)

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? { Self.blocks.map { _ in Self.pool }.tooShort(samples) }

  /// `stem`, `blocks.0` to `blocks.4`, `flatten` (the representation that the paper transfers), `hidden`, `head`.
  public var stages: [Stage] {
    let width = Self.width
    let stem = ConvolutionLayer("stem", leads, width, kernel: 5, padding: .same)
    let blocks = Self.blocks.map { block in
      let first = ConvolutionLayer("blocks.\(block).first", width, width, kernel: 5, padding: .same)
      let second = ConvolutionLayer("blocks.\(block).second", width, width, kernel: 5, padding: .same)
      return Stage("blocks.\(block)") { x, _ in
        (second(first(x).relu()) + x).relu().maxPooled(window: Self.pool.size, stride: Self.pool.stride)
      }
    }
    return [Stage("stem") { x, _ in stem(x) }] + blocks + [
      .flatten,
      Stage("hidden") { x, _ in LinearLayer("hidden", x.shape.count, width)(x).relu() },
      Stage(head: LinearLayer("head", width, outputs)),
    ]
  }
}

extension Stage {
  /// All time steps as one row of numbers, channel by channel, as PyTorch flattens (channel, time).
  static var flatten: Stage { Stage("flatten") { x, _ in x.transposed().reshaped([x.shape.count]) } }
}
