/// The Gaussian Bhattacharyya coefficient of Pándy et al. (2022): how much the classes overlap, ≤ 0, higher is better.
enum GBC {
  /// What the covariance of a class may be.
  enum Shape {
    /// One variance for each feature.
    case diagonal
    /// One variance for all features.
    case spherical
    /// The same with the determinants taken for those of one feature, as in the authors' program.
    case sphericalAsPublished
  }

  private static let floor = 1e-4

  /// Returns −Σ over ordered pairs of classes of exp(−D), D being their Bhattacharyya distance.
  static func value(_ features: Matrix, _ classes: Classes, _ shape: Shape) -> Double {
    let means = classes.means(features)
    var variances = Matrix(rows: classes.count, columns: features.columns)
    for (i, place) in classes.of.enumerated() {
      for j in 0..<features.columns {
        let difference = features[i, j] - means[place, j]
        variances[place, j] += difference * difference
      }
    }
    for place in 0..<classes.count {
      for j in 0..<features.columns {
        variances[place, j] = max(floor, variances[place, j] / Double(classes.counts[place]))
      }
      guard shape != .diagonal else { continue }
      let mean = variances.row(place).reduce(0, +) / Double(features.columns)
      for j in 0..<features.columns { variances[place, j] = mean }
    }
    var sum = 0.0
    for a in 0..<classes.count {
      for b in 0..<a {
        var between = 0.0
        var volume = 0.0
        for j in 0..<features.columns {
          let variance = (variances[a, j] + variances[b, j]) / 2
          let difference = means[a, j] - means[b, j]
          between += difference * difference / variance
          volume += logarithm(variance) - 0.5 * (logarithm(variances[a, j]) + logarithm(variances[b, j]))
        }
        if shape == .sphericalAsPublished { volume /= Double(features.columns) }
        sum -= 2 * exponential(-(between / 8 + volume / 2))
      }
    }
    return sum
  }
}
