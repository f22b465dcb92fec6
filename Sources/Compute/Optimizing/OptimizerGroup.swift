extension Optimizer {
  /// Parameters that are treated alike.
  ///
  /// Norms and biases are usually left out of weight decay: `[Group(decay: 0.01) { !$0.isNormOrBias }, Group()]`.
  public struct Group: Sendable {
    /// Which parameters belong; the first group that takes a parameter has it.
    public var contains: @Sendable (ParameterSpec) -> Bool
    /// What the learning rate is multiplied by. With 0 the group is left alone, weights and moments, as if nothing of it
    /// could be trained; `isTrainable` of the program does the same and saves the work of its gradients too.
    public var rateFactor: Float
    /// Weight decay.
    public var decay: Float
    /// Strength of the pull to the anchors; 0 for none. Unlike a penalty in the loss, this is done by soft threshold
    /// after each step, so that a weight with no reason to move stays exactly at its anchor.
    public var proximalL1: Float
    /// Strength of the pull to the anchors in proportion to the distance: after each step, and apart from the gradient
    /// under every rule, w = anchor + (w − anchor)/(1 + rate · strength).
    public var proximalL2: Float
    /// Strength of a penalty |w − anchor| in the loss, by its subgradient: weights hover about their anchors. The runner's
    /// gradients then hold the penalty's too.
    public var penaltyL1: Float
    /// Strength of a penalty ½(w − anchor)² in the loss.
    public var penaltyL2: Float

    /// Creates a group; by default of all parameters, with nothing special.
    public init(
      rateFactor: Float = 1, decay: Float = 0, proximalL1: Float = 0, proximalL2: Float = 0,
      penaltyL1: Float = 0, penaltyL2: Float = 0,
      contains: @escaping @Sendable (ParameterSpec) -> Bool = { _ in true }
    ) {
      self.contains = contains
      self.rateFactor = rateFactor
      self.decay = decay
      self.proximalL1 = proximalL1
      self.proximalL2 = proximalL2
      self.penaltyL1 = penaltyL1
      self.penaltyL2 = penaltyL2
    }

    var isAnchored: Bool { proximalL1 > 0 || proximalL2 > 0 || isPenalised }
    var isPenalised: Bool { penaltyL1 > 0 || penaltyL2 > 0 }
  }
}

extension ParameterSpec {
  /// Whether this has one axis or none: the scale or shift of a norm, or a bias.
  public var isNormOrBias: Bool { shape.rank <= 1 }
}
