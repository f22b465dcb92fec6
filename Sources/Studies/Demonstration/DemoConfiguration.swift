import Cohorts
import Learning
import Waveforms

/// How large the demonstration is.
public struct DemoConfiguration: Sendable, Equatable, Codable {
  /// What everything random follows from.
  public var seed: UInt64
  /// Samples of what a network sees, at `rate`.
  public var samples = 500
  /// Samples a second that networks see.
  public var rate = 100.0
  /// Patients of each source hospital, in the order of `sources`.
  public var sourcePatients = [900, 600, 300]
  /// Steps of training each source.
  public var sourceSteps = 1000
  /// Patients of the target hospital, two thirds of them kept to judge on; each comes twice.
  public var targetPatients = 600
  /// Steps of training on the labelled tenth, carried over or from scratch.
  public var fewSteps = 200
  /// Steps of training from scratch on nine tenths.
  public var mostSteps = 600
  /// Steps of each of the two trainings that show leakage, of one lead.
  public var leakageSteps = 800
  /// Patients of these two trainings.
  public var leakagePatients = 48
  /// The learning rate of every training.
  public var learningRate: Float = 3e-3
  /// Draws of a bootstrap.
  public var draws = 2000

  /// Creates the full demonstration.
  public init(seed: UInt64 = 1) { self.seed = seed }

  /// Returns the demonstration for those in a hurry: fewer patients, fewer steps.
  public static func quick(seed: UInt64 = 1) -> DemoConfiguration {
    var quick = DemoConfiguration(seed: seed)
    quick.sourcePatients = [450, 300, 150]
    quick.sourceSteps = 400
    quick.targetPatients = 360
    quick.fewSteps = 100
    quick.mostSteps = 200
    quick.leakageSteps = 400
    return quick
  }

  /// Returns a demonstration that learns nothing, for those who only want to see that it holds together.
  package static func miniature(seed: UInt64 = 1) -> DemoConfiguration {
    var tiny = DemoConfiguration(seed: seed)
    tiny.samples = 200
    tiny.sourcePatients = [30, 30, 30]
    tiny.sourceSteps = 4
    tiny.targetPatients = 120
    tiny.leakagePatients = 16
    (tiny.fewSteps, tiny.mostSteps, tiny.leakageSteps, tiny.draws) = (2, 13, 2, 40)
    return tiny
  }

  /// The share of the target's training patients that is labelled.
  public static let labelledShare = 0.1
  /// The share of them that the control learns from.
  public static let controlShare = 0.9
  /// Examples a step.
  static let batch = 16

  /// How recordings become what networks see: lead II, unless others are asked for.
  var recipe: Recipe {
    Recipe([
      .leads(names: ["II"], absent: .refuse), .resample(rate: rate),
      .window(window: Window(samples, at: .random, stride: samples)), .normalize(normalization: .zScore(.lead)),
      .fill(value: 0),
    ])
  }

  /// Returns the plan of so many steps on so many examples.
  func plan(steps: Int, examples: Int) -> TrainingPlan {
    var plan = TrainingPlan()
    plan.batch = Self.batch
    plan.epochs = max(1, steps / max(1, (examples + Self.batch - 1) / Self.batch))
    plan.rate = learningRate
    plan.schedule = .cosine(least: 0)
    plan.clipNorm = 1
    plan.seed = seed
    return plan
  }
}
