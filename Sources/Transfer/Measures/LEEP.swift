/// The log expected empirical prediction of Nguyen, Hassner, Seeger and Archambeau (2020): ≤ 0, higher is better.
enum LEEP {
  /// Returns mean_i log Σ_z P(y_i | z) θ_iz; a source label that is nowhere takes no part.
  static func value(_ theta: Matrix, _ classes: Classes) -> Double {
    let columns = theta.columns
    var conditional = Matrix(rows: classes.count, columns: columns)
    for (i, place) in classes.of.enumerated() {
      for z in 0..<columns { conditional[place, z] += theta[i, z] }
    }
    for z in 0..<columns {
      let sum = (0..<classes.count).reduce(0) { $0 + conditional[$1, z] }
      for place in 0..<classes.count { conditional[place, z] = sum > 0 ? conditional[place, z] / sum : 0 }
    }
    var total = 0.0
    for (i, place) in classes.of.enumerated() {
      var likelihood = 0.0
      for z in 0..<columns { likelihood += conditional[place, z] * theta[i, z] }
      total += logarithm(likelihood)
    }
    return min(0, total / Double(max(1, theta.rows)))
  }
}
