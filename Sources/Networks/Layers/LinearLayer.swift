import Compute

/// A fully connected layer; parameters `name.weight` (out, in) and `name.bias` (out).
public struct LinearLayer: Sendable, Hashable {
  /// What the parameters' names begin with.
  public var name: String
  /// Numbers in.
  public var inputs: Int
  /// Numbers out.
  public var outputs: Int
  /// Whether a bias is added.
  public var hasBias: Bool

  /// Creates a fully connected layer.
  public init(_ name: String, _ inputs: Int, _ outputs: Int, hasBias: Bool = true) {
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.hasBias = hasBias
  }

  /// Draws x · weightᵀ + bias, at every time step alike.
  public func callAsFunction(_ x: Node) -> Node {
    x.graph.within(name) {
      x.linear(
        x.graph.parameter("\(name).weight", [outputs, inputs]),
        bias: hasBias ? x.graph.parameter("\(name).bias", [outputs]) : nil)
    }
  }
}
