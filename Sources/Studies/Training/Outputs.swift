import Compute
import Learning

/// What a network says of a set of examples.
public struct Outputs: Sendable, Equatable {
  /// The logits, example after example.
  public let logits: [Float]
  /// The probabilities, example after example.
  public let probabilities: [Float]
  /// How many classes there are.
  public let classes: Int

  /// Runs a classifier on every example of a set.
  public init(_ classifier: Classifier, _ parameters: Parameters, on set: ExampleSet, threads: Int? = nil) {
    let runner = Runner(classifier.prediction(), parameters, threads: threads)
    let size = set.leads * set.samples
    var (logits, probabilities): ([Float], [Float]) = ([], [])
    for start in stride(from: 0, to: set.count, by: 64) {
      let batch = start..<min(set.count, start + 64)
      runner.withInput("signal", count: batch.count) { buffer in
        for (row, i) in batch.enumerated() { buffer.write(set.signals[i], at: row * size) }
      }
      runner.run(batch.count)
      logits += runner.output("logits")
      probabilities += runner.output("probabilities")
    }
    self.logits = logits
    self.probabilities = probabilities
    classes = classifier.classes
  }

  /// The likeliest class of each example; the first of equals.
  public var labels: [Int] {
    stride(from: 0, to: logits.count, by: classes).map { start in
      (0..<classes).max { logits[start + $0] < logits[start + $1] } ?? 0
    }
  }

  /// Returns the probabilities of one example.
  public func probabilities(of index: Int) -> [Float] {
    Array(probabilities[(index * classes)..<((index + 1) * classes)])
  }
}

extension Predictions {
  /// Creates what metrics are computed from: what a network said of a set whose labels have these names.
  init(_ outputs: Outputs, on set: ExampleSet, labels: [String]) {
    let targets = set.labels.flatMap { label in labels.indices.map { $0 == label ? Float(1) : 0 } }
    self.init(
      task: .oneLabel, labels: labels, ids: set.labels.indices.map { "\($0)" }, groups: set.patients.map { "\($0)" },
      probabilities: outputs.probabilities, targets: targets)
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// Copies numbers to a position.
  func write(_ values: [Float], at start: Int) {
    _ = extracting(start..<(start + values.count)).update(from: values)
  }
}
