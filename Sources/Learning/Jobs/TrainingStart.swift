import Cohorts
import Compute
import Interchange
import Networks

/// What a training begins with.
public struct TrainingStart: Sendable {
  /// The network.
  public var architecture: Architecture
  /// Its weights; nothing to draw them from the plan's seed.
  public var parameters: Parameters?
  /// What is done to parameters other than to train them as all others.
  public var rules: [ParameterRule] = []
  /// Where the weights come from, the last first.
  public var lineage: [Card.Ancestor] = []
  /// The networks that the weights come from, with what is known of what they have seen.
  public var ancestors: [Pedigree.Member] = []
  /// What should be known of it, a sentence each.
  public var notes: [String] = []
  /// Where nothing below a stage learns: that stage, below which all is computed once.
  public var features: FeatureRequest?

  /// Creates a start.
  public init(_ architecture: Architecture, parameters: Parameters? = nil) {
    self.architecture = architecture
    self.parameters = parameters
  }
}

/// Which values of a network are to be computed once and kept.
public struct FeatureRequest: Sendable, Equatable, Codable {
  /// The stage before which they stand.
  public var stage: String
  /// Random windows of each training example to keep; nothing for the windows of evaluation.
  public var windows: Int?

  /// Creates a request.
  public init(before stage: String, windows: Int? = nil) {
    self.stage = stage
    self.windows = windows
  }
}

/// Says what a training begins with, once it is known what is to be learnt.
public protocol TrainingOrigin: Sendable {
  /// Returns how recordings become what the network sees.
  func recipe(for cohort: Cohort, _ request: TrainingRequest) throws(LearningError) -> Recipe
  /// Returns what training begins with.
  func start(for cohort: Cohort, shape: WindowShape, _ request: TrainingRequest) throws(LearningError) -> TrainingStart
}

/// The network that a request names, with weights drawn anew.
public struct NamedNetwork: TrainingOrigin {
  /// Creates the origin.
  public init() {}

  /// Returns the recipe that the request names.
  public func recipe(for cohort: Cohort, _ request: TrainingRequest) throws(LearningError) -> Recipe {
    try request.loadedRecipe(for: cohort)
  }

  /// Returns the network of that name, as many leads, samples and labels as there are.
  public func start(
    for cohort: Cohort, shape: WindowShape, _ request: TrainingRequest
  ) throws(LearningError) -> TrainingStart {
    do throws(ArchitectureError) {
      return TrainingStart(
        try Architecture.named(
          request.network, leads: shape.leads.count, samples: shape.times, outputs: cohort.vocabulary.count))
    } catch {
      throw .request(error.description)
    }
  }
}
