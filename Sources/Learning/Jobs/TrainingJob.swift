import Cohorts
import Compute
import Interchange
import Networks

/// A training from the words of a request to files that can be believed: data, split, network, weights, evaluation.
public struct TrainingJob {
  /// What was asked for.
  public let request: TrainingRequest
  /// The examples that are learnt from and judged on.
  public let cohort: Cohort
  /// The splits: one, or one a fold.
  public let splits: [Split]
  /// Whether an example has one label or several.
  public let task: Task
  /// How recordings become what the network sees.
  public let recipe: Recipe
  /// What the network sees.
  public let shape: WindowShape
  /// What it begins with.
  public let start: TrainingStart
  /// How the network is trained.
  public let plan: TrainingPlan
  /// What each network that the weights come from has to do with what is judged on; of several splits, where that is worst.
  package let encounters: [Encounter]
  private let prepared: PreparedCohort
  private let threads: Int?

  /// The network.
  public var architecture: Architecture { start.architecture }

  /// Loads and prepares everything, so that whatever cannot go well is said before training begins.
  ///
  /// - Parameters:
  ///   - request: What is learnt, on what and how.
  ///   - origin: What training begins with: the network that the request names, or something that was learnt before.
  ///   - threads: How many threads work; as many as there are processors when nil. The result is the same.
  public init(
    _ request: TrainingRequest, from origin: any TrainingOrigin = NamedNetwork(), threads: Int? = nil
  ) throws(LearningError) {
    if let problem = request.problem { throw .request(problem) }
    self.request = request
    self.threads = threads
    let loaded = try request.loadedCohort()
    task = loaded.task
    recipe = try origin.recipe(for: loaded.cohort, request)
    if recipe.looksAtOneLead, let names = recipe.leads, names.count > 1 {
      throw .request(
        "beats are cut from one lead, and \(names.count) are to be taken (\(names.joined(separator: ", "))): name one")
    }
    cohort = try request.suiting(loaded.cohort, recipe: recipe, threads: threads)
    splits = try request.split.trainingSplits(of: cohort)
    if let cache = request.cache { try filing { () throws(FileError) in try AtomicFile.makeFolder(cache) } }
    do throws(RecipeError) {
      let cache = request.cache.map { RecipeCache(folder: $0) }
      prepared = try PreparedCohort(cohort, recipe: recipe, cache: cache, threads: threads)
      shape = try WindowShape(of: prepared, at: 0)
    } catch {
      throw .recipe(error)
    }
    start = try origin.start(for: cohort, shape: shape, request)
    encounters =
      start.ancestors.isEmpty
      ? [] : Encounter.worst(of: start.ancestors, JudgedExamples(cohort, location: request.cohort), splits)
    var plan = request.resolvedPlan(
      task: task, hasValidation: splits.allSatisfy { !($0["validation"]?.examples ?? []).isEmpty })
    plan.rules += start.rules
    self.plan = plan
    if let problem = plan.problem { throw .request(problem) }
    if let name = plan.metric {
      let metric = try EpochFigures.metric(named: name)
      if let problem = metric.problem(labels: cohort.vocabulary.codes, task: task) { throw .request(problem) }
    }
  }

  /// What a job tells of itself.
  public enum Event {
    /// Training on one split begins; counted from 1.
    case split(Int, of: Int)
    /// The training of that split goes on.
    case training(TrainingEvent)
    /// One split was judged.
    case judged(Evaluation)
  }

