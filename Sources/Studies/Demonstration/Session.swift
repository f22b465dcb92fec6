import Compute
import Learning

/// One run of the demonstration: trains and judges networks, and keeps curves and times.
struct Session {
  /// A network's outcome with what it said of the test.
  struct Judged {
    let model: DemoResult.Model
    let outputs: Outputs
    let predictions: Predictions
  }

  let configuration: DemoConfiguration
  let threads: Int?
  let report: (Demonstration.Event) -> Void
  private(set) var curves: [(name: String, loss: [Double])] = []
  private(set) var laps: [DemoResult.Lap] = []
  private(set) var threadCount = 0

  private static let clock = ContinuousClock()
  private static let classes = Population.classes.count

  init(_ demonstration: Demonstration, _ report: @escaping (Demonstration.Event) -> Void) {
    configuration = demonstration.configuration
    threads = demonstration.threads
    self.report = report
  }

  /// Trains parameters where they stand.
  mutating func train(
    _ name: String, _ classifier: Classifier, _ parameters: Parameters, on set: ExampleSet, steps: Int, pull: Float = 0
  ) {
    var fitting = Fitting(steps: steps, seed: configuration.seed, threads: threads)
    fitting.rate = configuration.learningRate
    fitting.groups = [Optimizer.Group(proximalL1: pull)]
    let start = Self.clock.now
    let curve = fitting(classifier, parameters, on: set) { report(.training(name, $0)) }
    let time = (Self.clock.now - start).components
    laps.append(.init(stage: name, seconds: Double(time.seconds) + Double(time.attoseconds) * 1e-18))
    curves.append((name, curve))
    threadCount = Runner(classifier.prediction(), parameters, threads: threads).threads
  }

  /// Scores a network on a set.
  func judge(
    _ classifier: Classifier, _ parameters: Parameters, on set: ExampleSet
  ) -> (score: DemoResult.Score, outputs: Outputs, predictions: Predictions) {
    let outputs = Outputs(classifier, parameters, on: set, threads: threads)
    let predictions = Predictions(outputs, on: set, labels: Population.classes)
    let score = DemoResult.Score(
      macroF1: bootstrap.estimate(.macroF1, of: predictions, threads: threads),
      f1: predictions.tables.map { $0.f1.isNaN ? nil : $0.f1 }, confusion: predictions.confusion?.counts ?? [])
    return (score, outputs, predictions)
  }

  /// The bootstrap over a set's patients.
  private var bootstrap: Bootstrap { Bootstrap(resamples: configuration.draws, seed: configuration.seed) }

  /// Returns macro F1 of some predictions minus that of others, resampled in pairs.
  func difference(_ predictions: Predictions, minus other: Predictions) -> Estimate {
    bootstrap.difference(.macroF1, predictions, minus: other, threads: threads)
  }

  /// Trains a network, if there is a set to train on, and scores it.
  mutating func model(
    _ name: String, _ classifier: Classifier, _ parameters: Parameters, on set: ExampleSet? = nil, steps: Int = 0,
    pull: Float = 0, anchors: Parameters? = nil, test: ExampleSet
  ) -> Judged {
    if let set { train(name, classifier, parameters, on: set, steps: steps, pull: pull) }
    let (score, outputs, predictions) = judge(classifier, parameters, on: test)
    let model = DemoResult.Model(
      name: name, training: set.map(DemoResult.Sample.init), steps: steps,
      loss: set == nil ? nil : curves.last?.loss.last, weights: parameters.count,
      movedWeights: anchors.map { Embedding.moved(parameters, from: $0).moved }, score: score)
    return Judged(model: model, outputs: outputs, predictions: predictions)
  }

  /// Trains two networks from scratch that differ in one thing: whether the tested patients' other visits were seen.
  ///
  /// Both are tested on the second visits of the test patients, and both learn from as many first visits: those of the
  /// same patients, as a split by recording allows, or those of others.
  mutating func leakage(_ classifier: Classifier, test: ExampleSet, others: ExampleSet) -> DemoResult.Leakage {
    let examined = test.picked { _, visit in visit == 1 }
    let same = test.picked { _, visit in visit == 0 }
    let strangers = others.picked { _, visit in visit == 0 }
    // Class by class as many strangers as there are patients in the test, or as many as there are.
    let pairs = (0..<Self.classes).map { label in
      let (a, b) = (
        same.labels.indices.filter { same.labels[$0] == label },
        strangers.labels.indices.filter { strangers.labels[$0] == label }
      )
      let count = min(a.count, b.count)
      return (Array(a.prefix(count)), Array(b.prefix(count)))
    }
    let leaky = same.picked(pairs.flatMap(\.0))
    let clean = strangers.picked(pairs.flatMap(\.1))
    let judged = [("leaky", leaky), ("clean", clean)].map { name, set in
      let parameters = classifier.parameters(seed: configuration.seed)
      train(name, classifier, parameters, on: set, steps: configuration.leakageSteps)
      return judge(classifier, parameters, on: examined)
    }
    let seen = Set(leaky.patients)
    let shared = examined.distinctPatients.count { seen.contains($0) }
    return DemoResult.Leakage(
      test: .init(examined), trainingRecordings: clean.count,
      loss: curves.suffix(2).compactMap(\.loss.last).max() ?? .nan,
      sharedPatients: Double(shared) / Double(examined.distinctPatients.count),
      byRecording: judged[0].score.macroF1, byPatient: judged[1].score.macroF1,
      difference: difference(judged[0].predictions, minus: judged[1].predictions))
  }

  /// Returns what was predicted of one example.
  func prediction(_ outputs: Outputs, _ set: ExampleSet, _ index: Int) -> DemoResult.Prediction {
    DemoResult.Prediction(
      patient: set.patients[index], visit: set.visits[index], truth: Population.classes[set.labels[index]],
      probabilities: outputs.probabilities(of: index), predicted: Population.classes[outputs.labels[index]])
  }
}
