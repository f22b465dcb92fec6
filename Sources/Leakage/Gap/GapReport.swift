import Interchange
import Learning

/// How much a split by example flatters a network, beside a split by patient of the same sizes.
public struct GapReport: Sendable, Equatable, Codable {
  /// What was said of each fold, once in either way.
  struct Deal {
    let byExample: [Predictions]
    let byPatient: [Predictions]
  }

  /// All folds once in either way.
  public struct Repeat: Sendable, Equatable, Codable {
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
  /// Examples of each fold of the first deal, in both ways.
  public var folds: [Int]
  /// Each repeat, with folds and first weights of its own.
  public var repeats: [Repeat]
  /// Labels, or both answers to one of several.
  private var classes: Int

  /// Compares what was said in both ways, in every repeat.
  init(
    subject: String, network: String, plan: TrainingPlan, notes: [String], deals: [Deal], threads: Int?
  ) throws(LearningError) {
    let whole = deals.map { (first: Predictions(joining: $0.byExample), second: Predictions(joining: $0.byPatient)) }
    let isOneLabel = whole[0].first.task == .oneLabel
    let names = isOneLabel ? ["accuracy", "balancedAccuracy", "macroF1"] : ["macroAUROC", "macroF1"]
    let metrics = names.compactMap(Metric.init(named:))
    let bootstrap = Bootstrap(seed: plan.seed)
    (self.subject, self.network, self.plan, self.notes) = (subject, network, plan, notes)
    examples = whole[0].first.count
    patients = Set(whole[0].first.groups).count
    classes = isOneLabel ? whole[0].first.labels.count : 2
    var comparisons: [Comparison] = []
    for metric in metrics {
      comparisons.append(try bootstrap.comparison(metric, repeats: whole, threads: threads))
    }
    self.comparisons = comparisons
    folds = deals[0].byPatient.map(\.count)
    repeats = whole.map { pair in
      func value(_ said: Predictions) -> Double? {
        metrics.first.map { $0.value(of: said) }.flatMap { $0.isFinite ? $0 : nil }
      }
      return Repeat(byExample: value(pair.first), byPatient: value(pair.second))
    }
  }

  /// Whether the network did no better than one answer for all: then a difference says nothing.
  public var hasLearntNothing: Bool {
    let name = classes == 2 && comparisons.first?.metric == "macroAUROC" ? "macroAUROC" : "balancedAccuracy"
    guard let figure = comparisons.first(where: { $0.metric == name })?.first.value else { return false }
    return figure < 1 / Double(classes) + 0.02
  }

  /// The conclusion in a plain sentence, by the interval of the first metric.
  public var words: String {
    guard let first = comparisons.first else { return "Nothing was compared." }
    let name = first.metric
    let both = "\(fixed(first.first.value, 3)) by example and \(fixed(first.second.value, 3)) by patient"
    let difference = first.difference.text(places: 3)
    if hasLearntNothing {
      return
        "The network learnt nothing in either way (\(name) \(both)): what dealing out examples would flatter cannot be told. "
        + "More epochs (--gap-epochs) or examples may help."
    }
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
