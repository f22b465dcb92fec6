import Cohorts
import Compute
import Interchange
import Networks

/// Trains a network by a plan; stopped at any moment and begun again in the same folder, it ends with the same bytes.
public final class Trainer {
  /// How it is trained.
  public let plan: TrainingPlan
  /// What is trained.
  public let architecture: Architecture
  /// The weights, which change while training runs.
  public let parameters: Parameters
  let training: LearningSet
  let validation: LearningSet?
  let shape: WindowShape
  let threads: Int?
  let order: BatchOrder
  let optimizer: Optimizer
  /// What a state must be of to go on from it here.
  private let identity: TrainingIdentity
  var progress = TrainingProgress()
  /// What the schedule remembers.
  var pace = Schedule.State()
  /// The best weights so far, where there is a metric to tell.
  var best: Parameters?
  /// The time between two states within a long epoch.
  var pause = Duration.seconds(30)
  /// The time between the states after two short epochs: what is written more often than it is worth keeps the disk busy.
  var rest = Duration.seconds(2)
  private var stepper: Stepper?

  /// Creates a trainer.
  ///
  /// - Parameters:
  ///   - plan: How to train.
  ///   - architecture: What to train, with an output for each label.
  ///   - training: What is learnt from.
  ///   - validation: What weights are chosen by; it is needed when the plan names a metric.
  ///   - shape: What the windows are like.
  ///   - start: The weights to begin with; drawn from the plan's seed when nothing is given.
  ///   - threads: How many threads work; as many as there are processors when nil. The result is the same.
  public init(
    _ plan: TrainingPlan, _ architecture: Architecture, training: LearningSet, validation: LearningSet? = nil,
    shape: WindowShape, start: Parameters? = nil, threads: Int? = nil
  ) throws(LearningError) {
    if let problem = plan.problem { throw .request(problem) }
    if let problem = plan.problem(task: training.task, labels: training.labels.count) { throw .request(problem) }
    guard training.count > 0 else { throw .request("there are no examples to train on") }
    guard plan.metric == nil || (validation?.count ?? 0) > 0 else {
      throw .request(TrainingPlan.problem(choosingBy: plan.metric ?? ""))
    }
    guard training.labels.count == architecture.outputs else {
      throw .request("the network has \(architecture.outputs) outputs for \(training.labels.count) labels")
    }
    guard plan.mixup == 0 || !architecture.takesPresence else {
      throw .request("a mixture of two recordings has no leads of its own to miss: train without mixup")
    }
    if let unfitness = architecture.unfitness { throw .request(unfitness) }
    self.plan = plan
    self.architecture = architecture
    self.training = training
    self.validation = validation
    self.shape = shape
    self.threads = threads
    parameters = architecture.parameters(seed: plan.seed)
    if let start { parameters.copy(from: start) }
    identity = TrainingIdentity(plan, architecture, training: training, validation: validation, start: parameters)
    let names = parameters.specs.filter(\.isTrainable).map(\.name)
    if let rule = plan.rules.first(where: { rule in !names.contains { Level.fits($0, rule.prefix) } }) {
      throw .request("no weights of \(architecture.kind) begin with '\(rule.prefix)'")
    }
    guard names.contains(where: { plan.rule(of: $0).learns(in: 0) }) else {
      throw .request("nothing learns in the first epoch: all weights are kept as they are")
    }
    order = BatchOrder(training, plan: plan)
    guard order.batches > 0 else { throw .request("\(training.count) training examples make no batch") }
    optimizer = Optimizer(plan.optimizer, rate: plan.rate, for: parameters, groups: plan.groups)
    optimizer.clipNorm = plan.clipNorm
  }

