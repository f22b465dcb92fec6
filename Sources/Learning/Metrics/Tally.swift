/// An assessment whose examples count as often as their weights say; every metric is a function of one.
///
/// What several metrics hang on is counted once, when the first of them asks.
struct Tally {
  let assessment: Assessment
  /// How often each example counts.
  let weights: [Int32]

  /// How many examples count.
  lazy var total: Int = weights.reduce(0) { $0 + Int($1) }
  /// The table of each label.
  lazy var tables: [LabelTable] = countedTables()
  /// Which label was taken for which, in a task with one label.
  lazy var confusion = ConfusionMatrix(labels: assessment.predictions.labels, counts: countedConfusion())
  /// The areas under each label's curves.
  lazy var areas: [Ranking.Areas] = assessment.rankings.map { $0.areas(weights: weights) }
  /// The areas under the curves of all labels together.
  lazy var pooledAreas: Ranking.Areas? = assessment.pooledRanking?.areas(weights: weights)

  /// Creates a tally; without weights each example counts once.
  init(_ assessment: Assessment, weights: [Int32]? = nil) {
    self.assessment = assessment
    self.weights = weights ?? [Int32](repeating: 1, count: assessment.predictions.count)
  }

  var labels: Int { assessment.labels }
  var isOneLabel: Bool { assessment.predictions.task == .oneLabel }

  /// Calls a function with each example that counts, and its weight.
  @inline(__always)
  func forEach(_ body: (_ example: Int, _ weight: Int) -> Void) {
    for (example, weight) in weights.enumerated() where weight != 0 { body(example, Int(weight)) }
  }

  private func countedTables() -> [LabelTable] {
    let labels = labels
    var counts = [Int](repeating: 0, count: labels * 4)
    counts.withUnsafeMutableBufferPointer { counts in
      assessment.outcomes.withUnsafeBufferPointer { outcomes in
        forEach { example, weight in
          for label in 0..<labels { counts[label * 4 + Int(outcomes[example * labels + label])] += weight }
        }
      }
    }
    return (0..<labels).map { label in
      LabelTable(
        truePositives: counts[label * 4 + 3], falsePositives: counts[label * 4 + 2],
        falseNegatives: counts[label * 4 + 1], trueNegatives: counts[label * 4])
    }
  }

  private func countedConfusion() -> [[Int]] {
    precondition(isOneLabel, "a confusion matrix needs a task with one label, not \(assessment.predictions.task)")
    var counts = [[Int]](repeating: [Int](repeating: 0, count: labels), count: labels)
    forEach { counts[Int(assessment.truth[$0])][Int(assessment.likeliest[$0])] += $1 }
    return counts
  }

  /// The share of examples with all labels right.
  var exactShare: Double {
    mutating get {
      var hits = 0
      forEach { if assessment.isExact[$0] { hits += $1 } }
      return Double(hits) / Double(total)
    }
  }

  /// The positives of each label.
  var positives: [Int] { mutating get { tables.map(\.positives) } }
}

/// Returns the mean of the values that are defined; NaN if none is.
func definedMean(_ values: [Double]) -> Double {
  let defined = values.filter { !$0.isNaN }
  return defined.reduce(0, +) / Double(defined.count)
}

/// Returns the mean of the defined values, each counting as often as its weight; NaN if nothing counts.
func definedMean(_ values: [Double], weights: [Int]) -> Double {
  var (sum, all) = (0.0, 0)
  for (value, weight) in zip(values, weights) where !value.isNaN {
    sum += value * Double(weight)
    all += weight
  }
  return sum / Double(all)
}
