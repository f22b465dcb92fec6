import Cohorts
import Interchange
import Learning
import Networks
import Waveforms

/// Trains and judges the demonstration's networks in its folder; what is finished there is not done again.
struct Workshop {
  /// One training that came to its end.
  struct Trained {
    /// What was trained on what.
    let job: TrainingJob
    /// The path of its run, from the demonstration's folder.
    let place: String
    /// How well it does.
    let part: TrainingResult.Part
    /// What it said of the test part.
    let predictions: Predictions
    /// The mean loss of each epoch.
    let losses: [Double]

    /// The file of the network, from the demonstration's folder.
    var checkpoint: String { "\(place)/model.safetensors" }
    /// How much of a part there is.
    func sample(_ part: String) -> DemoResult.Sample { DemoResult.Sample(part, of: job.splits[0], in: job.cohort) }
  }

  let folder: String
  let configuration: DemoConfiguration
  let threads: Int?
  let report: (Demonstration.Event) -> Void
  let shouldStop: () -> Bool
  private(set) var curves: [(name: String, loss: [Double])] = []

  init(
    _ folder: String, _ demonstration: Demonstration, report: @escaping (Demonstration.Event) -> Void,
    shouldStop: @escaping () -> Bool
  ) {
    (self.folder, self.report, self.shouldStop) = (folder, report, shouldStop)
    (configuration, threads) = (demonstration.configuration, demonstration.threads)
  }

  /// Throws when it was asked to stop.
  func check() throws { if shouldStop() { throw Demonstration.Stopped() } }

  /// Trains a network by a request, with as many epochs as make the steps.
  mutating func train(
    _ name: String, in place: String, _ request: TrainingRequest, from origin: any TrainingOrigin = NamedNetwork(),
    steps: Int
  ) throws -> Trained {
    try check()
    var request = request
    let (cohort, _) = try request.loadedCohort()
    let examples = try request.split.splits(of: cohort).first?["train"]?.examples.count ?? 0
    request.plan = configuration.plan(steps: steps, examples: examples)
    let job = try TrainingJob(request, from: origin, threads: threads)
    let run = try RunFolder("\(folder)/\(place)")
    let result = try job.run(
      in: run,
      report: { event in
        if case .training(let training) = event { report(.training(name, training)) }
      }, shouldStop: shouldStop)
    guard !result.isInterrupted, let part = result.parts.first, let predictions = part.predictions else {
      throw Demonstration.Stopped()
    }
    let log = try FileAccess.read(run.file("log.jsonl"))
    let losses = try log.split(separator: 10).map { line in
      try JSONFile.parse(EpochRecord.self, Array(line), file: run.file("log.jsonl")).loss
    }
    curves.append((name, losses))
    return Trained(job: job, place: place, part: part, predictions: predictions, losses: losses)
  }

  /// Returns one way of getting a network for the target.
  func model(_ name: String, source: String? = nil, _ trained: Trained) -> DemoResult.Model {
    let movement = source == nil ? nil : trained.part.movement
    return DemoResult.Model(
      name: name, source: source, training: trained.sample("train"),
      steps: trained.job.plan.epochs * (trained.sample("train").recordings + DemoConfiguration.batch - 1)
        / DemoConfiguration.batch,
      loss: trained.losses.last ?? .nan, weights: trained.job.architecture.parameterCount,
      moved: movement?.reduce(0) { $0 + $1.moved },
      macroF1: macroF1(trained.predictions), f1: trained.predictions.tables.map { $0.f1.isNaN ? nil : $0.f1 },
      confusion: trained.predictions.confusion?.counts ?? [], checkpoint: trained.checkpoint)
  }

  /// Returns macro F1 with its interval over patients.
  func macroF1(_ predictions: Predictions) -> Estimate {
    bootstrap.estimate(.macroF1, of: predictions, threads: threads)
  }

  /// Returns macro F1 of one network minus that of another, resampled in pairs.
  func difference(_ first: Trained, minus second: Trained) throws -> Estimate {
    try bootstrap.comparison(.macroF1, first.predictions, minus: second.predictions, threads: threads).difference
  }

  /// The bootstrap over a test's patients.
  private var bootstrap: Bootstrap { Bootstrap(resamples: configuration.draws, seed: configuration.seed) }
}

extension DemoResult.Sample {
  /// Counts a part of a split.
  init(_ part: String, of split: Split, in cohort: Cohort) {
    let ids = Set(split[part]?.examples ?? [])
    let examples = cohort.examples.filter { ids.contains($0.id) }
    self.init(patients: Set(examples.compactMap(\.patient.identifier)).count, recordings: examples.count)
  }
}

/// The network that another origin would begin with, its weights drawn anew.
struct FromScratch: TrainingOrigin {
  let origin: any TrainingOrigin

  func recipe(for cohort: Cohort, _ request: TrainingRequest) throws(LearningError) -> Recipe {
    try origin.recipe(for: cohort, request)
  }

  func start(
    for cohort: Cohort, shape: WindowShape, _ request: TrainingRequest
  ) throws(LearningError) -> TrainingStart {
    TrainingStart(try origin.start(for: cohort, shape: shape, request).architecture)
  }
}
