/// A measure of how good predictions are, by name, such as `macroF1`, `AUROC[AFIB]` or `challenge2021`.
public struct Metric: Sendable {
  /// The name by which it was asked for.
  public let name: String
  /// What it measures, in a line.
  public let summary: String
  /// Whether more of it is better.
  public let isHigherBetter: Bool

  /// What must be made ready for it.
  let needs: Assessment.Needs
  /// The one kind of task that it is for; any where nothing is said.
  let task: Task?
  /// The labels that there must be.
  let required: [String]
  /// The only labels that there may be; any where nothing is said.
  let permitted: [String]?
  /// Its value for a tally whose predictions suit it.
  let compute: @Sendable (inout Tally) -> Double

  init(
    _ name: String, _ summary: String, isHigherBetter: Bool = true, needs: Assessment.Needs = [], task: Task? = nil,
    required: [String] = [], permitted: [String]? = nil, _ compute: @escaping @Sendable (inout Tally) -> Double
  ) {
    self.name = name
    self.summary = summary
    self.isHigherBetter = isHigherBetter
    self.needs = needs
    self.task = task
    self.required = required
    self.permitted = permitted
    self.compute = compute
  }

  /// Returns the metric of a name, `measure` or `measure[label]`; nil for a name that is none.
  public init?(named name: String) {
    if let metric = Self.whole.first(where: { $0.name == name }) {
      self = metric
      return
    }
    guard name.hasSuffix("]"), let bracket = name.firstIndex(of: "[") else { return nil }
    let label = String(name[name.index(after: bracket)...].dropLast())
    guard !label.isEmpty, let measure = LabelMeasure.all.first(where: { $0.name == name[..<bracket] }) else {
      return nil
    }
    self = measure.metric(of: label)
  }

  /// Every name and what it measures, in a line; `[label]` stands for a label's code in brackets.
  public static var names: [(name: String, summary: String)] {
    whole.map { ($0.name, $0.summary) } + LabelMeasure.all.map { ($0.name + "[label]", $0.summary) }
  }

  /// Returns why predictions of these labels cannot be measured so; nil where they can.
  public func problem(labels: [String], task: Task) -> String? {
    let shown = labels.joined(separator: ", ")
    if let only = self.task, only != task {
      return "\(name) is for tasks with \(only == .oneLabel ? "one label" : "several labels") an example"
    }
    let missing = required.filter { !labels.contains($0) }
    if !missing.isEmpty {
      return
        "\(name) needs the label\(missing.count == 1 ? "" : "s") \(missing.joined(separator: ", ")); there are: \(shown)"
    }
    if let permitted, !labels.allSatisfy(permitted.contains) {
      return "\(name) is for the labels \(permitted.joined(separator: ", ")) alone; there are: \(shown)"
    }
    return nil
  }

  /// Returns the value for predictions; NaN where it is undefined, and where a probability is no number.
  ///
  /// - Precondition: `problem(labels:task:)` finds none.
  /// - Complexity: O(examples × labels), times their logarithm where examples are ranked.
  public func value(of predictions: Predictions) -> Double {
    demandFit(predictions)
    var tally = Tally(Assessment(predictions, needs: needs))
    return value(of: &tally)
  }

  /// Returns the value for a tally.
  func value(of tally: inout Tally) -> Double {
    guard tally.assessment.isFinite, tally.total > 0, tally.labels > 0 else { return .nan }
    return compute(&tally)
  }

  func demandFit(_ predictions: Predictions) {
    let problem = problem(labels: predictions.labels, task: predictions.task)
    precondition(problem == nil, problem ?? "")
  }

  /// Whether the first value is better than the second; any number is better than none.
  public func isBetter(_ value: Double, than other: Double) -> Bool {
    if value.isNaN || other.isNaN { return !value.isNaN }
    return isHigherBetter ? value > other : value < other
  }
}
