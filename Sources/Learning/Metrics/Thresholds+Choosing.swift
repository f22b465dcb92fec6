extension Thresholds.Rule {
  /// Returns the best threshold of a label; nil where there is nothing to choose by.
  func choice(_ predictions: Predictions, label: Int) -> Float? {
    let ranking = Ranking(predictions, label: label)
    let scores = ranking.places.map { predictions.probabilities[Int($0) * predictions.labels.count + label] }
    let positives = ranking.entries.count { $0.isPositive }
    let negatives = ranking.entries.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    var (hits, faults) = (0, 0)
    // Saying nothing: better than anything that is no better.
    var best = (worth: worth(hits: 0, faults: 0, positives, negatives), threshold: Self.above(scores[0]))
    for (rank, entry) in ranking.entries.enumerated() {
      if entry.isPositive { hits += 1 } else { faults += 1 }
      guard entry.endsTie else { continue }
      let worth = worth(hits: hits, faults: faults, positives, negatives)
      if worth > best.worth {
        best = (worth, Self.between(scores[rank], rank + 1 < scores.count ? scores[rank + 1] : nil))
      }
    }
    return best.threshold
  }

  private func worth(hits: Int, faults: Int, _ positives: Int, _ negatives: Int) -> Double {
    let sensitivity = Double(hits) / Double(positives)
    let specificity = 1 - Double(faults) / Double(negatives)
    switch self {
    case .f1: return Double(2 * hits) / Double(positives + hits + faults)
    case .youden: return sensitivity + specificity
    // Until there is enough sensitivity, more of it is all that counts.
    case .sensitivity(let wanted): return sensitivity >= wanted ? 2 + specificity : sensitivity
    }
  }

  /// A threshold that a score exceeds and a lower one does not.
  private static func between(_ score: Float, _ lower: Float?) -> Float {
    guard let lower else { return score > 0 ? score / 2 : score - 1 }
    let middle = lower + (score - lower) / 2
    return middle < score ? middle : lower
  }

  /// A threshold that a score does not exceed.
  private static func above(_ score: Float) -> Float { score < 1 ? max(score, score + (1 - score) / 2) : score }
}
