import Cohorts
import Networks
import Waveforms

/// What a checkpoint says of itself: enough to use it, to judge it and to make it again.
public struct Card: Sendable, Equatable, Codable {
  /// One label: what it is called in the data, and in words.
  public struct Label: Sendable, Equatable, Codable {
    /// The code.
    public var code: String
    /// The name.
    public var name: String

    /// Creates a label.
    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  /// What the weights were learnt from.
  public struct Training: Sendable, Equatable, Codable {
    /// The cohort's name.
    public var cohort: String
    /// The fingerprint of the whole cohort.
    public var fingerprint: String
    /// How it was split, in words.
    public var split: String
    /// The fingerprint of the split's parts; nothing where nobody wrote it down.
    public var parts: String?
    /// What the split kept together: patients, records or nothing.
    public var unit: Split.Unit
    /// Training examples.
    public var examples: Int
    /// Training examples of unknown patients.
    public var unknownPatients: Int
    /// What was done to the cohort, a sentence each.
    public var notes: [String]
    /// How it was trained.
    public var plan: TrainingPlan
    /// The epoch of these weights, counted from 1.
    public var epoch: Int
  }

  /// One measured figure.
  public struct Result: Sendable, Equatable, Codable {
    /// The part of the data, such as `validation` or `test`.
    public var part: String
    /// The metric's name.
    public var metric: String
    /// Its value.
    public var value: Double
    /// The 95 % interval, where there is one.
    public var interval: [Double]?
    /// Examples it was measured on.
    public var examples: Int

    /// Creates a result.
    public init(part: String, metric: String, value: Double, interval: [Double]? = nil, examples: Int) {
      self.part = part
      self.metric = metric
      self.value = value
      self.interval = interval
      self.examples = examples
    }

    /// The figure with its interval.
    var estimate: Estimate {
      Estimate(value: value, low: interval?.first ?? .nan, high: interval?.last ?? .nan)
    }
  }

  /// The version of this description.
  struct Format: Decodable {
    static let known = 1
    let format: Int
  }

  /// The version of this description.
  public var format = Format.known
  /// The version of the program that wrote it.
  public var einthoven = Version.current
  /// The network.
  public var architecture: Architecture
  /// Whether an example has one label or several.
  public var task: Task
  /// The labels, in the order of the outputs.
  public var labels: [Label]
  /// What the labels mean, and what others call them; nothing where nobody said.
  public var vocabulary: Vocabulary?
  /// The leads, in the order of the inputs.
  public var leads: [String]
  /// Samples a second of what the network sees.
  public var rate: Double
  /// How recordings become what the network sees.
  public var recipe: Recipe
  /// How windows become one answer.
  public var aggregation: WindowAggregation
  /// Above which probability a label is said to be there, where several are possible; chosen on the validation part.
  public var thresholds: [Float]?
  /// What the weights were learnt from; nothing for weights from elsewhere.
  public var training: Training?
  /// What was measured.
  public var results: [Result] = []
  /// Where the weights came from before they were trained here, the last first.
  public var lineage: [Ancestor] = []

  /// What the weights were before.
  public struct Ancestor: Sendable, Equatable, Codable {
    /// The file's name.
    public var file: String
    /// The fingerprint of its weights.
    public var fingerprint: String
    /// What was done with them, in words.
    public var method: String
    /// How far the weights moved from there, in words, once that is known.
    public var moved: String?
    /// What it learnt from; nothing where it does not say, or where nobody wrote it down.
    public var training: Training?

    /// Creates an ancestor.
    public init(file: String, fingerprint: String, method: String, training: Training? = nil) {
      self.file = file
      self.fingerprint = fingerprint
      self.method = method
      self.training = training
    }
  }

  /// Creates the card of a network that is about to be trained.
  public init(
    architecture: Architecture, task: Task, vocabulary: Vocabulary, shape: WindowShape, recipe: Recipe,
    aggregation: WindowAggregation
  ) {
    self.architecture = architecture
    self.task = task
    labels = vocabulary.terms.map { Label(code: $0.code, name: $0.name) }
    leads = shape.leads
    rate = shape.rate
    self.recipe = recipe
    self.aggregation = aggregation
  }

  /// What the windows must be like.
  public var shape: WindowShape { WindowShape(times: architecture.samples, leads: leads, rate: rate) }

  /// What does not fit together, or nothing.
  public var problem: String? {
    if let problem = architecture.problem { return problem }
    if labels.count != architecture.outputs {
      return "\(labels.count) labels for \(architecture.outputs) outputs"
    }
    if let vocabulary, vocabulary.codes != labels.map(\.code) { return "the vocabulary is not that of the labels" }
    if Set(labels.map(\.code)).count != labels.count { return "a label stands twice" }
    if leads.count != architecture.leads { return "\(leads.count) leads for a network of \(architecture.leads)" }
    if !SamplingRate.plausible.contains(rate) { return "a rate of \(rate) Hz, expected 0.001 to 1 000 000" }
    if let thresholds, thresholds.count != labels.count || !thresholds.allSatisfy({ (0...1).contains($0) }) {
      return "the thresholds are not \(labels.count) numbers from 0 to 1"
    }
    return recipeProblem
  }

  /// Why the recipe cannot make what the network takes, as far as the recipe alone can tell.
  private var recipeProblem: String? {
    if recipe.steps.count > 256 { return "a recipe of \(recipe.steps.count) steps, expected at most 256" }
    var cut: Int?
    for step in recipe.steps {
      switch step {
      case .leads(let names, _) where names.count != leads.count:
        return "the recipe takes \(names.count) leads for a network of \(leads.count)"
      case .window(let window): cut = window.count
      case .beats(let extraction): cut = extraction.length
      // What these make of a length is for the recording to show; a window before them has its own bound.
      case .resample, .halve:
        if let length = cut, length > 64 * architecture.samples { return "windows of \(length) samples" }
        cut = nil
      default: break
      }
    }
    if let cut, cut != architecture.samples {
      return "the recipe cuts \(cut) samples for a network of \(architecture.samples)"
    }
    return nil
  }
}

/// The version of the package.
public enum Version {
  /// The version.
  public static let current = "0.1.0"
}
