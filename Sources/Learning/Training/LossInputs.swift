import Cohorts
import Compute

/// The loss of a plan: how it is drawn, and what its inputs are filled with.
struct LossInputs {
  private let plan: TrainingPlan
  private let training: LearningSet
  private let weights: [Float]?
  private let targets: [[Int]]

  init(_ plan: TrainingPlan, _ training: LearningSet) {
    self.plan = plan
    self.training = training
    weights = plan.weights.values(positives: training.positives, examples: training.count, task: training.task)
    let vocabulary = training.prepared.cohort.vocabulary
    targets = training.prepared.cohort.examples.map { vocabulary.places(of: $0.labels) }
  }

  /// Draws the loss of logits.
  func draw(_ logits: Node) -> Node {
    switch training.task {
    case .oneLabel:
      let label = logits.graph.input("label", [])
      return logits.crossEntropy(label, classWeights: weights, smoothing: plan.smoothing)
    case .severalLabels:
      let target = logits.graph.input("target", [training.labels.count])
      return logits.binaryCrossEntropy(target, positiveWeights: weights)
    }
  }

  /// Fills the inputs with a batch.
  func fill(_ runner: Runner, _ rows: BatchFeed.Rows) {
    runner.withInput("signal", count: rows.count) { _ = $0.update(fromContentsOf: rows.values) }
    switch training.task {
    case .oneLabel:
      runner.withInput("label", count: rows.count) { buffer in
        for (row, example) in rows.examples.enumerated() { buffer[row] = Float(targets[example].first ?? 0) }
      }
    case .severalLabels:
      let labels = training.labels.count
      runner.withInput("target", count: rows.count) { buffer in
        buffer.update(repeating: 0)
        for (row, example) in rows.examples.enumerated() {
          for place in targets[example] { buffer[row * labels + place] = 1 }
        }
      }
    }
  }
}
