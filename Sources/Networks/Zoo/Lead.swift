import Compute

/// Beton's one-lead network (table 2): four convolutions, two bidirectional LSTMs of 16 cells, one bias a gate.
public struct Lead: Sendable, Hashable {
  /// How many labels there are: the table prints 3, its parameter count is that of 4.
  public var classes: Int

  /// Numbers that the trunk makes of a recording.
  public static let features = 32

  /// Creates the network.
  public init(classes: Int = 3) { self.classes = classes }

  /// Draws the logits of a (time, 1) recording.
  public func callAsFunction(_ signal: Node, _ phase: Phase) -> Node {
    LinearLayer("head", Lead.features, classes)(Lead.trunk(signal, phase))
  }

  /// Draws all but the last layer, up to the mean over time; `prefix` goes before the parameters' names.
  public static func trunk(_ signal: Node, prefix: String = "", _ phase: Phase) -> Node {
    var x = signal
    let plan = [(1, 8, 20), (8, 16, 12), (16, 32, 8), (32, 32, 4)]
    for (index, (inputs, outputs, kernel)) in plan.enumerated() {
      x = ConvolutionLayer("\(prefix)conv\(index + 1)", inputs, outputs, kernel: kernel)(x)
      x = x.relu().maxPooled(window: 5, stride: 2).droppedOut(0.1, phase)
    }
    for index in 1...2 {
      let layer = LSTMLayer("\(prefix)lstm\(index)", 32, 16, isBidirectional: true, hasTwoBiases: false)
      x = layer(x).droppedOut(0.2, phase)
    }
    return x.meanOverTime()
  }
}
