/// Correlations of two lists of numbers; nil where one of them does not vary or they are shorter than two.
public enum RankCorrelation {
  /// Returns Pearson's coefficient.
  public static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    demandPairs(x, y)
    guard x.count > 1, varies(x), varies(y) else { return nil }
    let n = Double(x.count)
    let meanX = x.reduce(0, +) / n
    let meanY = y.reduce(0, +) / n
    var xx = 0.0
    var yy = 0.0
    var xy = 0.0
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    let scale = xx.squareRoot() * yy.squareRoot()
    return scale > 0 && scale.isFinite ? min(1, max(-1, xy / scale)) : nil
  }

  /// Returns Spearman's coefficient: Pearson's of the ranks, equal numbers sharing the mean of theirs.
  public static func spearman(_ x: [Double], _ y: [Double]) -> Double? { pearson(ranks(x), ranks(y)) }

  /// Returns Kendall's τ-b, which corrects for equal numbers; n² steps.
  public static func kendall(_ x: [Double], _ y: [Double]) -> Double? {
    weighted(x, y, weights: [Double](repeating: 0.5, count: x.count))
  }

  /// Returns Kendall's τ with a pair weighing 1/(1 + r) + 1/(1 + s), r and s being ranks from the largest down: the mean of
  /// that by ranks of x and that by ranks of y (Vigna, 2015).
  public static func weightedKendall(_ x: [Double], _ y: [Double]) -> Double? {
    guard let left = weighted(x, y, weights: weights(x, y)), let right = weighted(x, y, weights: weights(y, x)) else {
      return nil
    }
    return (left + right) / 2
  }

  /// Returns ranks from 1, equal numbers sharing the mean of theirs.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  /// Weights by rank: the largest first, of equal ones that with the larger partner, of equal pairs the last.
  private static func weights(_ x: [Double], _ y: [Double]) -> [Double] {
    let order = x.indices.sorted { (x[$0], y[$0], $0) > (x[$1], y[$1], $1) }
    var weights = [Double](repeating: 0, count: x.count)
    for (rank, index) in order.enumerated() { weights[index] = 1 / Double(rank + 1) }
    return weights
  }

  private static func weighted(_ x: [Double], _ y: [Double], weights: [Double]) -> Double? {
    demandPairs(x, y)
    guard x.count > 1, varies(x), varies(y) else { return nil }
    var sum = 0.0
    var left = 0.0
    var right = 0.0
    for i in x.indices {
      for j in 0..<i {
        let weight = weights[i] + weights[j]
        if x[i] != x[j] { left += weight }
        if y[i] != y[j] { right += weight }
        if x[i] != x[j], y[i] != y[j] { sum += (x[i] < x[j]) == (y[i] < y[j]) ? weight : -weight }
      }
    }
    return min(1, max(-1, sum / (left.squareRoot() * right.squareRoot())))
  }

  private static func varies(_ values: [Double]) -> Bool { values.contains { $0 != values[0] } }

  private static func demandPairs(_ x: [Double], _ y: [Double]) {
    precondition(x.count == y.count, "\(x.count) numbers and \(y.count) to correlate")
  }
}
