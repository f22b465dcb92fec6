import CKernels

/// Moves weights down their gradients.
///
/// Rules are PyTorch's, to the last detail of where decay and bias correction stand. A weight's state lies beside it, so
/// that a step is one pass over memory, parted over the runner's workers; the result does not depend on how many there are.
public final class Optimizer {
  /// How a gradient becomes a step.
  public enum Rule: Sendable, Hashable, Codable {
    /// Stochastic gradient descent, with momentum where it is not 0.
    case sgd(momentum: Float = 0, dampening: Float = 0, isNesterov: Bool = false)
    /// Adam; weight decay is added to the gradient.
    case adam(beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8)
    /// Adam with decoupled weight decay.
    case adamW(beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8)
  }

  /// Parameters that are treated alike.
  public struct Group: Sendable {
    /// Which parameters belong; the first group that a name fits takes it.
    public var contains: @Sendable (String) -> Bool
    /// What the learning rate is multiplied by.
    public var rateFactor: Float
    /// Weight decay.
    public var decay: Float
    /// Strength of the pull to the anchors; 0 for none. Unlike a penalty in the loss, this is done by soft threshold
    /// after each step, so that a weight with no reason to move stays exactly at its anchor.
    public var proximalL1: Float

    /// Creates a group; by default of all parameters, with nothing special.
    public init(
      rateFactor: Float = 1, decay: Float = 0, proximalL1: Float = 0,
      contains: @escaping @Sendable (String) -> Bool = { _ in true }
    ) {
      self.contains = contains
      self.rateFactor = rateFactor
      self.decay = decay
      self.proximalL1 = proximalL1
    }
  }

  /// The rule.
  public let rule: Rule
  /// The learning rate; may be changed between steps.
  public var rate: Float
  /// The greatest norm that all gradients together may have; larger ones are scaled down.
  public var clipNorm: Float?
  /// The groups; a parameter that none takes is left alone.
  public let groups: [Group]
  /// How many steps were taken.
  public internal(set) var steps = 0
  /// The norm of the last step's gradients, before clipping; NaN when it was not asked for.
  public private(set) var gradientNorm = Float.nan

  /// Steps that each parameter has taken: one that is unfrozen later begins its own count, as in PyTorch.
  private var counts: [Int]
  private let layout: [ParameterSpec]
  package let first: Block
  package let second: Block
  private let anchors: Block?
  private let work = UpdateWork()

  /// Creates an optimizer for some parameters. Where a group is proximal, the anchors are the parameters as they stand now.
  public init(_ rule: Rule, rate: Float, for parameters: Parameters, groups: [Group] = [Group()]) {
    self.rule = rule
    self.rate = rate
    self.groups = groups
    layout = parameters.specs
    counts = parameters.specs.map { _ in 0 }
    let needsFirst = if case .sgd(let momentum, _, _) = rule { momentum != 0 } else { true }
    let needsSecond = if case .sgd = rule { false } else { true }
    first = Block(needsFirst ? parameters.block.count : 0)
    second = Block(needsSecond ? parameters.block.count : 0)
    if groups.contains(where: { $0.proximalL1 > 0 }) {
      let copy = Block(parameters.block.count)
      copy.base.update(from: parameters.block.base, count: copy.count)
      anchors = copy
    } else {
      anchors = nil
    }
  }

  /// Takes one step with the gradients of the runner's last run.
  public func step(_ runner: Runner) {
    if work.owner !== runner {
      demand(runner.parameters.specs == layout, "the optimizer was made for other parameters than the runner's")
      work.plan(runner, groups)
    }
    steps += 1
    for index in work.parameters { counts[index] += 1 }
    runner.step += 1
    var scale: Float = 1
    gradientNorm = .nan
    if let clipNorm {
      work.task = .norm
      runner.workers.run(work.pieces.count, work)
      gradientNorm = Float(work.norms.reduce(0, +).squareRoot())
      // PyTorch's own rule, with its 1e-6.
      scale = min(1, clipNorm / (gradientNorm + 1e-6))
    }
    work.task = .update
    work.update = UpdateWork.Update(
      rule: rule, rate: rate, scale: scale, counts: counts, parameters: runner.parameters.block.base,
      first: first.count > 0 ? first.base : nil, second: second.count > 0 ? second.base : nil, anchors: anchors?.base)
    runner.workers.run(work.pieces.count, work)
    // Holds the counts no longer, so that the next step changes them where they are.
    work.update = nil
    runner.parameters.version += 1
  }
}
