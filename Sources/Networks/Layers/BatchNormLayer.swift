import Compute

/// Batch normalisation; parameters `name.weight`, `name.bias`, and the carried `name.running_mean`, `name.running_var`.
public struct BatchNormLayer: Sendable, Hashable {
  /// What the parameters' names begin with.
  public var name: String
  /// Channels.
  public var channels: Int
  /// What is added to the variance.
  public var epsilon: Float
  /// How fast the running statistics follow.
  public var momentum: Float

  /// Creates a batch normalisation.
  public init(_ name: String, _ channels: Int, epsilon: Float = 1e-5, momentum: Float = 0.1) {
    self.name = name
    self.channels = channels
    self.epsilon = epsilon
    self.momentum = momentum
  }

  /// Draws the normalisation of each channel.
  public func callAsFunction(_ x: Node, _ phase: Phase) -> Node {
    let isFrozen = phase.frozen.contains(x.graph.fullName("\(name).weight"))
    return x.graph.within(name) {
      x.batchNormalised(
        gamma: x.graph.parameter("\(name).weight", [channels]), beta: x.graph.parameter("\(name).bias", [channels]),
        runningMean: "\(name).running_mean", runningVariance: "\(name).running_var",
        statistics: phase.usesBatchStatistics && !isFrozen ? .batch(momentum: momentum) : .running, epsilon: epsilon)
    }
  }
}
