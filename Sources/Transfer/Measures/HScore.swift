import Learning

/// The H-score of Bao et al. (2019): how much of the features' variance lies between the classes. Higher is better.
enum HScore {
  /// The note on a value that the number of examples alone has made.
  static let saysLittle = "no more examples than features: says little"

  /// Returns tr(cov(f)⁺ · cov(E[f | y])), which is the squared length of the class indicators' projections on the features.
  static func published(_ workspace: Workspace) -> MeasureValue {
    value(workspace) { spectrum, between in
      spectrum.squares.indices.reduce(0) { $0 + between[$1] }
    }
  }

  /// Returns the same with the covariance shrunk as Ledoit and Wolf (2004) do, of Ibrahim, Ponomareva and Mazumder (2021).
  static func regularised(_ workspace: Workspace) -> MeasureValue {
    guard let centred = workspace.centred, let width = workspace.space?.width else { return .none("no features") }
    let n = Double(centred.rows)
    let p = Double(width)
    let fourth = (0..<centred.rows).reduce(0.0) { sum, i in
      let square = centred.row(i).reduce(0) { $0 + $1 * $1 }
      return sum + square * square
    }
    return value(workspace) { spectrum, between in
      let trace = spectrum.squares.reduce(0, +) / n
      let mean = trace / p
      let norm = spectrum.squares.reduce(0) { $0 + $1 * $1 } / (n * n)
      let distance = max(0, (norm - 2 * mean * trace + p * mean * mean) / p)
      let noise = max(0, min((fourth / n - norm) / (p * n), distance))
      let shrinkage = width == 1 || noise == 0 ? 0 : noise / distance
      return (1 - shrinkage)
        * zip(spectrum.squares, between).reduce(0) { sum, pair in
          sum + pair.1 * pair.0 / (n - 1) / ((1 - shrinkage) * pair.0 / n + shrinkage * mean)
        }
    }
  }

  /// Evaluates `body` on the spectrum and, for each direction, the share of it that lies between the classes.
  private static func value(_ workspace: Workspace, _ body: (Spectrum, [Double]) -> Double) -> MeasureValue {
    guard let spectrum = workspace.centredSpectrum, let features = workspace.representation.features else {
      return .none("no features")
    }
    let target = workspace.target
    let positives = target.positives.map(Double.init)
    let count = Double(target.count)
    // Uᵀ·1_c: as the columns are centred, that of a class and that of all others differ in the sign alone.
    func square(_ direction: Int, _ label: Int) -> Double {
      spectrum.projections[direction, label] * spectrum.projections[direction, label]
    }
    let note = features.rows <= features.columns ? saysLittle : nil
    switch target.task {
    case .oneLabel:
      guard target.classes.count > 1 else { return .none("one class only") }
      let between = spectrum.squares.indices.map { direction in
        positives.indices.reduce(0.0) { sum, label in
          positives[label] > 0 ? sum + square(direction, label) / positives[label] : sum
        }
      }
      return MeasureValue(body(spectrum, between), note: note)
    case .severalLabels:
      return .mean(
        positives.indices.map { label -> Double? in
          guard positives[label] > 0, positives[label] < count else { return nil }
          let scale = 1 / positives[label] + 1 / (count - positives[label])
          return body(spectrum, spectrum.squares.indices.map { square($0, label) * scale })
        }, note: note)
    }
  }
}
