import Cohorts
import Compute
import Networks

/// What is trained, on what: a whole network on recordings, or its upper stages on what the lower ones made once for all.
struct Learner {
  /// What is trained.
  let architecture: Architecture
  /// Its weights at the beginning.
  let start: Parameters?
  /// What it sees.
  let shape: WindowShape
  /// The examples as they are learnt from.
  let training: any WindowSource
  /// The examples as they are judged.
  let judging: any WindowSource
  /// The whole network and its weights, where only a part of it is trained.
  private let whole: (architecture: Architecture, parameters: Parameters)?

  /// A learner of a whole network.
  init(_ start: TrainingStart, on source: any WindowSource, shape: WindowShape) {
    (architecture, self.start, self.shape) = (start.architecture, start.parameters, shape)
    (training, judging, whole) = (source, source, nil)
  }

  /// A learner of what stands above frozen stages, whose features are computed here for the examples at some places.
  init(
    _ start: TrainingStart, features request: FeatureRequest, on source: any WindowSource, places: [Int],
    shape: WindowShape, seed: UInt64, threads: Int?
  ) throws(LearningError) {
    let parameters = start.parameters ?? start.architecture.parameters(seed: seed)
    let extractor = FeatureExtractor(start.architecture, parameters, before: request.stage, threads: threads)
    let fixed = try extractor.table(of: source, at: places, shape: shape)
    training =
      try request.windows.map { count throws(LearningError) in
        try extractor.table(of: source, at: places, shape: shape, draws: count, seed: seed)
      } ?? fixed
    judging = fixed
    architecture = Architecture(Tail(of: start.architecture, from: request.stage))
    self.shape = fixed.shape
    let part = architecture.parameters(seed: seed)
    for spec in part.specs { part[spec.name] = parameters[spec.name] }
    self.start = part
    whole = (start.architecture, parameters)
  }

  /// Returns a plan without the rules of what is not trained here.
  func plan(_ plan: TrainingPlan) -> TrainingPlan {
    guard whole != nil, let names = start?.specs.map(\.name) else { return plan }
    var part = plan
    part.rules = plan.rules.filter { rule in names.contains { Level.fits($0, rule.prefix) } }
    return part
  }

  /// Returns the card of what is trained, for files within the run.
  func card(_ card: Card) -> Card {
    guard whole != nil else { return card }
    var part = card
    part.architecture = architecture
    (part.leads, part.rate, part.recipe) = (shape.leads, shape.rate, Recipe([]))
    return part
  }

  /// Returns the parameters of the whole network, with what was trained in its place.
  func completed(_ trained: Parameters) -> Parameters {
    guard let whole else { return trained }
    let result = whole.architecture.parameters(seed: 0)
    result.copy(from: whole.parameters)
    for spec in trained.specs { result[spec.name] = trained[spec.name] }
    return result
  }
}