  /// Trains on every split, and judges each on its test part.
  ///
  /// - Parameters:
  ///   - folder: Where all files go; with several splits, each has a folder of its own in it.
  ///   - report: Told of each split, and of what goes on in it.
  ///   - shouldStop: Asked after each step; a run that was stopped goes on when it is run again.
  public func run(
    in folder: RunFolder, report: (Event) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws(LearningError) -> TrainingResult {
    let lock = try filing { () throws(FileError) in try FolderLock(folder.path, for: "training") }
    defer { withExtendedLifetime(lock) {} }
    try settle(folder)
    var result = TrainingResult(job: self)
    let learner = try learner()
    for (number, split) in splits.enumerated() {
      report(.split(number + 1, of: splits.count))
      let place =
        splits.count == 1
        ? folder : try filing { () throws(FileError) in try RunFolder(folder.file("fold-\(number + 1)")) }
      guard let part = try train(learner, split, in: place, report, shouldStop) else {
        result.isInterrupted = true
        return result
      }
      if let evaluation = part.evaluation { report(.judged(evaluation)) }
      try result.add(part, threads: threads)
    }
    try filing { () throws(FileError) in try result.write(to: folder) }
    return result
  }

  /// Writes down what was asked for, or throws when the folder holds another run.
  private func settle(_ folder: RunFolder) throws(LearningError) {
    let settled = SettledRun(
      request: request, architecture: architecture, recipe: recipe, task: task, labels: cohort.vocabulary.codes,
      fingerprint: cohort.fingerprint, splits: splits.map(\.fingerprintOfParts), start: SettledRun.Start(start))
    try filing { () throws(FileError) in try settled.settle(in: folder) }
  }

  /// Makes what is trained: computes features, where they are asked for, of every example that is in a part.
  private func learner() throws(LearningError) -> Learner {
    guard let features = start.features else { return Learner(start, on: prepared, shape: shape) }
    let ids = Set(splits.flatMap(\.parts).flatMap(\.examples))
    let places = cohort.examples.indices.filter { ids.contains(cohort.examples[$0].id) }
    return try Learner(
      start, features: features, on: prepared, places: places, shape: shape, seed: plan.seed, threads: threads)
  }

  /// Sweeps over learning rates on the first split's training part, and writes the curve into a table; nothing is trained.
  public func findRate(_ finder: RateFinder = RateFinder(), in folder: RunFolder) throws(LearningError)
    -> RateFinder.Curve
  {
    let learner = try learner()
    let training = try part("train", of: splits[0], learner.training)
    var plan = plan
    // As many passes as the sweep takes, and no part to choose by.
    plan.epochs = finder.count * plan.accumulation
    (plan.metric, plan.patience) = (nil, nil)
    let curve = try Trainer(
      learner.plan(plan), learner.architecture, training: training, shape: learner.shape, start: learner.start,
      threads: threads
    ).sweep(finder)
    try filing { () throws(FileError) in try AtomicFile.write(Array(curve.csv.utf8), to: folder.file("rates.csv")) }
    return curve
  }

  private func part(
    _ name: String, of split: Split, _ source: any WindowSource
  ) throws(LearningError) -> LearningSet {
    let places =
      split[name] == nil ? [] : try filing { () throws(FileError) in try split.places(of: name, in: cohort) }
    return try LearningSet(source, indices: places, task: task)
  }

  private func train(
    _ learner: Learner, _ split: Split, in folder: RunFolder, _ report: (Event) -> Void, _ shouldStop: () -> Bool
  ) throws(LearningError) -> TrainingResult.Part? {
    try filing { () throws(FileError) in try split.write(to: folder.split) }
    let training = try part("train", of: split, learner.training)
    let validation = try part("validation", of: split, learner.judging)
    let test = try part("test", of: split, learner.judging)
    var card = Card(
      architecture: architecture, task: task, vocabulary: cohort.vocabulary, shape: shape, recipe: recipe,
      aggregation: plan.aggregation)
    card.vocabulary = cohort.vocabulary
    card.lineage = start.lineage
    card.training = Card.Training(split: split, set: training, plan: plan)
    card.training?.notes += encounters.doubts
    let trainer = try Trainer(
      learner.plan(plan), learner.architecture, training: training, validation: validation, shape: learner.shape,
      start: learner.start, threads: threads)
    let outcome = try trainer.run(
      in: folder, card: learner.card(card), report: { report(.training($0)) }, shouldStop: shouldStop)
    if outcome.isInterrupted { return nil }
    return try TrainingResult.Part(
      outcome, of: learner, from: start.parameters, card: card, validation: validation, test: test, folder: folder,
      threads: threads)
  }
}
