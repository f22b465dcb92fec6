extension Tally {
  /// F and G with β = 2 of each label, as in the challenge of 2020: an example counts 1 over its true labels.
  private func betaScores() -> (f: [Double], g: [Double]) {
    let labels = labels
    var shares = [Double](repeating: 0, count: labels * 4)
    forEach { example, weight in
      let row = assessment.outcomes[(example * labels)..<((example + 1) * labels)]
      let share = Double(weight) / Double(max(1, row.count { $0 & 1 != 0 }))
      for (label, outcome) in row.enumerated() { shares[label * 4 + Int(outcome)] += share }
    }
    func scores(_ weightOfMiss: Double, _ weightOfHit: Double) -> [Double] {
      (0..<labels).map { label in
        let (missed, extra, hit) = (shares[label * 4 + 1], shares[label * 4 + 2], shares[label * 4 + 3])
        return weightOfHit * hit / (weightOfHit * hit + extra + weightOfMiss * missed)
      }
    }
    return (scores(4, 5), scores(2, 1))
  }

  /// The mean F with β = 2 of the labels that are there or said.
  func macroF2() -> Double { definedMean(betaScores().f) }

  /// The mean G with β = 2 of the labels that are there or said.
  func macroG2() -> Double { definedMean(betaScores().g) }

  /// The greatest harmonic mean of the examples' mean precision and mean recall, over all common thresholds.
  ///
  /// Precision is the mean over examples of which something is said, recall over those that have a label.
  func greatestF() -> Double {
    guard let ranking = assessment.pooledRanking else { return .nan }
    let labels = labels
    let positives = (0..<assessment.predictions.count).map { example in
      assessment.outcomes[(example * labels)..<((example + 1) * labels)].count { $0 & 1 != 0 }
    }
    var labelled = 0
    forEach { if positives[$0] > 0 { labelled += $1 } }
    if labelled == 0 { return .nan }
    var said = [Int](repeating: 0, count: positives.count)
    var hits = said
    var (precision, recall, speaking, best) = (0.0, 0.0, 0, 0.0)
    for entry in ranking.entries {
      let example = entry.example
      let weight = Double(weights[example])
      if weight != 0 {
        if said[example] == 0 {
          speaking += Int(weights[example])
        } else {
          precision -= weight * Double(hits[example]) / Double(said[example])
        }
        said[example] += 1
        if entry.isPositive {
          hits[example] += 1
          recall += weight / Double(positives[example])
        }
        precision += weight * Double(hits[example]) / Double(said[example])
      }
      if entry.endsTie, speaking > 0 {
        let (p, r) = (precision / Double(speaking), recall / Double(labelled))
        if p + r > 0 { best = max(best, 2 * p * r / (p + r)) }
      }
    }
    return best
  }

  /// The mean F1 of some labels by code.
  mutating func meanF1(of codes: [String]) -> Double {
    let tables = tables
    return definedMean(codes.compactMap { assessment.predictions.labels.firstIndex(of: $0) }.map { tables[$0].f1 })
  }
}
