/// What training makes small.
public enum Loss: Sendable, Hashable, Codable {
  /// Cross-entropy: of the one label, or of each of several.
  case crossEntropy
  /// The focal loss, by which what is right already counts less (Lin and others, 2017).
  case focal(gamma: Float)
  /// The asymmetric loss, for several labels that are mostly absent (Ridnik and others, 2021).
  case asymmetric

  /// How losses are named on a command line, and what each does.
  public static let words: [(word: String, summary: String)] = [
    ("cross-entropy", "cross-entropy, of each label where there are several"),
    ("focal", "what is right already counts less (gamma 2)"),
    ("asymmetric", "absent labels that are told apart easily do not count; several labels only"),
  ]

  /// Creates the loss of a word; nothing for one that is none.
  public init?(word: String) {
    switch word {
    case "cross-entropy": self = .crossEntropy
    case "focal": self = .focal(gamma: 2)
    case "asymmetric": self = .asymmetric
    default: return nil
    }
  }

  /// What does not go together in a plan for a task, or nothing.
  func problem(_ plan: TrainingPlan, _ task: Task) -> String? {
    if task == .oneLabel && self == .asymmetric { return "the asymmetric loss is for several labels" }
    if self != .crossEntropy && plan.smoothing > 0 { return "only the cross-entropy smooths labels" }
    if task == .severalLabels && plan.smoothing > 0 { return "labels are smoothed where an example has one" }
    if task == .oneLabel && self != .crossEntropy && plan.mixup > 0 {
      return "mixtures of examples with one label need the cross-entropy"
    }
    if task == .severalLabels && self != .crossEntropy && plan.weights != .equal {
      return "weights of several labels need the cross-entropy"
    }
    return nil
  }
}
