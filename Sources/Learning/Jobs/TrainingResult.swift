import Cohorts
import Compute
import Interchange

/// What a training came to: how well each split's network does on its test part, and all of them together.
public struct TrainingResult: Sendable, Codable {
  /// One split's training.
  public struct Part: Sendable, Codable {
    /// The epoch whose weights were taken, counted from 1.
    public let epoch: Int
    /// Epochs that were trained.
    public let epochs: Int
    /// How well it does on the test part; nothing when there is none.
    public let evaluation: Evaluation?
    /// Where the weights are.
    public let checkpoint: String
    /// How far each level moved from what it began with; nothing where that was drawn at random.
    public let movement: [Movement]?
    /// What was said of the test part; nothing in a part that was read from a file.
    package let predictions: Predictions?

    private enum CodingKeys: CodingKey { case epoch, epochs, evaluation, checkpoint, movement }

    /// Reads a part; what was said example by example stands in another file.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      epoch = try container.decode(Int.self, forKey: .epoch)
      epochs = try container.decode(Int.self, forKey: .epochs)
      evaluation = try container.decodeIfPresent(Evaluation.self, forKey: .evaluation)
      checkpoint = try container.decode(String.self, forKey: .checkpoint)
      movement = try container.decodeIfPresent([Movement].self, forKey: .movement)
      predictions = nil
    }

    /// Judges the chosen weights, and writes them with what was measured.
    init(
      _ outcome: TrainingOutcome, of learner: Learner, from start: Parameters?, card old: Card,
      validation: LearningSet, test: LearningSet, folder: RunFolder,
      threads: Int?
    ) throws(LearningError) {
      var card = old
      card.training?.epoch = outcome.epoch
      let predictor = Predictor(
        learner.architecture, outcome.parameters, task: card.task, aggregation: card.aggregation, threads: threads)
      var thresholds: Thresholds?
      if card.task == .severalLabels && validation.count > 0 {
        // Thresholds are chosen where the weights were chosen, never on what they are judged on.
        let chosen = try Thresholds(.f1, on: try predictor.predictions(on: validation, shape: learner.shape))
        card.thresholds = chosen.values
        thresholds = chosen
      }
      if test.count > 0 {
        let said = try predictor.predictions(on: test, shape: learner.shape)
        let evaluation = try Evaluation(of: said, thresholds: thresholds, threads: threads)
        card.results += evaluation.results(part: "test")
        predictions = said
        self.evaluation = evaluation
      } else {
        (predictions, evaluation) = (nil, nil)
      }
      (epoch, epochs) = (outcome.epoch, outcome.epochs)
      checkpoint = folder.model
      let parameters = learner.completed(outcome.parameters)
      movement = start.map { Movement.all(old.architecture, from: $0, to: parameters) }
      if let movement, !card.lineage.isEmpty { card.lineage[0].moved = movement.words }
      let finished = card
      try filing { () throws(FileError) in
        try Checkpoint(card: finished, parameters: parameters).write(to: folder.model)
        if let predictions { try PredictionTable.write(predictions, to: folder.file("predictions.csv")) }
      }
    }
  }

  /// What was trained on, in words.
  public let cohort: String
  /// How it was split, in words, for each training.
  public private(set) var splits: [String]
  /// What is known to limit these figures, a sentence each.
  public let notes: [String]
  /// Known patients with examples in more than one part, in the split that has most; nothing where nobody counted.
  public let crossingPatients: Int?
  /// Whether networks that the weights come from have seen what was judged on; nothing where there are none.
  public let acquaintance: Acquaintance?
  /// Each split's training.
  public private(set) var parts: [Part] = []
  /// All test parts together: each example was judged by a network that had not seen it.
  public private(set) var pooled: Evaluation?
  /// Whether it was stopped before its end.
  public internal(set) var isInterrupted = false

  init(job: TrainingJob) {
    cohort = job.cohort.name
    splits = job.splits.map(\.method)
    var notes = job.cohort.notes + job.start.notes
    for note in job.splits.flatMap(\.notes) where !notes.contains(note) { notes.append(note) }
    self.notes = notes + job.encounters.doubts
    acquaintance = job.encounters.isEmpty ? nil : Acquaintance(job.encounters)
    crossingPatients = job.splits.map(\.crossingPatients.count).max()
  }

  mutating func add(_ part: Part, threads: Int?) throws(LearningError) {
    parts.append(part)
    let said = parts.compactMap(\.predictions)
    guard parts.count == splits.count, said.count > 1 else { return }
    // Folds that are judged on by all others share their examples: there is no one answer for each.
    let ids = said.flatMap(\.ids)
    guard Set(ids).count == ids.count else { return }
    pooled = try Evaluation(of: Predictions(joining: said), threads: threads)
  }

  /// Writes the result into a folder.
  func write(to folder: RunFolder) throws(FileError) { try JSONFile.write(self, to: folder.file("result.json")) }

  /// Returns a metric of each part.
  public func values(of metric: String) -> [Double] {
    parts.compactMap { part in part.evaluation?.scores.first { $0.metric == metric }?.estimate.value }
  }
}

extension Evaluation {
  /// The figures as a card holds them: those of all labels together, and how well each is told.
  func results(part: String) -> [Card.Result] {
    let figures = scores.map { ($0.metric, $0.estimate) } + labels.map { ("AUROC[\($0.label)]", $0.auroc) }
    return figures.filter { $0.1.value.isFinite }.map { metric, estimate in
      let ends = [estimate.low, estimate.high]
      return Card.Result(
        part: part, metric: metric, value: estimate.value, interval: ends.allSatisfy(\.isFinite) ? ends : nil,
        examples: examples)
    }
  }
}

extension Card.Training {
  /// Describes a training set; the epoch is filled in when there is one.
  init(split: Split, set: LearningSet, plan: TrainingPlan) {
    let cohort = set.prepared.cohort
    self.init(
      cohort: cohort.name, fingerprint: cohort.fingerprint, split: split.method,
      parts: split.fingerprintOfParts, unit: split.unit,
      examples: set.count,
      unknownPatients: set.indices.count { cohort.examples[$0].patient == .unknown }, notes: cohort.notes,
      plan: plan, epoch: 0)
  }
}
