import Cohorts
import Compute

/// The loss of a plan: how it is drawn, and what its inputs are filled with.
struct LossInputs {
  private let plan: TrainingPlan
  private let task: Task
  private let labels: Int
  private let weights: [Float]?
  private let targets: [[Int]]

  init(_ plan: TrainingPlan, _ training: LearningSet) {
    self.plan = plan
    task = training.task
    labels = training.labels.count
    weights = plan.weights.values(positives: training.positives, examples: training.count, task: training.task)
    let vocabulary = training.prepared.cohort.vocabulary
    targets = training.prepared.cohort.examples.map { vocabulary.places(of: $0.labels) }
  }

  /// Whether a row's target is the number of its label, rather than a number for each label.
  private var isIndex: Bool { task == .oneLabel && plan.mixup == 0 }

  /// Draws the loss of logits.
  func draw(_ logits: Node) -> Node {
    let target = logits.graph.input("target", isIndex ? [] : [labels])
    switch (task, plan.loss) {
    case (.oneLabel, .focal(let gamma)): return logits.focalCrossEntropy(target, gamma: gamma, classWeights: weights)
    case (.oneLabel, _):
      return isIndex
        ? logits.crossEntropy(target, classWeights: weights, smoothing: plan.smoothing)
        : logits.crossEntropy(distribution: target, classWeights: weights, smoothing: plan.smoothing)
    case (.severalLabels, .crossEntropy): return logits.binaryCrossEntropy(target, positiveWeights: weights)
    case (.severalLabels, .focal(let gamma)): return logits.focalLoss(target, gamma: gamma)
    case (.severalLabels, .asymmetric): return logits.asymmetricLoss(target)
    }
  }

  /// Fills the inputs with a batch.
  func fill(_ runner: Runner, _ rows: BatchFeed.Rows, step: UInt64) {
    runner.withInput("target", count: rows.count) { target in
      target.update(repeating: 0)
      for (row, example) in rows.examples.enumerated() {
        if isIndex {
          target[row] = Float(targets[example].first ?? 0)
        } else {
          for place in targets[example] { target[row * labels + place] = 1 }
        }
      }
      runner.setPresence(rows.presence)
      runner.withInput("signal", count: rows.count) { signal in
        _ = signal.update(fromContentsOf: rows.values)
        if plan.mixup > 0 {
          Mixup(alpha: plan.mixup)(signal, target, count: rows.count, seed: plan.seed, step: step)
        }
      }
    }
  }
}
