/// What a model said of some examples and what was true: the one input of all metrics.
public struct Predictions: Sendable, Equatable {
  /// Whether an example has one label or several.
  public let task: Task
  /// The labels by code, in the order of the model's outputs.
  public let labels: [String]
  /// The name of each example; each stands here once.
  public let ids: [String]
  /// What each example shares with those that it goes together with: its patient, or its record where nobody knows.
  public let groups: [String]
  /// The probability of each label of each example, example after example.
  public let probabilities: [Float]
  /// 1 where an example has a label and 0 where not, laid out as the probabilities.
  public let targets: [Float]
  /// Above which probability an example is said to have a label, where several labels are possible.
  public let thresholds: [Float]

  /// The threshold of a label when none was chosen.
  public static let usualThreshold: Float = 0.5

  /// Creates predictions of `ids.count` examples × `labels.count` labels.
  ///
  /// - Precondition: targets are 0 or 1, just one of them 1 in an example with one label; no id and no label stands
  ///   here twice.
  public init(
    task: Task, labels: [String], ids: [String], groups: [String], probabilities: [Float], targets: [Float]
  ) {
    let cells = ids.count * labels.count
    precondition(groups.count == ids.count, "\(groups.count) groups for \(ids.count) examples")
    precondition(
      probabilities.count == cells && targets.count == cells,
      "\(probabilities.count) probabilities and \(targets.count) targets, expected \(ids.count) × \(labels.count) each")
    precondition(Set(labels).count == labels.count, "a label stands twice among \(labels)")
    precondition(Set(ids).count == ids.count, "\(ids.count) examples have \(Set(ids).count) ids: each needs its own")
    for example in ids.indices {
      let row = targets[(example * labels.count)..<((example + 1) * labels.count)]
      let ones = row.count { $0 == 1 }
      precondition(
        row.allSatisfy { $0 == 0 || $0 == 1 }, "targets of \(ids[example]) are \(Array(row)), expected 0 or 1")
      precondition(
        task == .severalLabels || ones == 1, "example \(ids[example]) has \(ones) labels, expected 1 in this task")
    }
    self.init(
      unchecked: task, labels, ids, groups, probabilities, targets,
      thresholds: labels.map { _ in Self.usualThreshold })
  }

  /// Creates predictions of the examples of several parts, each judged by a model of its own.
  ///
  /// - Precondition: all are of one task and the same labels, and no example is in two.
  public init(joining parts: [Predictions]) {
    precondition(!parts.isEmpty, "no predictions to join")
    precondition(
      parts.allSatisfy { $0.task == parts[0].task && $0.labels == parts[0].labels },
      "predictions of different labels cannot be joined")
    self.init(
      task: parts[0].task, labels: parts[0].labels, ids: parts.flatMap(\.ids), groups: parts.flatMap(\.groups),
      probabilities: parts.flatMap(\.probabilities), targets: parts.flatMap(\.targets))
  }

  private init(
    unchecked task: Task, _ labels: [String], _ ids: [String], _ groups: [String], _ probabilities: [Float],
    _ targets: [Float], thresholds: [Float]
  ) {
    self.task = task
    self.labels = labels
    self.ids = ids
    self.groups = groups
    self.probabilities = probabilities
    self.targets = targets
    self.thresholds = thresholds
  }

  /// The number of examples.
  public var count: Int { ids.count }

  /// Whether every probability is a number; a model that says NaN has no score.
  public var isFinite: Bool { probabilities.allSatisfy(\.isFinite) }

  /// Returns the probabilities of one example, label by label.
  public func probabilities(of example: Int) -> ArraySlice<Float> {
    probabilities[(example * labels.count)..<((example + 1) * labels.count)]
  }

  /// Returns the targets of one example, label by label.
  public func targets(of example: Int) -> ArraySlice<Float> {
    targets[(example * labels.count)..<((example + 1) * labels.count)]
  }

  /// Returns the examples at some places, each place at most once.
  public func picked(_ places: [Int]) -> Predictions {
    precondition(Set(places).count == places.count, "a place stands twice among \(places.count)")
    return Predictions(
      unchecked: task, labels, places.map { ids[$0] }, places.map { groups[$0] },
      places.flatMap { probabilities(of: $0) }, places.flatMap { targets(of: $0) }, thresholds: thresholds)
  }

  /// Returns the same predictions judged by other thresholds; for `Thresholds` alone, which know where they are from.
  func with(thresholds: [Float]) -> Predictions {
    precondition(thresholds.count == labels.count, "\(thresholds.count) thresholds for \(labels.count) labels")
    return Predictions(
      unchecked: task, labels, ids, groups, probabilities, targets, thresholds: thresholds)
  }
}
