import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// What a plan asks for is what the trainer does.
@Suite struct TrainerTests {
  private func values(_ parameters: Parameters, where belongs: (String) -> Bool) -> [[UInt32]] {
    parameters.specs.filter { belongs($0.name) }.map { parameters[$0.name].elements.map(\.bitPattern) }
  }

  private func records(_ trial: Trial) throws -> (records: [EpochRecord], outcome: TrainingOutcome) {
    var records: [EpochRecord] = []
    let outcome = try trial.trainer().run(card: trial.card()) {
      if case .epoch(let record) = $0 { records.append(record) }
    }
    return (records, outcome)
  }

  @Test func learns() throws {
    var trial = Trial()
    (trial.plan.epochs, trial.plan.metric, trial.plan.batch) = (25, "accuracy", 6)
    let (records, outcome) = try records(trial)
    #expect(records.count == 25)
    #expect((records.last?.loss ?? 9) < 0.7 * (records.first?.loss ?? 0))
    #expect((outcome.best ?? 0) > 0.6, "three kinds of waves by chance would be a third")
    let best = try #require(
      records.max { ($0.validation["accuracy"] ?? 0, -$0.epoch) < ($1.validation["accuracy"] ?? 0, -$1.epoch) })
    #expect(outcome.epoch == best.epoch, "the first of the best epochs")
    #expect(records.filter(\.isBest).last?.epoch == outcome.epoch)
  }

  @Test func waitsNoLongerThanItsPatience() throws {
    var trial = Trial()
    // Weights that all but stand still tell the same at each epoch.
    (trial.plan.epochs, trial.plan.metric, trial.plan.patience, trial.plan.rate) = (30, "accuracy", 2, 1e-12)
    trial.plan.keepsStatistics = true
    let (records, outcome) = try records(trial)
    #expect(records.count == 3 && outcome.epochs == 3 && outcome.epoch == 1)
    #expect(records.map(\.isBest) == [true, false, false])
    #expect(!outcome.isInterrupted)
  }

  @Test func aMetricThatIsNoNumberIsNeverTheBest() throws {
    var trial = Trial()
    // One label alone is left to choose by: no label can be told from another.
    for place in 18..<27 { trial.cohort.examples[place].labels = ["b"] }
    (trial.plan.epochs, trial.plan.metric, trial.plan.patience) = (9, "macroAUROC", 2)
    let folder = try TemporaryFolder()
    let outcome = try trial.run(in: folder.path)
    #expect(outcome.epochs == 2 && outcome.best == nil && outcome.epoch == 2)
    #expect(!exists(folder.file("best.safetensors")) && exists(folder.file("last.safetensors")))
    let log = String(decoding: try bytes(folder.file("log.jsonl")), as: UTF8.self)
    #expect(!log.contains("macroAUROC") && log.contains("logLoss"))
  }

  /// A schedule that follows a metric must not take the loss for it when the metric is undefined.
  @Test func anUndefinedMetricLowersTheRateInItsTime() throws {
    var trial = Trial()
    for place in 18..<27 { trial.cohort.examples[place].labels = ["b"] }
    var plateau = Plateau()
    (plateau.patience, plateau.factor) = (0, 0.5)
    (trial.plan.epochs, trial.plan.metric, trial.plan.schedule) = (4, "macroAUROC", .plateau(plateau))
    #expect(try records(trial).records.map(\.rate) == [0.01, 0.005, 0.0025, 0.00125])
  }

  @Test func aLossThatIsNoNumberStopsItClearly() throws {
    var trial = Trial()
    (trial.plan.optimizer, trial.plan.rate) = (.sgd(), 1e38)
    let words = try #require(refusal { try records(trial) })
    #expect(words.contains("the loss is") && words.contains("epoch 1") && words.contains("lower rate"), "\(words)")
  }

  @Test func schedulesReachTheOptimizer() throws {
    var trial = Trial()
    (trial.plan.optimizer, trial.plan.schedule) = (.sgd(momentum: 0.9), .oneCycle(OneCycle()))
    let trainer = try trial.trainer()
    var (rates, momenta): ([Float], [Float]) = ([], [])
    _ = try trainer.run(card: trial.card()) { event in
      guard case .step(let step) = event else { return }
      rates.append(step.rate)
      momenta.append(trainer.optimizer.momentum)
    }
    let total = 15
    #expect(rates.count == total)
    for step in 0..<total {
      let schedule = trial.plan.schedule
      #expect(
        rates[step] == Float(schedule.rate(Double(trial.plan.rate), step: step, stepsPerEpoch: 5, totalSteps: total)))
      #expect(momenta[step] == schedule.momentum(step: step, stepsPerEpoch: 5, totalSteps: total).map { Float($0) })
    }
    #expect(Set(rates).count > 10 && Set(momenta).count > 10)
    // There is no momentum to change in plain descent.
    trial.plan.optimizer = .sgd()
    #expect(try records(trial).records.count == 3)
  }

  @Test func whatIsFrozenDoesNotMoveByABit() throws {
    var trial = Trial()
    trial.plan.decay = 0.1
    trial.plan.optimizer = .adamW()
    trial.plan.rules = [ParameterRule("lstm", learnsFrom: nil), ParameterRule("head.linear1", learnsFrom: 2)]
    let trainer = try trial.trainer()
    let isFrozen: (String) -> Bool = { $0.hasPrefix("lstm") }
    let isLate: (String) -> Bool = { $0.hasPrefix("head.linear1") }
    let (frozen, late) = (values(trainer.parameters, where: isFrozen), values(trainer.parameters, where: isLate))
    let head = values(trainer.parameters) { $0 == "head.linear2.weight" }
    #expect(!frozen.isEmpty && !late.isEmpty && !head.isEmpty)
    var lateMoved: [Bool] = []
    _ = try trainer.run(card: trial.card()) { event in
      if case .epoch = event { lateMoved.append(values(trainer.parameters, where: isLate) != late) }
    }
    #expect(values(trainer.parameters, where: isFrozen) == frozen)
    #expect(lateMoved == [false, false, true])
    #expect(values(trainer.parameters) { $0 == "head.linear2.weight" } != head)
  }

  @Test func statisticsAreKeptWhenAsked() throws {
    for keeps in [true, false] {
      var trial = Trial()
      trial.plan.keepsStatistics = keeps
      let trainer = try trial.trainer()
      let before = values(trainer.parameters) { $0.contains("running") }
      #expect(!before.isEmpty)
      _ = try trainer.run(card: trial.card())
      #expect((values(trainer.parameters) { $0.contains("running") } == before) == keeps)
    }
  }

  @Test func aStrongPullHoldsWeightsWhereTheyStarted() throws {
    var trial = Trial()
    trial.start = trial.architecture.parameters(seed: 99)
    trial.plan.optimizer = .sgd()
    trial.plan.rules = [ParameterRule("lstm", pullL1: 1e4)]
    let trainer = try trial.trainer()
    let start = values(trainer.parameters) { $0.hasPrefix("lstm") }
    #expect(start == values(trial.architecture.parameters(seed: 99)) { $0.hasPrefix("lstm") })
    _ = try trainer.run(card: trial.card())
    #expect(values(trainer.parameters) { $0.hasPrefix("lstm") } == start)
    trial.plan.rules = [ParameterRule("lstm", pullL1: 1e-6)]
    let loose = try trial.trainer()
    _ = try loose.run(card: trial.card())
    #expect(values(loose.parameters) { $0.hasPrefix("lstm") } != start)
  }

  @Test func keepsEveryOther() throws {
    var trial = Trial()
    (trial.plan.epochs, trial.plan.keepEvery) = (5, 2)
    let folder = try TemporaryFolder()
    try trial.run(in: folder.path)
    #expect(
      try names(in: folder.path).filter { $0.hasPrefix("epoch-") } == [
        "epoch-0002.safetensors", "epoch-0004.safetensors",
      ])
    let (second, fourth) = try (
      bytes(folder.file("epoch-0002.safetensors")), bytes(folder.file("epoch-0004.safetensors"))
    )
    #expect(second != fourth)
    #expect(!exists(folder.file("best.safetensors")), "nobody said what is better")
  }

  @Test func accumulatedBatchesAreOneStep() throws {
    var trial = Trial()
    (trial.plan.epochs, trial.plan.accumulation) = (1, 3)
    let trainer = try trial.trainer()
    var steps: [Int] = []
    _ = try trainer.run(card: trial.card()) { if case .step(let step) = $0 { steps.append(step.seen) } }
    #expect(steps == [12, 18], "three batches of four, then a batch of four and one of two")
    #expect(trainer.optimizer.steps == 2)
  }

  @Test func numbersOfThreadsDoNotMatter() throws {
    let prints = try [1, 2, 3].map { threads in
      let trial = ResumeTests.Kind.mixed.trial
      return try trial.trainer(threads: threads).run(card: trial.card()).parameters.fingerprint
    }
    #expect(Set(prints).count == 1)
  }

  @Test func whatCannotBeDoneIsSaidBefore() throws {
    func words(_ change: (inout Trial) -> Void) -> String {
      var trial = Trial()
      change(&trial)
      return refusal { try trial.trainer() } ?? "nothing"
    }
    #expect(words { $0.plan.epochs = 0 }.contains("epochs 0"))
    #expect(words { $0.plan.rate = .nan }.contains("rate nan"))
    #expect(words { $0.plan.patience = 3 }.contains("patience needs a metric"))
    #expect(words { $0.plan.loss = .asymmetric }.contains("several labels"))
    #expect(words { $0.plan.weights = .given([1, 2]) }.contains("2 weights for 3 labels"))
    #expect(words { $0.plan.weights = .given([0, 0, 0]) }.contains("not all 0"))
    #expect(words { $0.plan.rules = [ParameterRule("", learnsFrom: 1)] }.contains("nothing learns in the first epoch"))
    #expect(words { $0.plan.rules = [ParameterRule("lstn")] }.contains("no weights of pooledLSTM begin with 'lstn'"))
    #expect(words { $0.plan.rules = [ParameterRule("lstm", pullL1: -1)] }.contains("L1 pull -1.0"))
    #expect(words { $0.architecture.outputs = 4 }.contains("4 outputs for 3 labels"))
    #expect(words { $0.cohort.examples[3].labels = [] }.contains("example r3 has no label"))
    #expect(words { $0.cohort.examples[4].labels = ["a", "c"] }.contains("example r4 has the labels a c"))
    #expect(words { $0.plan.sampling = .trimmed(to: 0) }.contains("make no batch"))
    #expect(words { _ in } == "nothing")
  }

  @Test func aValidationPartIsNeededToChooseBy() throws {
    var trial = Trial()
    trial.plan.metric = "accuracy"
    let sets = try trial.sets()
    let words = refusal {
      try Trainer(trial.plan, trial.architecture, training: sets.training, shape: trial.shape())
    }
    #expect(words?.contains("there must be a validation part") == true)
  }

  @Test func aRecordThatDoesNotFitIsNamed() throws {
    var trial = Trial()
    trial.cohort.examples[5].source = .memory(Trial.recording("r5", kind: 1, leads: ["II", "I"]))
    let words = refusal { try trial.trainer().run(card: trial.card()) }
    #expect(words?.contains("r5") == true && words?.contains("of II I") == true, "\(words ?? "")")
    trial = Trial()
    trial.recipe = Recipe([.window(window: Window(24))])
    trial.cohort.examples[7].source = .memory(Trial.recording("r7", kind: 1, samples: 20))
    #expect(refusal { try trial.trainer().run(card: trial.card()) }?.contains("samples are missing") == true)
  }

  @Test func aSweepFindsRatesAndStopsWhereTheLossRunsAway() throws {
    var trial = Trial()
    trial.plan.epochs = 40
    var finder = RateFinder()
    (finder.least, finder.count) = (1e-5, 60)
    let curve = try trial.trainer().sweep(finder)
    #expect(curve.rates.count > 20 && curve.rates.count <= 60)
    #expect(curve.rates == curve.rates.sorted() && curve.losses.allSatisfy(\.isFinite))
    #expect(try trial.trainer().sweep(finder) == curve, "the same draws each time")
  }
}
