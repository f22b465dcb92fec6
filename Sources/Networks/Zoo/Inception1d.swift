import Compute

/// InceptionTime as the PTB-XL benchmark ports it: six blocks of three kernels and a pool, a shortcut around each three.
public struct Inception1d: Network {
  /// What descriptions call it.
  public static let kind = "inception1d"
  /// The names it has.
  public static let presets = [Preset("inception1d") { Inception1d(leads: $0, samples: $1, outputs: $2) }]

  /// Channels of a recording.
  public var leads: Int
  /// Samples of a lead.
  public var samples: Int
  /// Numbers out: labels.
  public var outputs: Int

  /// Creates the network.
  public init(leads: Int = 12, samples: Int = 1000, outputs: Int) {
    self.leads = leads
    self.samples = samples
    self.outputs = outputs
  }

  private static let filters = 32
  private static let bottleneck = 32
  private static let kernels = [39, 19, 9]
  private static let channels = (kernels.count + 1) * filters
  private static let groups = 2
  private static let blocksOfGroup = 3

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? { nil }

  /// As the benchmark draws its networks.
  public func initialisation(of parameter: ParameterSpec) -> Initialisation {
    PooledHead.initialisation(of: parameter)
  }

  /// `groups.0`, `groups.1` (three blocks and a shortcut each), `pool`, `head.linear1`, `head.linear2`.
  public var stages: [Stage] {
    let groups = (0..<Self.groups).map { group in
      Stage("groups.\(group)") { x, phase in
        let blocks = (0..<Self.blocksOfGroup).map { group * Self.blocksOfGroup + $0 }
        let y = blocks.reduce(x) { Self.block($0, "blocks.\($1)", phase) }
        let skip = Self.unbiased("shortcuts.\(group).conv", x, Self.channels, kernel: 1)
        return (y + BatchNormLayer("shortcuts.\(group).norm", Self.channels)(skip, phase)).relu()
      }
    }
    return groups + PooledHead(outputs: outputs).stages(width: Self.channels)
  }

  private static func block(_ x: Node, _ name: String, _ phase: Phase) -> Node {
    let narrow = unbiased("\(name).bottleneck", x, bottleneck, kernel: 1)
    let wide = kernels.enumerated().map { unbiased("\(name).convs.\($0)", narrow, filters, kernel: $1) }
    let pooled = unbiased("\(name).pooled", x.maxPooled(window: 3, stride: 1, padding: 1), filters, kernel: 1)
    return BatchNormLayer("\(name).norm", channels)(.concatenated(wide + [pooled]), phase).relu()
  }

  private static func unbiased(_ name: String, _ x: Node, _ outputs: Int, kernel: Int) -> Node {
    ConvolutionLayer(name, x.shape.channels, outputs, kernel: kernel, padding: .both(kernel / 2), hasBias: false)(x)
  }
}
