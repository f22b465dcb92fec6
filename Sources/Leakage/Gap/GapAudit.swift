import Cohorts
import Learning
import Networks

/// Trains one network on splits by patient and on splits by example of the same sizes, and compares.
public struct GapAudit: Sendable {
  /// How far it is.
  public struct Progress: Sendable {
    /// The training, counted from 1.
    public var training: Int
    /// Trainings in all.
    public var trainings: Int
    /// Steps of it.
    public var step: Int
    /// Steps of each training.
    public var steps: Int
  }

  private let request: GapRequest
  private let source: PreparedCohort
  private let task: Task
  private let shape: WindowShape
  private let architecture: Architecture
  /// The folds of each repeat.
  private let deals: [MatchedFolds]
  private let plan: TrainingPlan

  init(
    _ request: GapRequest, _ source: PreparedCohort, task: Task, shape: WindowShape, _ origin: NamedNetwork
  ) throws(LearningError) {
    self.request = request
    self.source = source
    self.task = task
    self.shape = shape
    architecture = try origin.start(for: source.cohort, shape: shape, request.training).architecture
    var deals: [MatchedFolds] = []
    for number in 0..<UInt64(request.repeats) {
      deals.append(
        try MatchedFolds(of: source.cohort, count: request.folds, seed: request.training.split.seed &+ number))
    }
    self.deals = deals
    var plan = request.training.plan
    // Nothing is held back to choose by: the last weights are judged, in both ways.
    (plan.metric, plan.patience) = (nil, nil)
    self.plan = plan
  }

  /// Trains on all folds in both ways; nothing when it was told to stop.
  public func run(
    threads: Int? = nil, report: (Progress) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws(LearningError) -> GapReport? {
    let trainings = 2 * request.folds * deals.count
    var done = 0
    var results: [GapReport.Deal] = []
    for (number, folds) in deals.enumerated() {
      var parts: (example: [Predictions], patient: [Predictions]) = ([], [])
      for fold in 0..<request.folds {
        for isByPatient in [false, true] {
          let chosen = isByPatient ? folds.byPatient : folds.byExample
          let said = try judged(chosen, fold, seed: plan.seed &+ UInt64(number), threads: threads) { step, steps in
            report(.init(training: done + 1, trainings: trainings, step: step, steps: steps))
            return shouldStop()
          }
          guard let said else { return nil }
          if isByPatient { parts.patient.append(said) } else { parts.example.append(said) }
          done += 1
        }
      }
      results.append(.init(byExample: parts.example, byPatient: parts.patient))
    }
    return try GapReport(
      subject: source.cohort.name, network: request.training.network, plan: plan, notes: source.cohort.notes,
      deals: results, threads: threads)
  }

  /// Trains on all folds but one, and returns what is said of that one.
  private func judged(
    _ folds: [[Int]], _ fold: Int, seed: UInt64, threads: Int?, shouldStop: (Int, Int) -> Bool
  ) throws(LearningError) -> Predictions? {
    let learnt = folds.indices.filter { $0 != fold }.flatMap { folds[$0] }.sorted()
    let training = try LearningSet(source, indices: learnt, task: task)
    let test = try LearningSet(source, indices: folds[fold], task: task)
    var plan = plan
    plan.seed = seed
    let trainer = try Trainer(plan, architecture, training: training, shape: shape, threads: threads)
    let card = Card(
      architecture: architecture, task: task, vocabulary: source.cohort.vocabulary, shape: shape,
      recipe: source.recipe, aggregation: plan.aggregation)
    var (done, steps, stops) = (0, 0, false)
    let outcome = try trainer.run(
      card: card,
      report: { event in
        if case .begun(let start) = event { steps = start.steps * start.epochs }
        if case .step = event { done += 1 }
        stops = shouldStop(done, steps)
      }, shouldStop: { stops })
    if outcome.isInterrupted { return nil }
    return try Predictor(architecture, outcome.parameters, task: task, aggregation: plan.aggregation, threads: threads)
      .predictions(on: test, shape: shape)
  }
}
