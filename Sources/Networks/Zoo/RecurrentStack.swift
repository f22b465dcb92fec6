import Compute

/// Bidirectional LSTM layers over all leads, averaged over time, under one last layer.
public struct RecurrentStack: Sendable, Hashable {
  /// Leads in.
  public var leads: Int
  /// Cells a direction.
  public var hidden: Int
  /// How many layers lie on one another.
  public var levels: Int
  /// How many labels there are.
  public var classes: Int

  /// Creates the network.
  public init(leads: Int = 12, hidden: Int = 128, levels: Int = 2, classes: Int) {
    self.leads = leads
    self.hidden = hidden
    self.levels = levels
    self.classes = classes
  }

  /// Draws the logits of a (time, leads) recording.
  public func callAsFunction(_ signal: Node) -> Node {
    var x = signal
    for level in 0..<levels {
      x = LSTMLayer("lstm", level == 0 ? leads : 2 * hidden, hidden, isBidirectional: true, level: level)(x)
    }
    return LinearLayer("head", 2 * hidden, classes)(x.meanOverTime())
  }
}
