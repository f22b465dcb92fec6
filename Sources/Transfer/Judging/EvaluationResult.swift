import Cohorts
import Interchange
import Learning

/// How well a network does on a cohort, what was judged, and what limits the figures.
public struct EvaluationResult: Sendable, Codable {
  /// A second network on the same examples, and how the first differs from it.
  public struct Second: Sendable, Codable {
    /// The file's name, with its run's where it alone says nothing.
    public let checkpoint: String
    /// Whether it may have seen the examples; nothing where nobody can say.
    public let acquaintance: Acquaintance?
    /// How well it does.
    public let evaluation: Evaluation
    /// The first minus the second, metric by metric, on the same resamples.
    public let comparisons: [Comparison]

    init(
      _ source: SourceNetwork, _ said: [Predictions], acquaintance: Acquaintance, threads: Int?
    ) throws(LearningError) {
      try self.init(source.file, said[0], said[1], acquaintance: acquaintance, threads: threads)
    }

    /// Compares what two said of the same examples.
    init(
      _ name: String, _ first: Predictions, _ other: Predictions, acquaintance: Acquaintance?, threads: Int?
    ) throws(LearningError) {
      checkpoint = name
      self.acquaintance = acquaintance
      let second = try other.aligned(with: first)
      evaluation = try Evaluation(of: second, threads: threads)
      var comparisons: [Comparison] = []
      for metric in Evaluation.usual(for: first) {
        comparisons.append(try Bootstrap().comparison(metric, first, minus: second, threads: threads))
      }
      self.comparisons = comparisons
    }
  }

  /// The checkpoint's file, with its run's name where it alone says nothing, or the table of predictions.
  public let checkpoint: String
  /// The fingerprint of its weights; nothing of a table.
  public let fingerprint: String?
  /// The cohort's name; nothing of a table.
  public let cohort: String?
  /// The fingerprint of the cohort.
  public let cohortFingerprint: String?
  /// The part that was judged on; nothing for all of it.
  public let part: String?
  /// How it was split, in words.
  public let split: String?
  /// Whether the network may have seen the examples; nothing where nobody can say.
  public let acquaintance: Acquaintance?
  /// What an audit against what the network learnt from found, in words; nothing where there was none.
  package var overlap: String?
  /// What the labels are called on either side.
  public let labels: LabelKnowledge?
  /// What limits the figures, a sentence each.
  public let notes: [String]
  /// How well it does.
  public let evaluation: Evaluation
  /// A second network beside it.
  public let second: Second?
  /// What the network's card says of its training; not stored with the result.
  package let training: Card.Training?
  /// What was said of each example.
  package let predictions: Predictions?

  private enum CodingKeys: CodingKey {
    case checkpoint, fingerprint, cohort, cohortFingerprint, part, split, acquaintance, overlap, labels, notes,
      evaluation,
      second
  }

  init(
    checkpoint: String, fingerprint: String?, cohort: String?, cohortFingerprint: String?, part: String?,
    split: String?,
    acquaintance: Acquaintance?, labels: LabelKnowledge?, notes: [String], evaluation: Evaluation, second: Second?,
    training: Card.Training?, predictions: Predictions
  ) {
    self.training = training
    self.checkpoint = checkpoint
    self.fingerprint = fingerprint
    self.cohort = cohort
    self.cohortFingerprint = cohortFingerprint
    self.part = part
    self.split = split
    self.acquaintance = acquaintance
    self.labels = labels
    self.notes = notes
    self.evaluation = evaluation
    self.second = second
    self.predictions = predictions
  }

  /// Judges predictions that were stored, and compares them with others of the same examples.
  public init(predictions path: String, against other: String? = nil, threads: Int? = nil) throws(LearningError) {
    let first = try Self.table(path)
    let second = try other.map { path throws(LearningError) in
      try Second(path, first, Self.table(path, task: first.task), acquaintance: nil, threads: threads)
    }
    self.init(
      checkpoint: path, fingerprint: nil, cohort: nil, cohortFingerprint: nil, part: nil, split: nil, acquaintance: nil,
      labels: nil, notes: ["predictions as they were stored: whether the examples had been seen is not known"],
      evaluation: try Evaluation(of: first, threads: threads), second: second, training: nil, predictions: first)
  }

  private static func table(_ path: String, task: Task? = nil) throws(LearningError) -> Predictions {
    do throws(FileError) { return try PredictionTable.read(path, task: task) } catch { throw .file(error) }
  }

  /// Reads a result; what was said example by example stands in another file.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    checkpoint = try fields.decode(String.self, forKey: .checkpoint)
    fingerprint = try fields.decodeIfPresent(String.self, forKey: .fingerprint)
    cohort = try fields.decodeIfPresent(String.self, forKey: .cohort)
    cohortFingerprint = try fields.decodeIfPresent(String.self, forKey: .cohortFingerprint)
    part = try fields.decodeIfPresent(String.self, forKey: .part)
    split = try fields.decodeIfPresent(String.self, forKey: .split)
    acquaintance = try fields.decodeIfPresent(Acquaintance.self, forKey: .acquaintance)
    overlap = try fields.decodeIfPresent(String.self, forKey: .overlap)
    labels = try fields.decodeIfPresent(LabelKnowledge.self, forKey: .labels)
    notes = try fields.decode([String].self, forKey: .notes)
    evaluation = try fields.decode(Evaluation.self, forKey: .evaluation)
    second = try fields.decodeIfPresent(Second.self, forKey: .second)
    (training, predictions) = (nil, nil)
  }

  /// Writes `result.json` and `predictions.csv` into a folder that exists.
  public func write(to folder: String) throws(FileError) {
    try JSONFile.write(self, to: folder + "/result.json")
    if let predictions { try PredictionTable.write(predictions, to: folder + "/predictions.csv") }
  }
}

extension EvaluationResult {
  /// The result as one line of JSON.
  public func json() throws(FileError) -> String {
    String(decoding: try JSONFile.bytes(of: self, file: "result", pretty: false), as: UTF8.self)
  }

  /// The result for people.
  public var text: String { text(calling: .codes) }

  /// The result for people, with labels called otherwise than by their codes.
  package func text(calling names: LabelNames) -> String {
    var lines = [evaluation.calling(names).text, ""]
    // Where it was looked at, nothing is left to be looked at.
    if let acquaintance, overlap == nil || acquaintance != .otherCohort { lines.append("note: \(acquaintance.words)") }
    if let overlap { lines.append("note: compared with what the network learnt from: \(overlap)") }
    lines += notes.map { "note: \($0)" }
    guard let second else { return lines.joined(separator: "\n") }
    let (first, other) = (CheckpointName.short(checkpoint), CheckpointName.short(second.checkpoint))
    lines += ["", "\(first) against \(other), on the same examples and resamples:"]
    lines += second.comparisons.map { row in
      let p = row.wordsOfP.map { ", " + $0 } ?? ""
      return "\(padded(row.metric, 18))  \(row.first.text()) − \(row.second.text()) = \(row.difference.text())\(p)"
    }
    if let row = second.comparisons.first(where: { $0.metric == evaluation.main?.metric }) {
      lines.append(row.verdict(against: other, isWeak: evaluation.saysLittle))
    }
    if let acquaintance = second.acquaintance { lines.append("note: of the second: \(acquaintance.words)") }
    return lines.joined(separator: "\n")
  }
}
