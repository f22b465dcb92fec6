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

  /// The rule.
  public internal(set) var rule: Rule
  /// The learning rate; may be changed between steps.
  public var rate: Float
  /// The greatest norm that all gradients together may have; larger ones are scaled down.
  public var clipNorm: Float?
  /// The groups; a parameter that none takes is left alone. They may be changed between steps, to give layers rates of
  /// their own under a schedule.
  public var groups: [Group] {
    didSet {
      demand(
        anchors != nil || !groups.contains(where: \.isAnchored),
        "a group is pulled to anchors, but the optimizer was made without: give one a pull from the beginning")
      work.forget()
    }
  }
  /// How many steps were taken.
  public internal(set) var steps = 0
  /// The norm of the last step's gradients, before clipping; NaN when it was not asked for.
  public private(set) var gradientNorm = Float.nan

  /// Steps that each parameter has taken: one that is unfrozen later begins its own count, as in PyTorch.
  var counts: [Int]
  let layout: [ParameterSpec]
  let offsets: [String: Int]
  package let first: Block
  package let second: Block
  let anchors: Block?
  /// The gradients accumulated since the last step: their weighted sum, and the sum of the weights.
  private var sum: Block?
  private(set) var accumulatedWeight = 0.0
  private var accumulated: [Int] = []
  private let work = UpdateWork()

  /// Creates an optimizer for some parameters. Where a group is pulled, the anchors are the parameters as they stand now.
  public init(_ rule: Rule, rate: Float, for parameters: Parameters, groups: [Group] = [Group()]) {
    self.rule = rule
    self.rate = rate
    self.groups = groups
    layout = parameters.specs
    offsets = parameters.offsets
    counts = parameters.specs.map { _ in 0 }
    let needsFirst = if case .sgd(let momentum, _, _) = rule { momentum != 0 } else { true }
    let needsSecond = if case .sgd = rule { false } else { true }
    first = Block(needsFirst ? parameters.block.count : 0)
    second = Block(needsSecond ? parameters.block.count : 0)
    if groups.contains(where: \.isAnchored) {
      let copy = Block(parameters.block.count)
      copy.base.update(from: parameters.block.base, count: copy.count)
      anchors = copy
    } else {
      anchors = nil
    }
  }

  /// SGD's momentum, or Adam's first beta; may be changed between steps, as some schedules do.
  public var momentum: Float {
    get {
      switch rule {
      case .sgd(let momentum, _, _): momentum
      case .adam(let beta1, _, _), .adamW(let beta1, _, _): beta1
      }
    }
    set {
      demand(newValue == 0 || first.count > 0 || layout.isEmpty, "SGD was made without momentum, got \(newValue)")
      switch rule {
      case .sgd(_, let dampening, let isNesterov):
        rule = .sgd(momentum: newValue, dampening: dampening, isNesterov: isNesterov)
      case .adam(_, let beta2, let epsilon): rule = .adam(beta1: newValue, beta2: beta2, epsilon: epsilon)
      case .adamW(_, let beta2, let epsilon): rule = .adamW(beta1: newValue, beta2: beta2, epsilon: epsilon)
      }
    }
  }

  /// Adds the gradients of the runner's last run to those that the next step takes the weighted mean of.
  ///
  /// Where a loss is a mean over examples, the weight that makes the parts of a batch the whole is the number of examples
  /// (with class weights, their sum). Weights times gradients are added in Float32 in the order of the calls, so the mean
  /// differs from that of one large batch by rounding alone; one run of weight 1 is a plain step, bit by bit. Batch
  /// norms still see each run by itself. Clipping is of the mean. Counts the runner's step up, for the next run to
  /// draw masks of its own.
  public func accumulate(_ runner: Runner, weight: Float = 1) {
    demand(weight > 0 && weight.isFinite, "a weight of gradients must be a number above 0, got \(weight)")
    plan(runner)
    let block = sum ?? Block(runner.parameters.block.count)
    sum = block
    if accumulatedWeight == 0 { accumulated = work.parameters } else { demandSame() }
    work.task = .accumulate(into: block.base, weight: weight, isFirst: accumulatedWeight == 0)
    runner.workers.run(work.pieces.count, work)
    accumulatedWeight += Double(weight)
    runner.step += 1
  }

  /// Takes one step: with the mean of what was accumulated since the last one, or else with the gradients of the
  /// runner's last run.
  public func step(_ runner: Runner) {
    plan(runner)
    let isMean = accumulatedWeight > 0
    if isMean { demandSame() } else { runner.step += 1 }
    let weight = isMean ? accumulatedWeight : 1
    work.sum = isMean ? sum?.base : nil
    accumulatedWeight = 0
    steps += 1
    for index in work.parameters { counts[index] += 1 }
    if let anchors, groups.contains(where: \.isPenalised) {
      work.task = .penalise(
        weights: runner.parameters.block.base, anchors: anchors.base, weight: Float(weight))
      runner.workers.run(work.pieces.count, work)
    }
    var scale: Float = 1
    gradientNorm = .nan
    if let clipNorm {
      work.task = .norm
      runner.workers.run(work.pieces.count, work)
      gradientNorm = Float(work.norms.reduce(0, +).squareRoot() / weight)
      // PyTorch's own rule, with its 1e-6.
      scale = min(1, clipNorm / (gradientNorm + 1e-6))
    }
    work.task = .update
    work.update = UpdateWork.Update(
      rule: rule, rate: rate, scale: scale * Float(1 / weight), counts: counts,
      parameters: runner.parameters.block.base, first: first.count > 0 ? first.base : nil,
      second: second.count > 0 ? second.base : nil, anchors: anchors?.base)
    runner.workers.run(work.pieces.count, work)
    // Holds the counts no longer, so that the next step changes them where they are.
    work.update = nil
    runner.parameters.version += 1
  }

  private func plan(_ runner: Runner) {
    guard work.owner !== runner else { return }
    demand(runner.parameters.specs == layout, "the optimizer was made for other parameters than the runner's")
    work.plan(runner, groups)
  }

  private func demandSame() {
    demand(
      accumulated == work.parameters,
      "gradients of \(accumulated.count) parameters were accumulated, got those of \(work.parameters.count)")
  }
}
