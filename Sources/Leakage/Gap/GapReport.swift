import Interchange
import Learning

/// How much a split by example flatters a network, beside a split by patient of the same sizes.
public struct GapReport: Sendable, Equatable, Codable {
  /// One fold.
  public struct Fold: Sendable, Equatable, Codable {
    /// Examples that were learnt from.
    public var learntFrom: Int
    /// Examples that were judged.
    public var judged: Int
    /// The first metric, dealt out by example.
    public var byExample: Double?
    /// The first metric, with patients kept whole.
    public var byPatient: Double?
  }

  /// What was audited.
  public var subject: String
  /// The network.
  public var network: String
  /// How it was trained, in both ways.
  public var plan: TrainingPlan
  /// What was done to the data, a sentence each.
  public var notes: [String]
  /// Examples; each is judged once in either way.
  public var examples: Int
  /// Patients.
  public var patients: Int
  /// Each metric by example minus by patient, on the same examples and the same resampled patients.
  public var comparisons: [Comparison]
  /// Each fold.
  public var folds: [Fold]

  /// Compares what was said of each fold in both ways.
  init(
    subject: String, network: String, plan: TrainingPlan, notes: [String], byExample: [Predictions],
    byPatient: [Predictions], threads: Int?
  ) throws(LearningError) {
    let (example, patient) = (Predictions(joining: byExample), Predictions(joining: byPatient))
    let names = example.task == .oneLabel ? ["accuracy", "balancedAccuracy", "macroF1"] : ["macroAUROC", "macroF1"]
    let metrics = names.compactMap(Metric.init(named:))
    let bootstrap = Bootstrap(seed: plan.seed)
    (self.subject, self.network, self.plan, self.notes) = (subject, network, plan, notes)
    examples = example.count
    patients = Set(patient.groups).count
    var comparisons: [Comparison] = []
    for metric in metrics {
      comparisons.append(try bootstrap.comparison(metric, example, minus: patient, threads: threads))
    }
    self.comparisons = comparisons
    folds = zip(byExample, byPatient).map { one, other in
      let values = [one, other].map { said in
        metrics.first.map { $0.value(of: said) }.flatMap { $0.isFinite ? $0 : nil }
      }
      return Fold(
        learntFrom: example.count - one.count, judged: one.count, byExample: values[0], byPatient: values[1])
    }
  }

  /// The conclusion in a plain sentence, by the interval of the first metric.
  public var words: String {
    guard let first = comparisons.first else { return "Nothing was compared." }
    let name = first.metric
    let both = "\(fixed(first.first.value, 3)) by example and \(fixed(first.second.value, 3)) by patient"
    let difference = first.difference.text(places: 3)
    if first.difference.low > 0 {
      return
        "The same network reaches \(name) \(both): dealing out examples flatters it by \(difference). Only the figure by "
        + "patient says what a new patient can expect."
    }
    if first.difference.high < 0 {
      return "The same network reaches \(name) \(both): dealing out examples does not flatter it (\(difference))."
    }
    return
      "The same network reaches \(name) \(both): that dealing out examples flatters it is not shown (\(difference))."
  }
}