  /// Trains to the end, or until `shouldStop` says so after a step.
  ///
  /// - Parameters:
  ///   - folder: Where the run is kept; without one nothing is written.
  ///   - card: What checkpoints say of themselves, but for what only training knows.
  ///   - report: Told of the beginning, of each step and of each epoch.
  ///   - shouldStop: Asked after each step; a folder then holds what is needed to go on.
  public func run(
    in folder: RunFolder? = nil, card: Card, report: (TrainingEvent) -> Void = { _ in },
    shouldStop: () -> Bool = { false }
  ) throws(LearningError) -> TrainingOutcome {
    let isResumed = try filing { () throws(FileError) in try restore(from: folder) }
    let files = try filing { () throws(FileError) in try RunFiles(folder, card: card, progress) }
    report(
      .begun(
        TrainingEvent.Start(
          epochs: plan.epochs, steps: order.steps, examples: training.count,
          resumed: isResumed ? (progress.epoch, Int(progress.step)) : nil)))
    if !progress.isFinished {
      let feed = order.feed(from: progress.epoch, batch: progress.batch, shape: shape)
      defer { feed.cancel() }
      let judge = Predictor(
        architecture, parameters, task: training.task, aggregation: plan.aggregation, threads: threads)
      var seen = 0
      while !progress.isFinished {
        let clock = ContinuousClock.now
        while progress.batch < order.batches {
          seen += try step(feed)
          report(
            .step(
              .init(
                epoch: progress.epoch + 1, step: order.steps(batches: progress.batch), loss: progress.loss,
                rate: optimizer.rate, seen: seen)))
          if shouldStop() {
            try filing { () throws(FileError) in try files.save(self) }
            return outcome(isInterrupted: true)
          }
          try filing { () throws(FileError) in try files.saveWhenDue(self) }
        }
        let record = try judged(by: judge, files, since: clock)
        report(.epoch(record))
      }
    }
    return outcome(isInterrupted: false)
  }

  /// One step at the rate of its turn; returns how many examples it saw.
  private func step(_ feed: BatchFeed) throws(LearningError) -> Int {
    let total = order.steps * plan.epochs
    optimizer.rate = Float(
      plan.schedule.rate(
        Double(plan.rate), step: Int(progress.step), stepsPerEpoch: order.steps, totalSteps: total, state: pace))
    if plan.hasMomentum,
      let momentum = plan.schedule.momentum(step: Int(progress.step), stepsPerEpoch: order.steps, totalSteps: total)
    {
      optimizer.momentum = Float(momentum)
    }
    let (seen, loss) = try move(feed)
    guard loss.isFinite else {
      throw .request(
        "the loss is \(loss) in epoch \(progress.epoch + 1), step \(order.steps(batches: progress.batch) + 1): "
          + "train with a lower rate, or clip the gradients' norm")
    }
    return seen
  }

  /// One step over one batch, or as many as are accumulated, at the optimizer's rate.
  private func move(_ feed: BatchFeed) throws(LearningError) -> (seen: Int, loss: Double) {
    let current =
      stepper.flatMap { $0.epoch == progress.epoch ? $0 : nil }
      ?? Stepper(self, epoch: progress.epoch, keeping: stepper)
    stepper = current
    return try current.step(feed, &progress)
  }

  /// Sweeps over learning rates, from the weights as they are; the trainer is of no other use afterwards.
  func sweep(_ finder: RateFinder) throws(LearningError) -> RateFinder.Curve {
    let feed = order.feed(from: 0, batch: 0, shape: shape)
    defer { feed.cancel() }
    var failure: LearningError?
    let curve = finder { rate in
      optimizer.rate = Float(rate)
      if progress.batch == order.batches { (progress.epoch, progress.batch) = (progress.epoch + 1, 0) }
      do throws(LearningError) { return try move(feed).loss } catch { failure = error }
      return .nan
    }
    if let failure { throw failure }
    return curve
  }

