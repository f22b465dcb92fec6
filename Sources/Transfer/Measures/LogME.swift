import Learning

/// The log maximum evidence of You, Liu, Wang and Long (2021): the evidence, a label and an example, of a Bayesian linear
/// regression of each label's 0 and 1 on the features. Higher is better.
enum LogME {
  /// How the evidence is maximised.
  enum Search {
    /// The true maximum.
    case exact
    /// At most eleven steps of a fixed point, ended by a change of 1 %, as in the authors' library.
    case published
  }

  static func value(_ workspace: Workspace, _ search: Search) -> MeasureValue {
    guard let spectrum = workspace.spectrum else { return .none("no features") }
    let target = workspace.target
    if target.task == .oneLabel, target.classes.count < 2 { return .none("one class only") }
    let evidences = target.positives.enumerated().map { label, positives -> Double? in
      guard positives > 0, positives < target.count else { return nil }
      let regression = Evidence(spectrum, column: label, square: Double(positives), examples: target.count)
      return search == .exact ? regression.maximum : regression.fixedPoint
    }
    return .mean(evidences, note: target.task == .oneLabel ? nil : "labels as regressions")
  }
}

/// The evidence of one regression as a function of λ, the prior's precision over the noise's.
private struct Evidence {
  let squares: [Double]
  /// Squares of the label's projections on the features' directions, and of what lies outside of them.
  let inside: [Double]
  let outside: Double
  let count: Double

  init(_ spectrum: Spectrum, column: Int, square: Double, examples: Int) {
    squares = spectrum.squares
    inside = squares.indices.map { spectrum.projections[$0, column] * spectrum.projections[$0, column] }
    // What rounding leaves of nothing is nothing.
    let rest = square - inside.reduce(0, +)
    outside = rest > 1e-12 * square ? rest : 0
    count = Double(examples)
  }

  private var constant: Double { -0.5 * logarithm(2 * .pi) }

  /// The evidence of no weights at all, the limit of large λ.
  private var withoutFeatures: Double { constant - 0.5 - 0.5 * logarithm((inside.reduce(0, +) + outside) / count) }

  /// The evidence at λ with the best noise for it.
  private func profile(_ lambda: Double) -> Double {
    var residual = outside
    var determinant = 0.0
    for (s, x) in zip(squares, inside) {
      residual += x * lambda / (lambda + s)
      determinant += logarithm(1 + s / lambda)
    }
    return constant - 0.5 - 0.5 * logarithm(residual / count) - 0.5 * determinant / count
  }

  /// The largest evidence over all λ; where the features hold the label whole, that at the smallest λ looked at.
  var maximum: Double {
    guard let largest = squares.first else { return withoutFeatures }
    // From 10⁻¹⁴ to 10⁶ of the largest square, first on a grid, then about its best point by golden sections.
    let low = logarithm(largest) - 14 * logarithm(10)
    let step = 20 * logarithm(10) / 160
    let grid = (0...160).map { profile(exponential(low + Double($0) * step)) }
    guard let best = grid.indices.max(by: { grid[$0] < grid[$1] }) else { return withoutFeatures }
    var a = low + Double(max(0, best - 1)) * step
    var b = low + Double(min(160, best + 1)) * step
    let ratio = (5.0.squareRoot() - 1) / 2
    var highest = grid[best]
    for _ in 0..<60 {
      let c = b - ratio * (b - a)
      let d = a + ratio * (b - a)
      let (left, right) = (profile(exponential(c)), profile(exponential(d)))
      highest = max(highest, left, right)
      if left > right { b = d } else { a = c }
    }
    return max(highest, withoutFeatures)
  }

  /// The evidence where the published iteration ends.
  var fixedPoint: Double {
    var alpha = 1.0
    var beta = 1.0
    var lambda = 1.0
    var weights = 0.0
    var residual = 0.0
    for _ in 0..<11 {
      var gamma = 0.0
      weights = 0
      residual = outside
      for (s, x) in zip(squares, inside) {
        gamma += s / (s + lambda)
        weights += s * x / ((lambda + s) * (lambda + s))
        residual += x * (lambda / (lambda + s)) * (lambda / (lambda + s))
      }
      // Nothing explained: the precision of the weights has no bound, and they take no part.
      guard weights > 0 else { return withoutFeatures }
      guard residual > 0, gamma < count else { return maximum }
      alpha = gamma / weights
      beta = (count - gamma) / residual
      let next = alpha / beta
      if abs(next - lambda) / lambda < 0.01 { break }
      lambda = next
    }
    var sum = count / 2 * logarithm(beta) - beta / 2 * residual - alpha / 2 * weights
    for s in squares { sum -= 0.5 * logarithm(1 + beta * s / alpha) }
    return sum / count + constant
  }
}
