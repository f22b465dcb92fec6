/// How often each class was taken for each.
public struct Confusion: Sendable, Equatable, Codable {
  /// Counts, a row for each true class and a column for each predicted one.
  public private(set) var counts: [[Int]]

  /// Creates an empty table.
  public init(classes: Int) { counts = Array(repeating: Array(repeating: 0, count: classes), count: classes) }

  /// Counts pairs of true and predicted classes.
  public init(truth: [Int], predicted: [Int], classes: Int) {
    precondition(truth.count == predicted.count, "\(truth.count) true classes, \(predicted.count) predicted ones")
    self.init(classes: classes)
    for (t, p) in zip(truth, predicted) { counts[t][p] += 1 }
  }

  /// The share of examples that were taken for what they are.
  public var accuracy: Double {
    let all = counts.joined().reduce(0, +)
    return all == 0 ? .nan : Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(all)
  }

  /// F1 of each class, 2·hits / (true + predicted); nil for one that is neither true nor predicted anywhere.
  public var f1: [Double?] { Self.f1(counts.flatMap { $0.map(Double.init) }, classes: counts.count) }

  /// The mean of the classes' F1, leaving out a class that is nowhere.
  public var macroF1: Double { Self.mean(f1) }

  /// F1 of each class from counts laid out row by row.
  static func f1(_ counts: [Double], classes: Int) -> [Double?] {
    (0..<classes).map { c in
      var total = 0.0
      for other in 0..<classes { total += counts[c * classes + other] + counts[other * classes + c] }
      return total == 0 ? nil : 2 * counts[c * classes + c] / total
    }
  }

  static func mean(_ values: [Double?]) -> Double {
    let present = values.compactMap(\.self)
    return present.isEmpty ? .nan : present.reduce(0, +) / Double(present.count)
  }
}
