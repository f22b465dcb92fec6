import Learning

/// The N-LEEP of Li et al. (2021): LEEP on the components of a Gaussian mixture over the features. Higher is better.
enum NLEEP {
  /// Returns LEEP of a mixture of five full Gaussians a class on the directions that hold 80 % of the variance.
  ///
  /// The components begin at the given examples, or where `seed` leads.
  static func value(_ workspace: Workspace, seed: UInt64, beginning: [Int]? = nil) -> MeasureValue {
    guard let scores = workspace.principal else { return .none("no features") }
    let target = workspace.target
    let classes = target.task == .oneLabel ? target.classes.count : 2
    let components = min(5 * classes, target.count)
    guard scores.columns > 0 else {
      return workspace.overLabels { LEEP.value(Matrix(rows: $0.of.count, columns: 1).filled(1), $0) }
    }
    let means = beginning.map(scores.gathering) ?? GaussianMixture.means(scores, components, seed: seed)
    guard let mixture = GaussianMixture(scores, means: means, threads: workspace.threads) else {
      return .none("the mixture has no finite likelihood")
    }
    return workspace.overLabels { LEEP.value(mixture.responsibilities, $0) }
  }
}

extension Matrix {
  fileprivate func filled(_ value: Double) -> Matrix {
    Matrix(rows: rows, columns: columns, values: values.map { _ in value })
  }
}
