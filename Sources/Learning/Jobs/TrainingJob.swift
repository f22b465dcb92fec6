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
  /// The network.
  public let architecture: Architecture
  /// How the network is trained.
  public let plan: TrainingPlan
  private let prepared: PreparedCohort
  private let threads: Int?

  /// Loads and prepares everything, so that whatever cannot go well is said before training begins.
  public init(_ request: TrainingRequest, threads: Int? = nil) throws(LearningError) {
    if let problem = request.split.problem { throw .request(problem) }
    self.request = request
    self.threads = threads
    let loaded = try request.loadedCohort()
    task = loaded.task
    recipe = try request.loadedRecipe(for: loaded.cohort)
    let leads = request.dropsLacking ? recipe.leads : nil
    cohort = try filing { () throws(FileError) in try leads.map(loaded.cohort.having) ?? loaded.cohort }
    if cohort.count == 0 { throw .request("no record has the leads \((leads ?? []).joined(separator: ", "))") }
    splits = try request.split.splits(of: cohort)
    if let cache = request.cache { try filing { () throws(FileError) in try AtomicFile.makeFolder(cache) } }
    do throws(RecipeError) {
      let cache = request.cache.map { RecipeCache(folder: $0) }
      prepared = try PreparedCohort(cohort, recipe: recipe, cache: cache, threads: threads)
      shape = try WindowShape(of: prepared, at: 0)
    } catch {
      throw .recipe(error)
    }
    do throws(ArchitectureError) {
      architecture = try Architecture.named(
        request.network, leads: shape.leads.count, samples: shape.times, outputs: cohort.vocabulary.count)
    } catch {
      throw .request(error.description)
    }
    plan = request.resolvedPlan(
      task: task, hasValidation: splits.allSatisfy { !($0["validation"]?.examples ?? []).isEmpty })
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
  /// - Parameter folder: Where all files go; with several splits, each has a folder of its own in it.
  public func run(
    in folder: RunFolder, report: (Event) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws(LearningError) -> TrainingResult {
    let lock = try filing { () throws(FileError) in try FolderLock(folder.path) }
    defer { withExtendedLifetime(lock) {} }
    try settle(folder)
    var result = TrainingResult(job: self)
    for (number, split) in splits.enumerated() {
      report(.split(number + 1, of: splits.count))
      let place =
        splits.count == 1
        ? folder : try filing { () throws(FileError) in try RunFolder(folder.file("fold-\(number + 1)")) }
      guard let part = try train(split, in: place, report, shouldStop) else {
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
      fingerprint: cohort.fingerprint, splits: splits.map(\.fingerprintOfParts))
    try filing { () throws(FileError) in try settled.settle(in: folder) }
  }

  /// Sweeps over learning rates on the first split's training part, and writes the curve into a table; nothing is trained.
  public func findRate(_ finder: RateFinder = RateFinder(), in folder: RunFolder) throws(LearningError)
    -> RateFinder.Curve
  {
    let training = try part("train", of: splits[0])
    var plan = plan
    // As many passes as the sweep takes, and no part to choose by.
    plan.epochs = finder.count * plan.accumulation
    (plan.metric, plan.patience) = (nil, nil)
    let curve = try Trainer(plan, architecture, training: training, shape: shape, threads: threads).sweep(finder)
    try filing { () throws(FileError) in try AtomicFile.write(Array(curve.csv.utf8), to: folder.file("rates.csv")) }
    return curve
  }

  private func part(_ name: String, of split: Split) throws(LearningError) -> LearningSet {
    let places =
      split[name] == nil ? [] : try filing { () throws(FileError) in try split.places(of: name, in: cohort) }
    return try LearningSet(prepared, indices: places, task: task)
  }

  private func train(
    _ split: Split, in folder: RunFolder, _ report: (Event) -> Void, _ shouldStop: () -> Bool
  ) throws(LearningError) -> TrainingResult.Part? {
    let training = try part("train", of: split)
    let (validation, test) = (try part("validation", of: split), try part("test", of: split))
    var card = Card(
      architecture: architecture, task: task, vocabulary: cohort.vocabulary, shape: shape, recipe: recipe,
      aggregation: plan.aggregation)
    card.training = Card.Training(split: split, set: training, plan: plan)
    let trainer = try Trainer(
      plan, architecture, training: training, validation: validation, shape: shape, threads: threads)
    let outcome = try trainer.run(in: folder, card: card, report: { report(.training($0)) }, shouldStop: shouldStop)
    if outcome.isInterrupted { return nil }
    return try TrainingResult.Part(
      outcome, card: card, validation: validation, test: test, folder: folder, threads: threads)
  }
}