  /// Judges the weights at the end of an epoch, keeps them if they are the best, and writes down what they came to.
  private func judged(
    by judge: Predictor, _ files: RunFiles, since clock: ContinuousClock.Instant
  ) throws(LearningError) -> EpochRecord {
    var figures: [String: Double] = [:]
    if let validation, validation.count > 0 {
      let predictions = try judge.predictions(on: validation, shape: shape)
      figures = try EpochFigures.values(of: predictions, with: plan.metric)
    }
    let value = plan.metric.flatMap { figures[$0] }
    let isBest = try isBetter(value)
    progress.epoch += 1
    progress.batch = 0
    if isBest, let value {
      progress.best = TrainingProgress.Best(epoch: progress.epoch, value: value)
      let best = best ?? architecture.parameters(seed: 0)
      best.copy(from: parameters)
      self.best = best
    }
    try observe(value)
    let waited = progress.epoch - (progress.best?.epoch ?? 0)
    progress.isFinished = progress.epoch == plan.epochs || plan.patience.map { waited >= $0 } ?? false
    let elapsed = clock.duration(to: .now).components
    let record = EpochRecord(
      epoch: progress.epoch, step: Int(progress.step), rate: optimizer.rate, loss: progress.loss, validation: figures,
      isBest: isBest, seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
    (progress.lossSum, progress.lossCount) = (0, 0)
    try filing { () throws(FileError) in try files.close(record, self) }
    return record
  }

  /// Whether a metric is better than the best so far; a metric that is no number never is.
  private func isBetter(_ value: Double?) throws(LearningError) -> Bool {
    guard let name = plan.metric else { return false }
    let metric = try EpochFigures.metric(named: name)
    return value.map { metric.isBetter($0, than: progress.best?.value ?? .nan) } ?? false
  }

  /// Tells the schedule of the plan's metric, or of the training loss if it names none.
  private func observe(_ value: Double?) throws(LearningError) {
    guard let name = plan.metric else {
      return plan.schedule.observe(progress.loss, isHigherBetter: false, state: &pace)
    }
    let isHigherBetter = try EpochFigures.metric(named: name).isHigherBetter
    plan.schedule.observe(value ?? .nan, isHigherBetter: isHigherBetter, state: &pace)
  }

  private func restore(from folder: RunFolder?) throws(FileError) -> Bool {
    guard let folder, FileAccess.kind(folder.state) == .file else { return false }
    let state = try TrainingState(reading: folder.state, of: identity, into: parameters)
    let problem = state.progress.problem(epochs: plan.epochs, batches: order.batches, steps: order.steps)
    if let problem { throw FileError(file: folder.state, found: problem, message: "no training stands like this") }
    do throws(OptimizerState.Mismatch) {
      try optimizer.restore(state.optimizer)
    } catch {
      throw FileError(file: folder.state, message: error.description)
    }
    progress = state.progress
    pace = state.pace
    if progress.best != nil {
      let checkpoint = try Checkpoint(reading: folder.best)
      guard checkpoint.card.architecture == architecture else {
        throw FileError(
          file: folder.best, found: checkpoint.card.architecture.kind, expected: architecture.kind,
          message: "the best weights so far are of another network")
      }
      best = checkpoint.parameters
    }
    return true
  }

  /// All that going on needs.
  var state: TrainingState {
    TrainingState(identity: identity, progress: progress, pace: pace, optimizer: optimizer.state)
  }

  private func outcome(isInterrupted: Bool) -> TrainingOutcome {
    TrainingOutcome(
      parameters: best ?? parameters, epoch: progress.best?.epoch ?? progress.epoch, best: progress.best?.value,
      epochs: progress.epoch, isInterrupted: isInterrupted)
  }
}

/// What a training ended with.
public struct TrainingOutcome: Sendable {
  /// The chosen weights: the best by the plan's metric, or the last.
  public let parameters: Parameters
  /// The epoch they are of, counted from 1.
  public let epoch: Int
  /// The metric by which they were chosen, if there was one.
  public let best: Double?
  /// Epochs that were trained.
  public let epochs: Int
  /// Whether it was stopped before its end.
  public let isInterrupted: Bool
}

/// Turns a file's error into this floor's.
package func filing<Value>(_ body: () throws(FileError) -> Value) throws(LearningError) -> Value {
  do throws(FileError) { return try body() } catch { throw .file(error) }
}
