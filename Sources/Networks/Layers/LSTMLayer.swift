import Compute

/// One layer of an LSTM; parameters named as PyTorch names them: `name.weight_ih_l0`, `name.weight_hh_l0`,
/// `name.bias_ih_l0`, with two biases a gate also `name.bias_hh_l0`, and the same with `_reverse`.
public struct LSTMLayer: Sendable, Hashable {
  /// What the parameters' names begin with.
  public var name: String
  /// Channels in.
  public var inputs: Int
  /// Cells a direction.
  public var hidden: Int
  /// Whether a second one reads from the end.
  public var isBidirectional: Bool
  /// Whether a gate has PyTorch's two biases, which only act as their sum, or one.
  public var hasTwoBiases: Bool
  /// The layer's number within a stack, as it stands in the names.
  public var level: Int

  /// Creates a layer.
  public init(
    _ name: String, _ inputs: Int, _ hidden: Int, isBidirectional: Bool = false, hasTwoBiases: Bool = true,
    level: Int = 0
  ) {
    self.name = name
    self.inputs = inputs
    self.hidden = hidden
    self.isBidirectional = isBidirectional
    self.hasTwoBiases = hasTwoBiases
    self.level = level
  }

  /// Channels out.
  public var outputs: Int { isBidirectional ? 2 * hidden : hidden }

  /// Draws the outputs at every time step, forward and backward side by side.
  public func callAsFunction(_ x: Node) -> Node {
    x.graph.within(name) {
      x.lstm(weights(x.graph, "_l\(level)"), backward: isBidirectional ? weights(x.graph, "_l\(level)_reverse") : nil)
    }
  }

  /// Draws the outputs at every time step from a given state, or from zeros, and the state that the last step leaves.
  public func callAsFunction(_ x: Node, from state: Node.LSTMState?) -> (outputs: Node, last: Node.LSTMState) {
    x.graph.within(name) {
      x.lstm(
        weights(x.graph, "_l\(level)"), backward: isBidirectional ? weights(x.graph, "_l\(level)_reverse") : nil,
        from: state)
    }
  }

  private func weights(_ graph: Graph, _ suffix: String) -> Node.LSTMWeights {
    let bias = graph.parameter("\(name).bias_ih\(suffix)", [4 * hidden])
    return Node.LSTMWeights(
      input: graph.parameter("\(name).weight_ih\(suffix)", [4 * hidden, inputs]),
      hidden: graph.parameter("\(name).weight_hh\(suffix)", [4 * hidden, hidden]),
      bias: hasTwoBiases ? bias + graph.parameter("\(name).bias_hh\(suffix)", [4 * hidden]) : bias)
  }
}
