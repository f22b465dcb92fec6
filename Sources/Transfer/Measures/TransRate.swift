/// The TransRate of Huang et al. (2022): how many more bits all features take than those of one class. Higher is better.
enum TransRate {
  /// How the classes' rates are averaged, and whether the features are scaled first.
  enum Form {
    /// The plain mean over the classes, as in the paper's listing.
    case listing
    /// By the classes' sizes, as in the paper's formula.
    case weighted
    /// The same after dividing the features by their Frobenius norm.
    case normalised
  }

  private static let distortion = 1e-4

  static func value(_ workspace: Workspace, _ form: Form) -> MeasureValue {
    guard var features = workspace.centred else { return .none("no features") }
    if form == .normalised {
      let norm = features.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > 0 { for i in features.values.indices { features.values[i] /= norm } }
    }
    let threads = workspace.threads
    guard let whole = rate(features, threads: threads) else { return .none("not finite") }
    return workspace.overLabels { classes in
      var sum = 0.0
      for members in classes.members {
        guard let rate = rate(features.gathering(members), threads: threads) else { return nil }
        sum += rate * (form == .listing ? 1 / Double(classes.count) : Double(members.count) / Double(classes.of.count))
      }
      return whole - sum
    }
  }

  /// Returns ½ log det(I + FᵀF / (n·ε)), from the smaller of FᵀF and FFᵀ.
  private static func rate(_ features: Matrix, threads: Int?) -> Double? {
    let side = features.columns <= features.rows ? features.transposed : features
    var gram = side.rowProducts(threads: threads)
    let scale = 1 / (Double(features.rows) * distortion)
    for i in gram.values.indices { gram.values[i] *= scale }
    for i in 0..<gram.rows { gram[i, i] += 1 }
    if let factor = Cholesky(gram, threads: threads) { return 0.5 * factor.logDeterminant }
    // Rounding of huge features has swallowed the 1: their eigenvalues stand all the same.
    let eigen = SymmetricEigen(gram, turning: Matrix(rows: gram.rows, columns: 0), threads: threads)
    return 0.5 * eigen.values.reduce(0) { $0 + logarithm(max(1, $1)) }
  }
}
