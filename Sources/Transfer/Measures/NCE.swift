/// The negative conditional entropy of Tran, Nguyen and Hassner (2019): ≤ 0, higher is better.
enum NCE {
  /// Returns −H(y | z) with z the likeliest source label of each example, the first of several.
  static func value(_ theta: Matrix, _ classes: Classes) -> Double {
    var joint = Matrix(rows: classes.count, columns: theta.columns)
    for (i, place) in classes.of.enumerated() {
      var best = 0
      for z in 1..<max(1, theta.columns) where theta[i, z] > theta[i, best] { best = z }
      joint[place, best] += 1
    }
    var sum = 0.0
    for z in 0..<theta.columns {
      let marginal = (0..<classes.count).reduce(0) { $0 + joint[$1, z] }
      for place in 0..<classes.count where joint[place, z] > 0 {
        sum += joint[place, z] * logarithm(joint[place, z] / marginal)
      }
    }
    return sum / Double(max(1, theta.rows))
  }
}
