import Waveforms

/// The PARC of Bolya, Mittapalli and Hoffman (2021): whether examples that differ in their labels differ in their features;
/// −100…100, higher is better.
enum PARC {
  /// The most examples that are compared with each other; of more, as many are drawn.
  private static let limit = 2000

  /// Returns 100 times Spearman's correlation of the pairs' label and feature distances, with true ties.
  ///
  /// An example with no label, or with all, correlates with no other: then there is no value, or it is left out if
  /// `dropsConstantRows`.
  static func value(_ representation: Representation, dropsConstantRows: Bool, seed: UInt64, threads: Int?)
    -> MeasureValue
  {
    guard let features = representation.features else { return .none("no features") }
    guard features.columns > 2 else { return .none("two features correlate wholly or not at all") }
    let target = representation.target
    var chosen = Array(0..<target.count)
    var note: String?
    if chosen.count > limit {
      var random = SplitMix64(seed, 0x9A2C)
      for i in 0..<limit { chosen.swapAt(i, i + random.index(below: chosen.count - i)) }
      chosen = chosen[..<limit].sorted()
      note = "\(limit) examples drawn"
    }
    let standardised = standardised(features.gathering(chosen))
    let labels = target.gathering(chosen)
    let isUsable = chosen.indices.map { row in
      let positives = labels.row(row).count { $0 }
      return positives > 0 && positives < labels.labels.count && standardised[row] != nil
    }
    if !dropsConstantRows, !isUsable.allSatisfy(\.self) {
      return .none("\(isUsable.count { !$0 }) examples have all labels alike, or all features")
    }
    let rows = chosen.indices.filter { isUsable[$0] }
    guard rows.count > 2 else { return .none("fewer than three examples to compare") }
    if rows.count < chosen.count { note = "\(chosen.count - rows.count) examples left out" }
    let unit = Matrix(
      rows: rows.count, columns: features.columns, values: rows.flatMap { standardised[$0] ?? [] })
    let products = unit.rowProducts(threads: threads)
    var near: [Double] = []
    var alike: [Double] = []
    for a in rows.indices {
      for b in a + 1..<rows.count {
        near.append(products[a, b])
        alike.append(labels.correlation(rows[a], rows[b]))
      }
    }
    guard let correlation = RankCorrelation.spearman(near, alike) else {
      return .none("all labels, or all features, are equally far apart")
    }
    return MeasureValue(100 * correlation, note: note)
  }

  /// Returns the rows with columns of mean 0 and deviation 1, then centred and of length 1; nil for one without spread.
  private static func standardised(_ features: Matrix) -> [[Double]?] {
    var columns = features.centred
    for j in 0..<columns.columns {
      let square = (0..<columns.rows).reduce(0) { $0 + columns[$1, j] * columns[$1, j] }
      let deviation = (square / Double(columns.rows)).squareRoot()
      guard deviation > 0 else { continue }
      for i in 0..<columns.rows { columns[i, j] /= deviation }
    }
    return (0..<columns.rows).map { i in
      let row = columns.row(i)
      guard let first = row.first, row.contains(where: { $0 != first }) else { return nil }
      let mean = row.reduce(0, +) / Double(row.count)
      let length = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
      return length > 0 ? row.map { ($0 - mean) / length } : nil
    }
  }
}

extension Target {
  fileprivate func row(_ example: Int) -> ArraySlice<Bool> {
    isPositive[example * labels.count..<(example + 1) * labels.count]
  }

  /// Pearson's correlation of two examples' labels, from counts alone: equal cases give equal bits.
  fileprivate func correlation(_ a: Int, _ b: Int) -> Double {
    let n = labels.count
    var both = 0
    var left = 0
    var right = 0
    for (x, y) in zip(row(a), row(b)) {
      left += x ? 1 : 0
      right += y ? 1 : 0
      both += x && y ? 1 : 0
    }
    return Double(n * both - left * right) / Double(left * (n - left) * right * (n - right)).squareRoot()
  }
}
