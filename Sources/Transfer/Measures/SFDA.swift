/// The self-challenging Fisher discriminant analysis of Shao et al. (2022): the mean probability of the true class, in
/// 0…1, higher is better.
enum SFDA {
  /// Returns the score of a discriminant that is fitted twice: the second time to features drawn towards the other classes,
  /// the more so the less sure the first was of them.
  static func value(_ features: Matrix, _ classes: Classes, threads: Int?) -> Double? {
    guard let first = Discriminant(features, classes, shrinkage: nil, threads: threads) else { return nil }
    let confidences = first.probabilities(features, threads: threads)
    let means = classes.means(features)
    let sums = (0..<features.columns).map { j in (0..<classes.count).reduce(0) { $0 + means[$1, j] } }
    var mixed = features
    for (i, place) in classes.of.enumerated() {
      // The authors take the softmax of what is already a probability.
      let row = confidences.row(i).map(exponential)
      let confidence = row[place] / row.reduce(0, +)
      for j in 0..<features.columns {
        let others = (sums[j] - means[place, j]) / Double(classes.count - 1)
        mixed[i, j] = confidence * mixed[i, j] + (1 - confidence) * others
      }
    }
    guard let second = Discriminant(mixed, classes, shrinkage: first.shrinkage, threads: threads) else { return nil }
    let probabilities = second.probabilities(mixed, threads: threads)
    return classes.of.indices.reduce(0) { $0 + probabilities[$1, classes.of[$1]] } / Double(classes.of.count)
  }
}

/// A linear discriminant with one covariance, shrunk towards a sphere.
///
/// The authors solve for all generalised eigenvectors and multiply them by their transposes, which is the inverse of the
/// shrunk covariance: here that is applied as it is.
private struct Discriminant {
  let shrinkage: Double
  /// Classes × features.
  let coefficients: Matrix
  let intercepts: [Double]

  init?(_ features: Matrix, _ classes: Classes, shrinkage: Double?, threads: Int?) {
    let means = classes.means(features)
    var within = features
    for (i, place) in classes.of.enumerated() {
      for j in 0..<features.columns { within[i, j] -= means[place, j] }
    }
    let shrinkage = shrinkage ?? max(exponential(-5 * Discriminant.largestEigenvalue(within)), 1e-10)
    guard let covariance = ShrunkCovariance(within, shrinkage: shrinkage, threads: threads) else { return nil }
    var coefficients = Matrix(rows: classes.count, columns: features.columns)
    var intercepts: [Double] = []
    for place in 0..<classes.count {
      let mean = Array(means.row(place))
      let solved = covariance.solve(mean)
      for j in solved.indices { coefficients[place, j] = solved[j] }
      let product = zip(mean, solved).reduce(0) { $0 + $1.0 * $1.1 }
      intercepts.append(-0.5 * product + logarithm(Double(classes.counts[place]) / Double(features.rows)))
    }
    self.shrinkage = shrinkage
    self.coefficients = coefficients
    self.intercepts = intercepts
  }

  /// Three rounds of the power iteration on the covariance WᵀW/n, begun with the sums of its rows.
  private static func largestEigenvalue(_ within: Matrix) -> Double {
    let count = Double(within.rows)
    func product(_ x: [Double]) -> [Double] { within.transposedTimes(within.times(x)).map { $0 / count } }
    func normalised(_ x: [Double]) -> [Double] {
      let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? x.map { $0 / length } : x
    }
    var x = product([Double](repeating: 1, count: within.columns))
    var y = x
    for _ in 0..<3 {
      y = normalised(product(x))
      x = normalised(product(y))
    }
    return zip(x, product(y)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Returns examples × classes.
  func probabilities(_ features: Matrix, threads: Int?) -> Matrix {
    var result = features.times(transposed: coefficients, threads: threads)
    for i in 0..<result.rows {
      var largest = -Double.infinity
      for c in intercepts.indices {
        result[i, c] += intercepts[c]
        largest = max(largest, result[i, c])
      }
      var sum = 0.0
      for c in intercepts.indices {
        result[i, c] = exponential(result[i, c] - largest)
        sum += result[i, c]
      }
      for c in intercepts.indices { result[i, c] /= sum }
    }
    return result
  }
}
