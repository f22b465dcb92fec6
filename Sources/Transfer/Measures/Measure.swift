import Learning

/// A number that tells beforehand how well a source will carry over, and which way it points.
public struct Measure: Sendable {
  /// What a measure looks at.
  public enum Input: String, Sendable, Codable {
    case probabilities, features, labels, source
  }

  /// The name, a variant after a colon, and `/label` where it is a mean over the labels: `leep/label`.
  public let name: String
  /// Whether the higher value promises the better transfer.
  public let isHigherBetter: Bool
  /// What the measure looks at.
  public let input: Input
  /// Whether its size hangs mostly on the number of examples where features outnumber them, and their kind moves it little.
  var saturates = false
  /// About how many multiplications one evaluation takes.
  let work: @Sendable (Workload) -> Double
  let body: @Sendable (Workspace, Source, UInt64) -> MeasureValue

  /// Evaluates the measure; `seed` is for those that draw.
  public func callAsFunction(_ source: Source, seed: UInt64 = 0, threads: Int? = nil) -> MeasureValue {
    evaluate(Workspace(source.representation, threads: threads), source, seed: seed)
  }

  func evaluate(_ workspace: Workspace, _ source: Source, seed: UInt64) -> MeasureValue {
    switch input {
    case .probabilities where source.representation.probabilities == nil: .none("no probabilities")
    case .features where source.representation.features == nil: .none("no features")
    default: body(workspace, source, seed)
    }
  }

  /// Returns the measures for a target of one or several labels, the main one first.
  public static func all(for task: Task) -> [Measure] {
    let suffix = task == .severalLabels ? "/label" : ""
    return MeasureTable.several + MeasureTable.averaged(suffix: suffix) + MeasureTable.baselines
  }

  /// Returns the measure of a name, with or without `/label`.
  public static func named(_ name: String, for task: Task) -> Measure? {
    all(for: task).first { $0.name == name || $0.name == name + "/label" }
  }
}

/// The sizes on which the cost of a measure depends.
struct Workload {
  let examples: Double
  let sources: Double
  let features: Double
  let labels: Double
  /// Partitions to tell apart: the labels one by one, or all at once.
  let partitions: Double

  init(_ representation: Representation) {
    examples = Double(representation.target.count)
    sources = Double(representation.probabilities?.columns ?? 0)
    features = Double(representation.features?.columns ?? 0)
    labels = Double(representation.target.labels.count)
    partitions = representation.target.task == .oneLabel ? 1 : labels
  }

  var smaller: Double { min(examples, features) }
  /// The products of all features with each other, or of all examples.
  var gram: Double { examples * features * smaller / 2 }
  var spectrum: Double { gram + 4 * smaller * smaller * smaller }
}
