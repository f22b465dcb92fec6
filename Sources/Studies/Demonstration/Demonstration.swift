import Charts
import Cohorts
import Interchange
import Leakage
import Learning
import Transfer
import Waveforms

/// The main job on made hospitals: three networks to begin with, a small target, and an honest comparison there.
///
///     let outcome = try Demonstration(.quick(seed: 7)).run(in: "einthoven-demo")
public struct Demonstration: Sendable {
  /// What happens while it runs.
  public enum Event: Sendable {
    /// A part of the story begins.
    case chapter(String)
    /// A line of the story, with measured numbers.
    case line(String)
    /// A training, by its name, has come this far.
    case training(String, TrainingEvent)
    /// So many records of all are written.
    case writing(Int, of: Int)
  }

  /// It was asked to stop; the same call goes on.
  public struct Stopped: Error {}

  /// The measures that rank the sources, the one that decides first.
  static let measures = ["melep", "logme", "leep"]

  /// How large it is.
  public let configuration: DemoConfiguration
  /// Threads; nil for one a processor.
  public let threads: Int?

  /// Creates a demonstration.
  public init(_ configuration: DemoConfiguration, threads: Int? = nil) {
    self.configuration = configuration
    self.threads = threads
  }

  /// Runs it all in a folder and returns what was measured; what an earlier run has finished there is not done again.
  ///
  /// - Throws: `Stopped` when it was asked to; when the folder holds another demonstration, or cannot be written.
  public func run(
    in folder: String, report: @escaping (Event) -> Void = { _ in }, shouldStop: @escaping () -> Bool = { false }
  ) throws -> DemoOutcome {
    try settle(folder)
    var shop = Workshop(folder, self, report: report, shouldStop: shouldStop)
    func tell(_ lines: [String]) { for line in lines.flatMap({ wrapped($0, 77) }) { report(.line(line)) } }

    report(.chapter("1  Three hospitals that could teach: one lead (II), many patients"))
    var sources: [DemoResult.Source] = []
    for source in configuration.sources {
      let learnt = try self.source(source, &shop)
      tell(DemoStory.source(learnt))
      sources.append(learnt)
    }
    tell(DemoStory.sources)

    report(.chapter("2  The hospital that wants a network: twelve leads, few labels"))
    let target = DemoTarget(configuration: configuration)
    try shop.check()
    try target.write(to: folder, threads: threads) { report(.writing($0, of: 2 * configuration.targetPatients)) }
    let cohort = try TrainingRequest.target(in: folder).loadedCohort().cohort
    let split = target.split(.few, of: cohort)
    let (labelled, test) = (
      DemoResult.Sample("train", of: split, in: cohort), DemoResult.Sample("test", of: split, in: cohort)
    )
    tell(DemoStory.target(target.hospital, labelled, test))

    report(.chapter("3  Which of the three? Asked before anything is carried over"))
    let measures = try rank(sources, in: folder)
    let order = measures[0].order
    let (first, last) = (sources[order[0]], sources[order[order.count - 1]])
    tell(DemoStory.measures(measures, sources, labelled: labelled))

    report(.chapter("4  Carried over: a copy a lead, then trained on the labelled tenth"))
    let best = try carry(first, "best", &shop)
    let worst = try carry(last, "worst", &shop)
    let origin = FromScratch(origin: try TransferOrigin(transfer(first, in: folder)))
    let scratch = try shop.train(
      "scratch, 10 %", in: "runs/scratch", request(.few, in: folder), from: origin, steps: configuration.fewSteps)
    let most = try shop.train(
      "scratch, 90 %", in: "runs/most", request(.most, in: folder), from: origin, steps: configuration.mostSteps)
    let models = [
      shop.model("\(first.name), the best", source: first.name, best),
      shop.model("\(last.name), the worst", source: last.name, worst), shop.model("scratch, 10 %", scratch),
      shop.model("scratch, 90 %", most),
    ]
    let gain = try shop.difference(best, minus: scratch)
    let choice = try shop.difference(best, minus: worst)
    let gap = try shop.difference(best, minus: most)
    tell(DemoStory.models(models))

    report(.chapter("5  Can the test be believed? The split audited, and a careless one tried"))
    let audits = try audit([.few, .byRecording], cohort, target, shop)
    let leakage = try leakage(&shop)
    tell(DemoStory.audits(audits) + DemoStory.leakage(leakage))

    report(.chapter("6  One patient whom this network has not seen"))
    let (prediction, recording, model) = try predict(best, in: folder)
    var paper = ECGChart(
      title: prediction.record, summary: "The recording that the seed drew of the test patients",
      rate: recording.rate, leads: recording.leads.map { .init($0.name, $0.samples) })
    let grounds = try? paper.tint(by: model, of: recording, label: prediction.predicted).words(from: 0)
    tell(DemoStory.prediction(prediction, labels: cohort.vocabulary.codes, recording))

    let result = DemoResult(
      configuration: configuration, labels: cohort.vocabulary.codes, sources: sources, labelled: labelled, test: test,
      measures: measures, best: models[0], worst: models[1], scratch: models[2], most: models[3], gain: gain,
      choice: choice, gap: gap, audits: audits, leakage: leakage, prediction: prediction)
    let outcome = DemoOutcome(
      result: result, curves: shop.curves, evaluation: best.part.evaluation, paper: paper, grounds: grounds)
    try outcome.write(to: folder)
    report(.chapter("In short"))
    tell(Conclusion.all(result))
    return outcome
  }

