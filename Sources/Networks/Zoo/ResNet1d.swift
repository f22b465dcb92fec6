import Compute

/// The residual networks of Nguyen et al.: torchvision's, along one axis, with a layer of 512 before the head.
public struct ResNet1d: Network {
  /// What descriptions call it.
  public static let kind = "resNet1d"
  /// The names it has.
  public static let presets = [18, 50, 101].map { depth in
    Preset("resNet1d\(depth)") { ResNet1d(leads: $0, samples: $1, depth: depth, outputs: $2) }
  }

  /// Channels of a recording.
  public var leads: Int
  /// Samples of a lead.
  public var samples: Int
  /// Layers: 18, 50 or 101.
  public var depth: Int
  /// Channels of the stem; the authors have 64.
  public var width: Int
  /// Numbers out: labels.
  public var outputs: Int

  /// Creates the network.
  public init(leads: Int = 12, samples: Int = 1000, depth: Int, width: Int = 64, outputs: Int) {
    self.leads = leads
    self.samples = samples
    self.depth = depth
    self.width = width
    self.outputs = outputs
  }

  private static let blocks = [18: [2, 2, 2, 2], 50: [3, 4, 6, 3], 101: [3, 4, 23, 3]]
  private static let embedding = 512

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? {
    if Self.blocks[depth] == nil { return "depth is \(depth), expected 18, 50 or 101" }
    return outOfRange([("width", width, 1...1024)])
  }

  /// Convolutions as `kaiming_normal_(mode="fan_out")`, the rest as PyTorch's layers.
  public func initialisation(of parameter: ParameterSpec) -> Initialisation {
    parameter.shape.rank == 3 ? .kaimingNormal(.out) : .standard
  }

  /// `stem`, `layer1.0` and so on, `mean`, `fc1`, `fc2`.
  public var stages: [Stage] {
    let (leads, width) = (leads, width)
    var stages = [
      Stage("stem") { signal, phase in
        let convolution = ConvolutionLayer(
          "conv1", leads, width, kernel: 7, stride: 2, padding: .both(3), hasBias: false)
        return BatchNormLayer("bn1", width)(convolution(signal), phase).relu()
          .maxPooled(window: 3, stride: 2, padding: 1)
      }
    ]
    var inputs = width
    for (group, count) in (Self.blocks[depth] ?? []).enumerated() {
      for number in 0..<count {
        let block = ResidualBlock(
          name: "layer\(group + 1).\(number)", inputs: inputs, width: width << group, isBottleneck: depth > 18,
          stride: group > 0 && number == 0 ? 2 : 1)
        stages.append(Stage(block.name) { x, phase in block(x, phase) })
        inputs = block.outputs
      }
    }
    let embedding = LinearLayer("fc1", inputs, Self.embedding)
    return stages + [
      Stage("mean") { x, _ in x.meanOverTime() }, Stage("fc1") { x, _ in embedding(x).relu() },
      Stage(head: LinearLayer("fc2", Self.embedding, outputs)),
    ]
  }
}

/// Two convolutions of 3, or 1–3–1 with four times the width out, around a shortcut; the stride is in a convolution of 3.
private struct ResidualBlock {
  let name: String
  let inputs: Int
  let width: Int
  let isBottleneck: Bool
  let stride: Int

  var outputs: Int { isBottleneck ? 4 * width : width }

  func callAsFunction(_ x: Node, _ phase: Phase) -> Node {
    let kernels = isBottleneck ? [1, 3, 1] : [3, 3]
    let strided = isBottleneck ? 1 : 0
    var y = x
    for (index, kernel) in kernels.enumerated() {
      let isLast = index == kernels.count - 1
      y = normalised(
        y, "conv\(index + 1)", "bn\(index + 1)", isLast ? outputs : width, kernel: kernel,
        stride: index == strided ? stride : 1, phase)
      if !isLast { y = y.relu() }
    }
    let skip =
      stride > 1 || inputs != outputs
      ? normalised(x, "downsample.0", "downsample.1", outputs, kernel: 1, stride: stride, phase) : x
    return (y + skip).relu()
  }

  private func normalised(
    _ x: Node, _ convolution: String, _ norm: String, _ outputs: Int, kernel: Int, stride: Int, _ phase: Phase
  ) -> Node {
    let layer = ConvolutionLayer(
      "\(name).\(convolution)", x.shape.channels, outputs, kernel: kernel, stride: stride, padding: .both(kernel / 2),
      hasBias: false)
    return BatchNormLayer("\(name).\(norm)", outputs)(layer(x), phase)
  }
}
