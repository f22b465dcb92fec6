import Compute

/// The bottleneck residual network of the PTB-XL benchmark: every stage 256 channels wide, kernel 5.
public struct XResNet1d: Network {
  /// What descriptions call it.
  public static let kind = "xResNet1d"
  /// The names it has.
  public static let presets = [
    Preset("xResNet1d50") { XResNet1d(leads: $0, samples: $1, blocks: layers50, outputs: $2) },
    Preset("xResNet1d101") { XResNet1d(leads: $0, samples: $1, blocks: layers101, outputs: $2) },
  ]

  /// Blocks of the 50-layer network.
  public static let layers50 = [3, 4, 6, 3]
  /// Blocks of the 101-layer network.
  public static let layers101 = [3, 4, 23, 3]

  /// Channels of a recording.
  public var leads: Int
  /// Samples of a lead.
  public var samples: Int
  /// Blocks in each of the four groups.
  public var blocks: [Int]
  /// Numbers out: labels.
  public var outputs: Int

  /// Creates a network with these blocks in each group.
  public init(leads: Int = 12, samples: Int = 1000, blocks: [Int] = layers101, outputs: Int) {
    self.leads = leads
    self.samples = samples
    self.blocks = blocks
    self.outputs = outputs
  }

  private static let width = 64
  private static let channels = 256
  private static let kernel = 5

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? {
    if blocks.count != 4 { return "blocks has \(blocks.count) numbers, expected 4" }
    let halvings = [TimeWindow(size: 5, stride: 2, padding: 4), TimeWindow(size: 3, stride: 2, padding: 2)]
    let groups = blocks.dropFirst().map { _ in TimeWindow(size: 2, stride: 2) }
    return outOfRange(blocks.map { ("a group's blocks", $0, Architecture.Limit.depth) })
      ?? (halvings + groups).tooShort(samples)
  }

  /// As the benchmark draws its networks.
  public func initialisation(of parameter: ParameterSpec) -> Initialisation {
    PooledHead.initialisation(of: parameter)
  }

  /// `stem`, `stages.0.0` and so on, `pool` (greatest and mean over time), `head.linear1`, `head.linear2`.
  public var stages: [Stage] {
    let leads = leads
    var stages = [
      Stage("stem") { signal, phase in
        var x = signal
        for (index, (inputs, outputs, stride)) in [(leads, 32, 2), (32, 32, 1), (32, Self.width, 1)].enumerated() {
          x = Self.normalised(x, "stem.\(index)", inputs, outputs, stride: stride, phase).relu()
        }
        return x.maxPooled(window: 3, stride: 2, padding: 1)
      }
    ]
    for (group, count) in blocks.enumerated() {
      for block in 0..<count {
        let name = "stages.\(group).\(block)"
        let inputs = group == 0 && block == 0 ? Self.width : Self.channels
        let stride = group > 0 && block == 0 ? 2 : 1
        stages.append(Stage(name) { x, phase in Self.block(x, name, inputs, stride: stride, phase) })
      }
    }
    return stages + PooledHead(outputs: outputs).stages(width: Self.channels)
  }

  private static func block(_ x: Node, _ name: String, _ inputs: Int, stride: Int, _ phase: Phase) -> Node {
    var y = normalised(x, name, number: "1", inputs, width, kernel: 1, phase).relu()
    y = normalised(y, name, number: "2", width, width, stride: stride, phase).relu()
    y = normalised(y, name, number: "3", width, channels, kernel: 1, phase)
    var skip = x
    if stride > 1 { skip = skip.averagePooled(window: 2, ceil: true) }
    if inputs != channels { skip = normalised(skip, "\(name).shortcut", inputs, channels, kernel: 1, phase) }
    return (y + skip).relu()
  }

  /// A convolution without bias, then its norm: `name.convN`, `name.normN`.
  private static func normalised(
    _ x: Node, _ name: String, number: String = "", _ inputs: Int, _ outputs: Int, kernel: Int = kernel,
    stride: Int = 1, _ phase: Phase
  ) -> Node {
    let convolution = ConvolutionLayer(
      "\(name).conv\(number)", inputs, outputs, kernel: kernel, stride: stride, padding: .both(kernel / 2),
      hasBias: false)
    return BatchNormLayer("\(name).norm\(number)", outputs)(convolution(x), phase)
  }
}
