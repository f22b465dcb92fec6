import Compute

/// The bottleneck residual network of the PTB-XL benchmark: every stage 256 channels wide, kernel 5.
public struct XResNet1d: Sendable, Hashable {
  /// Leads in.
  public var leads: Int
  /// How many labels there are.
  public var classes: Int
  /// Blocks in each stage.
  public var blocks: [Int]

  /// Creates a network with these blocks a stage.
  public init(leads: Int = 12, classes: Int, blocks: [Int]) {
    self.leads = leads
    self.classes = classes
    self.blocks = blocks
  }

  /// The 101-layer network.
  public static func layers101(leads: Int = 12, classes: Int) -> XResNet1d {
    XResNet1d(leads: leads, classes: classes, blocks: [3, 4, 23, 3])
  }

  /// The 50-layer network.
  public static func layers50(leads: Int = 12, classes: Int) -> XResNet1d {
    XResNet1d(leads: leads, classes: classes, blocks: [3, 4, 6, 3])
  }

  private static let width = 64
  private static let channels = 256
  private static let kernel = 5

  /// Draws the logits of a (time, leads) recording.
  public func callAsFunction(_ signal: Node, _ phase: Phase) -> Node {
    var x = signal
    for (index, (inputs, outputs, stride)) in [(leads, 32, 2), (32, 32, 1), (32, 64, 1)].enumerated() {
      x = Self.normalised(x, "stem.\(index)", "", inputs, outputs, kernel: Self.kernel, stride: stride, phase).relu()
    }
    x = x.maxPooled(window: 3, stride: 2, padding: 1)
    for (stage, count) in blocks.enumerated() {
      for block in 0..<count {
        let inputs = stage == 0 && block == 0 ? Self.width : Self.channels
        x = Self.block(x, "stages.\(stage).\(block)", inputs, stride: stage > 0 && block == 0 ? 2 : 1, phase)
      }
    }
    let features = Node.concatenated([x.maxOverTime(), x.meanOverTime()])
    return head(features, phase)
  }

  private static func block(_ x: Node, _ name: String, _ inputs: Int, stride: Int, _ phase: Phase) -> Node {
    var y = normalised(x, name, "1", inputs, width, kernel: 1, phase).relu()
    y = normalised(y, name, "2", width, width, kernel: kernel, stride: stride, phase).relu()
    y = normalised(y, name, "3", width, channels, kernel: 1, phase)
    var skip = x
    if stride > 1 { skip = skip.averagePooled(window: 2, ceil: true) }
    if inputs != channels { skip = normalised(skip, "\(name).shortcut", "", inputs, channels, kernel: 1, phase) }
    return (y + skip).relu()
  }

  /// A convolution without bias, then its norm: `name.convN`, `name.normN`.
  private static func normalised(
    _ x: Node, _ name: String, _ number: String, _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1,
    _ phase: Phase
  ) -> Node {
    let convolution = ConvolutionLayer(
      "\(name).conv\(number)", inputs, outputs, kernel: kernel, stride: stride, padding: .both(kernel / 2),
      hasBias: false)
    return BatchNormLayer("\(name).norm\(number)", outputs)(convolution(x), phase)
  }

  private func head(_ features: Node, _ phase: Phase) -> Node {
    var x = BatchNormLayer("head.norm1", 2 * Self.channels)(features, phase).droppedOut(0.25, phase)
    x = LinearLayer("head.linear1", 2 * Self.channels, 128)(x).relu()
    x = BatchNormLayer("head.norm2", 128)(x, phase).droppedOut(0.5, phase)
    return LinearLayer("head.linear2", 128, classes)(x)
  }
}
