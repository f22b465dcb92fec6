import Compute

/// What a network is drawn for.
public struct Phase: Sendable, Hashable {
  /// Whether dropout drops.
  public var drops: Bool
  /// Whether batch norm uses the batch's own statistics, and carries the running ones along.
  public var usesBatchStatistics: Bool
  /// Full names of parameters that do not learn: a batch norm of which they are keeps its statistics.
  public var frozen: Set<String>

  /// Creates a phase.
  public init(drops: Bool, usesBatchStatistics: Bool, frozen: Set<String> = []) {
    self.drops = drops
    self.usesBatchStatistics = usesBatchStatistics
    self.frozen = frozen
  }

  /// Dropout drops, and batch norm uses the batch's own statistics.
  public static let training = Phase(drops: true, usesBatchStatistics: true)
  /// Nothing is random, and batch norm uses the running statistics.
  public static let prediction = Phase(drops: false, usesBatchStatistics: false)
}

extension Node {
  /// Returns the value with units dropped in a phase that drops, and as it is otherwise.
  public func droppedOut(_ probability: Float, _ phase: Phase) -> Node {
    phase.drops ? droppedOut(probability) : self
  }
}
