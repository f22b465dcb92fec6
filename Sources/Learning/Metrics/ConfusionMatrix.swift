/// How often each label was taken for each, where an example has one label.
public struct ConfusionMatrix: Sendable, Hashable, Codable {
  /// The labels, in order.
  public let labels: [String]
  /// Counts, a row for each true label and a column for each predicted one.
  public let counts: [[Int]]

  /// Creates a matrix from its counts.
  public init(labels: [String], counts: [[Int]]) {
    precondition(
      counts.count == labels.count && counts.allSatisfy { $0.count == labels.count },
      "\(counts.count) rows of \(Set(counts.map(\.count)).sorted()) counts for \(labels.count) labels")
    self.labels = labels
    self.counts = counts
  }

  /// All examples.
  public var count: Int { counts.joined().reduce(0, +) }

  /// The share of examples that were taken for what they are; NaN without examples.
  public var accuracy: Double { Double(hits) / Double(count) }

  /// Cohen's kappa: agreement beyond chance, over the most there could be; NaN where chance alone always agrees.
  public var kappa: Double {
    let all = Double(count)
    let chance = zip(rowSums, columnSums).reduce(0) { $0 + Double($1.0) * Double($1.1) } / (all * all)
    return chance == 1 ? .nan : (accuracy - chance) / (1 - chance)
  }

  /// Matthews' correlation, Gorodkin's for many labels; 0 where all outputs are equal, NaN where all examples are.
  public var matthews: Double {
    let all = Double(count)
    let (rows, columns) = (rowSums.map(Double.init), columnSums.map(Double.init))
    let truth = all * all - rows.reduce(0) { $0 + $1 * $1 }
    let output = all * all - columns.reduce(0) { $0 + $1 * $1 }
    if truth == 0 { return .nan }
    if output == 0 { return 0 }
    let both = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
    return (Double(hits) * all - both) / (truth.squareRoot() * output.squareRoot())
  }

  /// The table of each label against the rest.
  public var tables: [LabelTable] {
    let (rows, columns, all) = (rowSums, columnSums, count)
    return labels.indices.map { label in
      let hits = counts[label][label]
      return LabelTable(
        truePositives: hits, falsePositives: columns[label] - hits, falseNegatives: rows[label] - hits,
        trueNegatives: all - rows[label] - columns[label] + hits)
    }
  }

  private var hits: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }
  private var rowSums: [Int] { counts.map { $0.reduce(0, +) } }
  private var columnSums: [Int] { labels.indices.map { column in counts.reduce(0) { $0 + $1[column] } } }
}
