import Compute

/// Beton's one-lead network (table 2): four convolutions, two bidirectional LSTMs of 16 cells, one bias a gate.
public struct Lead: Network {
  /// What descriptions call it.
  public static let kind = "lead"
  /// The names it has.
  public static let presets = [Preset("lead") { Lead(leads: $0, samples: $1, outputs: $2) }]

  /// Channels of a recording.
  public var leads: Int
  /// Samples of a lead.
  public var samples: Int
  /// How many labels there are: the table prints 3, its parameter count is that of 4.
  public var outputs: Int

  /// Creates the network.
  public init(leads: Int = 1, samples: Int = 1000, outputs: Int = 3) {
    self.leads = leads
    self.samples = samples
    self.outputs = outputs
  }

  private static let plan: [(width: Int, kernel: Int)] = [(8, 20), (16, 12), (32, 8), (32, 4)]
  private static let pool = TimeWindow(size: 5, stride: 2)
  private static let cells = 16

  /// Why it cannot be drawn, in words; nil when it can.
  public var problem: String? { Self.plan.flatMap { [TimeWindow(size: $0.kernel), Self.pool] }.tooShort(samples) }

  /// `conv1` to `conv4` with their pools, `lstm1`, `lstm2`, `mean`, `head`.
  public var stages: [Stage] {
    var stages: [Stage] = []
    var width = leads
    for (index, layer) in Self.plan.enumerated() {
      let convolution = ConvolutionLayer("conv\(index + 1)", width, layer.width, kernel: layer.kernel)
      stages.append(
        Stage(convolution.name) { x, phase in
          convolution(x).relu().maxPooled(window: Self.pool.size, stride: Self.pool.stride).droppedOut(0.1, phase)
        })
      width = layer.width
    }
    for index in 1...2 {
      let lstm = LSTMLayer("lstm\(index)", width, Self.cells, isBidirectional: true, hasTwoBiases: false)
      stages.append(Stage(lstm.name) { x, phase in lstm(x).droppedOut(0.2, phase) })
      width = lstm.outputs
    }
    return stages + [Stage("mean") { x, _ in x.meanOverTime() }, Stage(head: LinearLayer("head", width, outputs))]
  }
}
