import Cohorts
import Compute

/// How a network is trained, in full: with the data and the start it decides every bit of the result.
public struct TrainingPlan: Sendable, Equatable, Codable {
  /// Passes over the training examples.
  public var epochs = 50
  /// Examples a step.
  public var batch = 32
  /// Batches whose gradients are averaged before the weights move.
  public var accumulation = 1
  /// How gradients become steps.
  public var optimizer = Optimizer.Rule.adam()
  /// The learning rate, before the schedule.
  public var rate: Float = 1e-3
  /// How the rate changes.
  public var schedule = Schedule.constant
  /// Weight decay; norms and biases are left out of it.
  public var decay: Float = 0
  /// The greatest norm of all gradients together.
  public var clipNorm: Float?
  /// What is made small.
  public var loss = Loss.crossEntropy
  /// How much each label counts.
  public var weights = LabelWeights.equal
  /// The part of a target that is spread over all labels.
  public var smoothing: Float = 0
  /// The α of mixup; 0 for none.
  public var mixup: Double = 0
  /// Which examples an epoch sees.
  public var sampling = Sampling.shuffled
  /// How windows of a recording become one answer when judging.
  public var aggregation = WindowAggregation()
  /// By which metric on the validation part the best weights are chosen; nothing to take the last ones.
  public var metric: String?
  /// Epochs without a better one after which training ends.
  public var patience: Int?
  /// Keeps the weights of every so many epochs.
  public var keepEvery: Int?
  /// What is done to parameters other than to train them as all others; the first rule that fits a name counts.
  public var rules: [ParameterRule] = []
  /// Whether batch norm keeps the statistics it has.
  public var keepsStatistics = false
  /// What everything random follows from.
  public var seed: UInt64 = 1

  /// Creates the usual plan.
  public init() {}

  /// What is wrong with the figures, or nothing.
  public var problem: String? {
    let checks: [(Bool, String)] = [
      ((1...1_000_000).contains(epochs), "epochs \(epochs), expected 1 to 1 000 000"),
      ((1...65_536).contains(batch), "batch \(batch), expected 1 to 65 536"),
      ((1...65_536).contains(accumulation), "accumulation \(accumulation), expected 1 to 65 536"),
      (rate.isFinite && rate > 0, "rate \(rate), expected above 0"),
      (decay.isFinite && decay >= 0, "decay \(decay), expected 0 or more"),
      (clipNorm.map { $0 > 0 } ?? true, "clipNorm \(clipNorm ?? 0), expected above 0"),
      ((0..<1).contains(smoothing), "smoothing \(smoothing), expected 0 up to 1"),
      (mixup.isFinite && mixup >= 0, "mixup \(mixup), expected 0 or more"),
      (patience.map { $0 >= 1 } ?? true, "patience \(patience ?? 0), expected 1 or more"),
      (patience == nil || metric != nil, "patience needs a metric to wait for"),
      (keepEvery.map { $0 >= 1 } ?? true, "keepEvery \(keepEvery ?? 0), expected 1 or more"),
    ]
    return checks.first { !$0.0 }?.1 ?? rules.lazy.compactMap(\.problem).first
  }

  /// What does not go together with examples of so many labels, or nothing.
  func problem(task: Task, labels: Int) -> String? { loss.problem(self, task) ?? weights.problem(labels: labels) }

  /// Whether the optimizer has a momentum that a schedule can change.
  var hasMomentum: Bool { if case .sgd(let momentum, _, _) = optimizer { momentum != 0 } else { true } }
}

/// How parameters whose names begin alike are treated.
public struct ParameterRule: Sendable, Equatable, Codable {
  /// How weights are pulled to where they started.
  public enum Pull: String, Sendable, Codable, CaseIterable {
    /// After each step, exactly: with L1, weights with no reason to move do not.
    case proximal
    /// By a penalty in the loss: with L1, weights hover about where they were.
    case subgradient
  }

  /// What the names begin with; empty fits all, and `leads.*.` any copy of a network of copies.
  public var prefix: String
  /// What the learning rate is multiplied by.
  public var rateFactor: Float
  /// The epoch from which they learn, counted from 0; nothing to keep them as they are.
  public var learnsFrom: Int?
  /// Strength of the pull to where they started by the sum of all distances.
  public var pullL1: Float
  /// Strength of the pull to where they started by half the sum of all squared distances.
  public var pullL2: Float
  /// How both pull.
  public var pull: Pull

  /// Creates a rule.
  public init(
    _ prefix: String, rateFactor: Float = 1, learnsFrom: Int? = 0, pullL1: Float = 0, pullL2: Float = 0,
    pull: Pull = .proximal
  ) {
    self.prefix = prefix
    self.rateFactor = rateFactor
    self.learnsFrom = learnsFrom
    self.pullL1 = pullL1
    self.pullL2 = pullL2
    self.pull = pull
  }

  /// Reads a rule; plans of before there was a choice pull exactly.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    prefix = try container.decode(String.self, forKey: .prefix)
    rateFactor = try container.decode(Float.self, forKey: .rateFactor)
    learnsFrom = try container.decodeIfPresent(Int.self, forKey: .learnsFrom)
    pullL1 = try container.decode(Float.self, forKey: .pullL1)
    pullL2 = try container.decode(Float.self, forKey: .pullL2)
    pull = try container.decodeIfPresent(Pull.self, forKey: .pull) ?? .proximal
  }

  /// What is wrong with the figures, or nothing.
  var problem: String? {
    let figures = [("rate factor", rateFactor), ("L1 pull", pullL1), ("L2 pull", pullL2)]
    return figures.first { !($0.1.isFinite && $0.1 >= 0) }.map {
      "\($0.0) \($0.1) of the parameters '\(prefix)', expected 0 or more"
    }
  }
}

/// How much each label counts in the loss.
public enum LabelWeights: Sendable, Equatable, Codable {
  /// All alike.
  case equal
  /// One label: examples / (labels · examples of the label). Several labels: negatives / positives of each.
  case balanced
  /// As given, in the order of the labels.
  case given([Float])

  /// What is wrong with them for so many labels, or nothing.
  func problem(labels: Int) -> String? {
    guard case .given(let values) = self else { return nil }
    if values.count != labels { return "\(values.count) weights for \(labels) labels" }
    let isSound = values.allSatisfy { $0.isFinite && $0 >= 0 } && values.contains { $0 > 0 }
    return isSound ? nil : "the labels' weights \(values), expected 0 or more, and not all 0"
  }

  /// Returns the weights for a training part with these counts of each label, nothing when all are alike.
  public func values(positives: [Int], examples: Int, task: Task) -> [Float]? {
    switch self {
    case .equal: return nil
    case .given(let values): return values
    case .balanced:
      return positives.map { count in
        guard count > 0 else { return 1 }
        return task == .oneLabel
          ? Float(examples) / Float(positives.count * count) : Float(Swift.max(1, examples - count)) / Float(count)
      }
    }
  }
}