  /// Writes down what is shown here, or throws when the folder holds another demonstration.
  private func settle(_ folder: String) throws {
    try AtomicFile.makeFolder(folder)
    let path = "\(folder)/demo.json"
    guard FileAccess.kind(path) == .file else {
      if let other = try FileAccess.something(in: folder) {
        throw FileError(
          file: folder, found: other, expected: "an empty folder, or one of a demonstration",
          message: "something else stands there: name another folder with --out")
      }
      try JSONFile.write(configuration, to: path)
      return try JSONFile.write(configuration.recipe, to: "\(folder)/recipe.json")
    }
    let old = try JSONFile.read(DemoConfiguration.self, from: path)
    guard let difference = try JSONDifference(old, configuration) else { return }
    throw FileError(
      file: path, field: difference.path, found: difference.first ?? "nothing",
      expected: difference.second ?? "nothing",
      message: "the folder holds another demonstration: name another folder with --out, or remove this one")
  }

  private func source(_ source: DemoSource, _ shop: inout Workshop) throws -> DemoResult.Source {
    var request = TrainingRequest(cohort: source.cohort, network: "lead", recipe: "\(shop.folder)/recipe.json")
    request.labels = source.labels
    request.split = SplitRequest(.fractions(validation: 0, test: 0.2), seed: configuration.seed)
    request.metric = "none"
    let trained = try shop.train(
      "source \(source.name)", in: "sources/\(source.name)", request, steps: configuration.sourceSteps)
    return DemoResult.Source(
      name: source.name, title: source.title, cohort: source.cohort, labels: source.labels, noise: source.noise,
      training: trained.sample("train"), test: trained.sample("test"), macroF1: shop.macroF1(trained.predictions),
      checkpoint: trained.checkpoint)
  }

  /// Ranks the sources on the labelled recordings alone.
  private func rank(_ sources: [DemoResult.Source], in folder: String) throws -> [DemoResult.Measure] {
    var options = Ranking.Options()
    options.measures = Self.measures
    options.seed = configuration.seed
    let job = try RankingJob(
      sources.map { "\(folder)/\($0.checkpoint)" }, on: request(.few, in: folder), threads: threads)
    let result = try job.run(options)
    return result.measures.enumerated().map { place, measure in
      let entries = result.sources.map { $0.measures[place] }
      let chances = entries.compactMap(\.chance)
      return DemoResult.Measure(
        name: measure.name, isHigherBetter: measure.isHigherBetter, values: entries.map(\.value),
        chances: chances.count == entries.count ? chances : nil)
    }
  }

  private func request(_ parting: DemoTarget.Parting, in folder: String) -> TrainingRequest {
    var request = TrainingRequest.target(in: folder)
    request.recipe = TransferRequest.sourceRecipe
    request.split = SplitRequest(.file(parting.file(in: folder)))
    return request
  }

  private func transfer(_ source: DemoResult.Source, in folder: String) -> TransferRequest {
    var training = request(.few, in: folder)
    training.plan.seed = configuration.seed
    return TransferRequest(.embed, sources: ["\(folder)/\(source.checkpoint)"], training: training)
  }

  private func carry(_ source: DemoResult.Source, _ name: String, _ shop: inout Workshop) throws -> Workshop.Trained {
    let request = transfer(source, in: shop.folder)
    return try shop.train(
      "\(source.name) carried over", in: "runs/\(name)", request.training, from: try TransferOrigin(request),
      steps: configuration.fewSteps)
  }

  /// Trains two one-lead networks that differ in one thing: whether the tested patients' other visits were seen.
  private func leakage(_ shop: inout Workshop) throws -> DemoResult.Leakage {
    func trained(_ name: String, _ parting: DemoTarget.Parting) throws -> Workshop.Trained {
      var request = TrainingRequest.target(in: shop.folder)
      request.split = SplitRequest(.file(parting.file(in: shop.folder)))
      return try shop.train(name, in: "runs/\(parting.rawValue)", request, steps: configuration.leakageSteps)
    }
    let leaky = try trained("by recording", .byRecording)
    let clean = try trained("by patient", .byPatient)
    return DemoResult.Leakage(
      test: clean.sample("test"), trainingRecordings: clean.sample("train").recordings,
      lossByRecording: leaky.losses.last ?? .nan, lossByPatient: clean.losses.last ?? .nan,
      byRecording: shop.macroF1(leaky.predictions), byPatient: shop.macroF1(clean.predictions),
      difference: try shop.difference(leaky, minus: clean))
  }

  private func audit(
    _ partings: [DemoTarget.Parting], _ cohort: Cohort, _ target: DemoTarget, _ shop: Workshop
  ) throws -> [DemoResult.Audit] {
    try partings.map { parting in
      try shop.check()
      let report = try OverlapAudit(of: cohort, split: target.split(parting, of: cohort)).run(threads: threads)
      guard let report else { throw Stopped() }
      return DemoResult.Audit(split: "splits/\(parting.rawValue).json", verdict: report.verdict, words: report.words)
    }
  }

  /// Asks a network about a test recording that the seed draws, as `einthoven predict` would.
  private func predict(
    _ trained: Workshop.Trained, in folder: String
  ) throws -> (DemoResult.Prediction, Recording, Model) {
    var random = SplitMix64(configuration.seed, 0x0E1)
    let tested = Set(trained.predictions.ids)
    let examples = trained.job.cohort.examples.filter { tested.contains($0.id) }
    let example = examples[random.index(below: examples.count)]
    let recording = try example.source.read()
    let model = try Model(Checkpoint(reading: "\(folder)/\(trained.checkpoint)"), threads: 1)
    let answer = try model.answer(recording)
    return (
      DemoResult.Prediction(
        record: example.id, patient: example.patient.identifier ?? "", truth: example.labels.joined(separator: " "),
        probabilities: answer.probabilities.map(\.probability), predicted: answer.labels.joined(separator: " ")),
      recording, model
    )
  }
}
