import Compute
import Waveforms

/// The main job on made hospitals, from a source network to an honest comparison at the target.
public struct Demonstration: Sendable {
  /// What happens while it runs.
  public enum Event: Sendable {
    /// A part of the story begins.
    case chapter(String)
    /// A line of the story, with measured numbers.
    case line(String)
    /// A training has come this far.
    case training(String, Fitting.Progress)
  }

  /// How large it is.
  public let configuration: DemoConfiguration
  /// Threads; nil for one a processor.
  public let threads: Int?

  private static let classes = Population.classes.count
  private static let leads = SyntheticRecord.leadNames.count

  /// Creates a demonstration.
  public init(_ configuration: DemoConfiguration, threads: Int? = nil) {
    self.configuration = configuration
    self.threads = threads
  }

  /// Runs it all and returns what was measured.
  public func run(report: @escaping (Event) -> Void = { _ in }) throws(SignalError) -> DemoOutcome {
    var session = Session(self, report)
    let seed = configuration.seed
    let story = DemoStory()
    func tell(_ lines: [String]) { for line in lines.flatMap({ wrapped($0, 77) }) { report(.line(line)) } }

    report(.chapter("1  A source: \(configuration.sourceHospitals) hospitals, one lead (II), many patients"))
    let home = try examples(of: configuration.sources, configuration.sourcePatients, ["II"], from: 0)
    let homeSplit = PatientSplit(of: home, shares: [0.8, 0.2], seed: seed)
    let (homeTraining, homeTest) = (
      home.picked(patients: homeSplit.groups[0]), home.picked(patients: homeSplit.groups[1])
    )
    tell(story.population(configuration.sources, homeTraining, homeTest))
    let lead = Classifier(leads: 1, samples: configuration.samples, classes: Self.classes)
    let source = lead.parameters(seed: seed)
    session.train("source", lead, source, on: homeTraining, steps: configuration.sourceSteps)
    let home1 = DemoResult.Source(
      hospitals: configuration.sources.map(\.name), training: .init(homeTraining), test: .init(homeTest),
      score: session.judge(lead, source, on: homeTest).score)
    tell(story.source(home1))

    report(.chapter("2  A target: one small hospital, twelve leads, 10 % of the patients labelled"))
    let away = try examples(
      of: [configuration.target], configuration.targetPatients, SyntheticRecord.leadNames, from: 1_000_000)
    let (few, share) = (DemoConfiguration.labelledShare, DemoConfiguration.controlShare)
    let shares = [few * 2 / 3, (share - few) * 2 / 3, (1 - share) * 2 / 3, 1.0 / 3]
    let split = PatientSplit(of: away, shares: shares, seed: seed)
    let labelled = away.picked(patients: split.groups[0])
    let nearlyAll = away.picked(patients: split.groups[0] + split.groups[1])
    let test = away.picked(patients: split.groups[3])
    tell(story.target(configuration.target, labelled, nearlyAll, test))

    report(.chapter("3  Embedded transfer: the source copied to every lead"))
    let many = Classifier(leads: Self.leads, samples: configuration.samples, classes: Self.classes)
    let embedded = many.parameters(seed: seed)
    Embedding.copy(source, into: embedded, many)
    let sample = homeTest.picked(Array(0..<min(64, homeTest.count)))
    let error = Embedding.identityError(
      source: source, ensemble: embedded, leads: Self.leads, classes: Self.classes, on: sample, threads: threads)
    let untrained = session.model("untrained", many, embedded, anchors: embedded, test: test)
    tell(story.identity(error, sample.count, untrained.model))

    report(.chapter("4  Fine-tuned on the 10 %, against the same network from scratch"))
    let tuned = many.parameters(seed: seed)
    tuned.copy(from: embedded)
    let plan = configuration
    let transfer = session.model(
      "transfer", many, tuned, on: labelled, steps: plan.targetSteps, pull: plan.pull, anchors: embedded, test: test)
    let scratch = session.model(
      "scratch", many, many.parameters(seed: seed), on: labelled, steps: plan.targetSteps, test: test)
    let control = session.model(
      "control", many, many.parameters(seed: seed), on: nearlyAll, steps: plan.controlSteps, test: test)
    let gain = session.difference(transfer.predictions, minus: scratch.predictions)
    let gap = session.difference(transfer.predictions, minus: control.predictions)
    tell(story.models([untrained, transfer, scratch, control].map(\.model), gain: gain, gap: gap))

    report(.chapter("5  Leakage: a split by recording, against one by patient"))
    let leakage = session.leakage(many, test: test, others: away.picked(patients: split.groups[1]))
    tell(story.leakage(leakage))

    report(.chapter("6  One held-out patient"))
    var random = SplitMix64(seed, 0x0E1)
    let chosen = random.index(below: test.count)
    let prediction = session.prediction(transfer.outputs, test, chosen)
    tell(story.prediction(prediction, lead: test.lead(1, of: chosen), rate: configuration.rate))

    let result = DemoResult(
      configuration: configuration, source: home1, targetTest: .init(test), identityError: error,
      untrained: untrained.model, transfer: transfer.model, scratch: scratch.model, control: control.model, gain: gain,
      gap: gap, leakage: leakage, prediction: prediction, threads: session.threadCount, laps: session.laps)
    report(.chapter("In short"))
    tell(story.conclusion(result))
    return DemoOutcome(result: result, curves: session.curves)
  }

  private func examples(
    of hospitals: [SyntheticHospital], _ patients: Int, _ leads: [String], from first: Int
  ) throws(SignalError) -> ExampleSet {
    try Population(seed: configuration.seed, hospitals: hospitals, patients: patients, first: first)
      .examples(leads: leads, rate: configuration.rate, samples: configuration.samples)
  }
}
