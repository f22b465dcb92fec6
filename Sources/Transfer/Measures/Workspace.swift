import Learning

/// A representation with what several measures share, made when first asked for.
final class Workspace {
  let representation: Representation
  let threads: Int?

  init(_ representation: Representation, threads: Int?) {
    self.representation = representation
    self.threads = threads
  }

  var target: Target { representation.target }

  /// The features in no more coordinates than are needed.
  lazy var space: RowSpace? = representation.features.map { RowSpace($0, threads: threads) }

  /// The singular values of the features as they are, with the labels' columns projected.
  lazy var spectrum: Spectrum? = space.map {
    Spectrum($0.matrix, projecting: target.indicators, threads: threads)
  }

  /// The same of the centred features.
  lazy var centredSpectrum: Spectrum? = centred.map {
    Spectrum($0, projecting: target.indicators, threads: threads)
  }

  /// The same features, each with its mean taken away.
  lazy var centred: Matrix? = space?.matrix.centred

  /// The source's probabilities as a distribution over its labels.
  lazy var distribution: Distribution? = representation.probabilities.map(Distribution.init)

  /// The features on the directions that hold 80 % of their variance.
  lazy var principal: Matrix? = space.map {
    PrincipalComponents.scores($0.matrix, energy: 0.8, threads: threads)
  }

  /// Evaluates a measure of a partition: of the one label, or of each label and the mean over them.
  func overLabels(_ body: (Classes) -> Double?) -> MeasureValue {
    switch target.task {
    case .oneLabel:
      let classes = target.classes
      guard classes.count > 1 else { return .none("one class only") }
      return body(classes).map { MeasureValue($0) } ?? .none("not defined on these features")
    case .severalLabels:
      return .mean(
        target.labels.indices.map { label in
          let classes = target.classes(of: label)
          return classes.count > 1 ? body(classes) : nil
        })
    }
  }
}
