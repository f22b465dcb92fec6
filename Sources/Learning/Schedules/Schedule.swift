/// How the learning rate changes in the course of a training. All numbers are shares of the base rate, so that one
/// schedule serves any rate, and any group of an optimizer with a rate of its own.
///
/// Schedules are PyTorch's where it has them. A rate is a function of the step and of what was seen of the metric, which
/// only `plateau` looks at; so a training that is resumed has the rates it would have had.
public indirect enum Schedule: Sendable, Hashable, Codable {
  /// The base rate throughout.
  case constant
  /// The rate times `factor` every so often, in as many small steps as there are.
  case exponential(factor: Double, every: Period)
  /// The rate times `factor` every so often, at once.
  case step(factor: Double, every: Period)
  /// Half a cosine from the base rate down to `least` of it, over the whole training.
  case cosine(least: Double)
  /// Halves of a cosine, each from the base rate down to `least` of it; each is `growth` times as long as the one before.
  case cosineWithRestarts(first: Period, growth: Int, least: Double)
  /// Up to the base rate and down again, over the whole training.
  case oneCycle(OneCycle)
  /// The rate times a factor whenever the metric has not improved for some time.
  case plateau(Plateau)
  /// A straight line from `start` of the base rate up to it, then another schedule over the rest of the training.
  case warmUp(over: Period, start: Double, then: Schedule)

  /// A length of time: steps, or passes over the examples.
  public enum Period: Sendable, Hashable {
    /// Steps of the optimizer, as papers count iterations.
    case steps(Int)
    /// Passes over all examples.
    case epochs(Double)

    /// Returns how many steps this is, at least one.
    public func steps(_ stepsPerEpoch: Int) -> Double {
      switch self {
      case .steps(let count): max(1, Double(count))
      case .epochs(let count): max(1, count * Double(stepsPerEpoch))
      }
    }
  }

  /// What a schedule remembers of the metric.
  public struct State: Sendable, Hashable, Codable {
    /// What the rate was multiplied by so far.
    public var factor = 1.0
    /// The best metric so far.
    public var best: Double?
    /// Looks at the metric without improvement since then.
    public var bad = 0
    /// Looks at the metric for which none counts as bad any more.
    public var resting = 0

    /// Creates the state of a training that begins.
    public init() {}
  }

  /// Returns the learning rate of a step, counted from 0.
  ///
  /// - Parameters:
  ///   - base: The rate that shares are of.
  ///   - step: How many steps were taken before it.
  ///   - stepsPerEpoch: Steps that a pass over the examples takes.
  ///   - totalSteps: Steps of the whole training; later ones have the rate of the last.
  ///   - state: What was seen of the metric.
  public func rate(
    _ base: Double = 1, step: Int, stepsPerEpoch: Int, totalSteps: Int, state: State = State()
  ) -> Double {
    precondition(
      step >= 0 && stepsPerEpoch > 0, "step \(step) of \(stepsPerEpoch) an epoch: expected 0 or more of 1 or more")
    return base * share(Double(step), stepsPerEpoch, Double(totalSteps), state)
  }

  /// Returns the momentum (Adam: the first beta) that a step, counted from 0, asks for; nil where it is the optimizer's own.
  public func momentum(step: Int, stepsPerEpoch: Int, totalSteps: Int) -> Double? {
    switch self {
    case .oneCycle(let cycle): cycle.momentum(Double(step), of: Double(totalSteps))
    case .warmUp(let period, _, let then):
      then.momentum(
        step: max(0, step - Int(period.steps(stepsPerEpoch))), stepsPerEpoch: stepsPerEpoch,
        totalSteps: totalSteps - Int(period.steps(stepsPerEpoch)))
    default: nil
    }
  }

  /// Takes notice of a metric, once each time it was measured.
  public func observe(_ metric: Double, isHigherBetter: Bool, state: inout State) {
    switch self {
    case .plateau(let plateau): plateau.observe(metric, isHigherBetter: isHigherBetter, state: &state)
    case .warmUp(_, _, let then): then.observe(metric, isHigherBetter: isHigherBetter, state: &state)
    default: break
    }
  }

  private func share(_ step: Double, _ stepsPerEpoch: Int, _ total: Double, _ state: State) -> Double {
    switch self {
    case .constant: return 1
    case .exponential(let factor, let period): return power(factor, step / period.steps(stepsPerEpoch))
    case .step(let factor, let period):
      return power(factor, (step / period.steps(stepsPerEpoch)).rounded(.down))
    case .cosine(let least): return descent(from: 1, to: least, total > 0 ? min(1, step / total) : 1)
    case .cosineWithRestarts(let first, let growth, let least):
      var (begin, length) = (0.0, first.steps(stepsPerEpoch))
      while step >= begin + length {
        begin += length
        length *= Double(max(1, growth))
      }
      return descent(from: 1, to: least, (step - begin) / length)
    case .oneCycle(let cycle): return cycle.share(step, of: total)
    case .plateau: return state.factor
    case .warmUp(let period, let start, let then):
      let length = period.steps(stepsPerEpoch).rounded(.down)
      if step < length { return start + (1 - start) * step / length }
      return then.share(step - length, stepsPerEpoch, total - length, state)
    }
  }
}

/// Half a cosine between two numbers; `part` runs from 0 to 1.
func descent(from first: Double, to last: Double, _ part: Double) -> Double {
  last + (first - last) / 2 * (1 + cosine(.pi * part))
}
