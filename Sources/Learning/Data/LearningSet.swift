import Cohorts

/// Examples of a cohort that a network learns from or is judged on.
public struct LearningSet: Sendable {
  /// The cohort, and what a network sees of it.
  public let prepared: any WindowSource
  /// The places in the cohort of the examples, in order.
  public let indices: [Int]
  /// Whether an example has one label or several.
  public let task: Task

  /// Creates a set.
  ///
  /// - Throws: When the task is to tell one label and an example has none, or more than one.
  public init(_ prepared: any WindowSource, indices: [Int], task: Task) throws(LearningError) {
    self.prepared = prepared
    self.indices = indices
    self.task = task
    guard task == .oneLabel else { return }
    for index in indices {
      let labels = prepared.cohort.examples[index].labels
      if labels.count != 1 {
        throw .labels(example: prepared.cohort.examples[index].id, labels: labels)
      }
    }
  }

  /// The labels' codes, in order.
  public var labels: [String] { prepared.cohort.vocabulary.codes }

  /// The number of examples.
  public var count: Int { indices.count }

  /// Returns how often each label occurs.
  public var positives: [Int] { prepared.cohort.selecting(indices).positives }

  /// Returns for each example what keeps it together with others when resampling: its patient, or its record.
  public var groups: [String] {
    indices.map { index in
      let example = prepared.cohort.examples[index]
      return example.patient.identifier.map { "patient \($0)" } ?? "record \(example.record)"
    }
  }

  /// Returns the examples' ids.
  public var ids: [String] { indices.map { prepared.cohort.examples[$0].id } }

  /// Returns a part of the set.
  package func selecting(_ places: [Int]) -> LearningSet {
    LearningSet(prepared: prepared, checked: places.map { indices[$0] }, task: task)
  }

  private init(prepared: any WindowSource, checked indices: [Int], task: Task) {
    self.prepared = prepared
    self.indices = indices
    self.task = task
  }
}

extension Task {
  /// The task that a cohort's labels suggest: one label if every example has exactly one.
  public init(suiting cohort: Cohort) {
    self = cohort.examples.allSatisfy { $0.labels.count == 1 } ? .oneLabel : .severalLabels
  }
}
