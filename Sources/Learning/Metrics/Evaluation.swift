/// A model's report: how well it did on some examples, how sure that is, and label by label.
public struct Evaluation: Sendable, Equatable, Codable {
  /// A metric with its interval.
  public struct Score: Sendable, Equatable, Codable {
    /// The metric's name.
    public let metric: String
    /// What it measures.
    public let summary: String
    /// Its value and interval.
    public let estimate: Estimate
  }

  /// How well one label is told.
  public struct LabelScores: Sendable, Equatable, Codable {
    /// The label's code.
    public internal(set) var label: String
    /// How often it was there and said.
    public let table: LabelTable
    /// Above which probability it was said; nil where the likeliest label was.
    public let threshold: Float?
    /// The share of its positives that was said.
    public let sensitivity: Estimate
    /// The share of its negatives that was not said.
    public let specificity: Estimate
    /// The share of what was said that is true.
    public let precision: Estimate
    /// The harmonic mean of precision and sensitivity.
    public let f1: Estimate
    /// The area under the ROC curve.
    public let auroc: Estimate
    /// The area under the precision-recall curve.
    public let auprc: Estimate
    /// How often it was there where it was said with some probability.
    public let calibration: Calibration
  }

  /// Whether an example has one label or several.
  public let task: Task
  /// How many examples were judged.
  public let examples: Int
  /// How many groups (patients, or records) they are of.
  public let groups: Int
  /// How the intervals were made; nil where there are none.
  public let bootstrap: Bootstrap?
  /// By what thresholds were chosen; nil where they were not.
  public let rule: Thresholds.Rule?
  /// How many other examples the thresholds were chosen on.
  public let thresholdExamples: Int
  /// Figures of all labels together.
  public let scores: [Score]
  /// Figures of each label.
  public internal(set) var labels: [LabelScores]
  /// Which label was taken for which, where an example has one.
  public internal(set) var confusion: ConfusionMatrix?

  /// Judges predictions.
  ///
  /// - Throws: When thresholds were chosen on one of the examples, or a metric is not for such labels.
  public init(
    of given: Predictions, metrics: [Metric]? = nil, thresholds: Thresholds? = nil, bootstrap: Bootstrap? = Bootstrap(),
    threads: Int? = nil
  ) throws(LearningError) {
    let predictions = try thresholds?.applied(to: given) ?? given
    let metrics = metrics ?? Self.usual(for: predictions)
    for metric in metrics {
      if let problem = metric.problem(labels: predictions.labels, task: predictions.task) { throw .request(problem) }
    }
    let perLabel = predictions.labels.flatMap { label in Self.labelMeasures.map { $0.metric(of: label) } }
    let estimates: [Estimate]
    if let bootstrap {
      estimates = bootstrap.estimates(metrics + perLabel, of: predictions, threads: threads)
    } else {
      estimates = (metrics + perLabel).map { Estimate(value: $0.value(of: predictions)) }
    }
    task = predictions.task
    examples = predictions.count
    groups = Set(predictions.groups).count
    self.bootstrap = bootstrap
    rule = thresholds?.rule
    thresholdExamples = thresholds?.ids.count ?? 0
    scores = zip(metrics, estimates).map { Score(metric: $0.name, summary: $0.summary, estimate: $1) }
    confusion = predictions.confusion
    let tally = Tally(Assessment(predictions, needs: []))
    labels = zip(predictions.labels, predictions.tables).enumerated().map { place, row in
      let start = metrics.count + place * Self.labelMeasures.count
      return LabelScores(
        label: row.0, table: row.1, threshold: given.task == .oneLabel ? nil : predictions.thresholds[place],
        sensitivity: estimates[start], specificity: estimates[start + 1], precision: estimates[start + 2],
        f1: estimates[start + 3], auroc: estimates[start + 4], auprc: estimates[start + 5],
        calibration: tally.calibration(label: place, bins: Calibration.usualBins))
    }
  }

  private static let labelMeasures: [LabelMeasure] = [.sensitivity, .specificity, .precision, .f1, .auroc, .auprc]

  /// The metrics that are reported when nobody says: those for any labels, and the published ones that fit these.
  public static func usual(for predictions: Predictions) -> [Metric] {
    let several = ["macroAUROC", "macroAUPRC", "macroF1", "weightedF1", "accuracy", "brier", "ECE"]
    let one = ["accuracy", "balancedAccuracy", "macroF1", "macroAUROC", "MCC", "kappa", "logLoss", "ECE"]
    let names = predictions.task == .oneLabel ? one + ["cinc2017F1", "cinc2017F1four"] : several + ["challenge2021"]
    return names.compactMap(Metric.init(named:)).filter {
      $0.problem(labels: predictions.labels, task: predictions.task) == nil
    }
  }
}
