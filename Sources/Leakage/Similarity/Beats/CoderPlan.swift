/// How the autoencoder of beats is trained: first the outer one, then the inner on its codes, then both together.
public struct CoderPlan: Sendable, Equatable, Codable {
  /// Beats of each patient to learn from, drawn; all are coded.
  public var beatsEach = 400
  /// Beats a step.
  public var batch = 32
  /// Numbers of a code.
  public var code = 16
  /// Passes of the outer autoencoder.
  public var outerEpochs = 24
  /// Passes of the inner one over the codes.
  public var innerEpochs = 60
  /// Passes of both together.
  public var jointEpochs = 6
  /// The learning rate of the outer one, which like the others falls to 0 over the second half.
  public var outerRate: Float = 5e-3
  /// The learning rate of the inner one.
  public var innerRate: Float = 2e-3
  /// The learning rate of both together.
  public var jointRate: Float = 1e-3
  /// What everything random follows from.
  public var seed: UInt64 = 1

  /// Creates the usual plan.
  public init() {}
}
