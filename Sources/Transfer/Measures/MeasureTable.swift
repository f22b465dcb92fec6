import Learning

/// Every measure there is: name, direction, what it looks at, what it costs, what it computes.
enum MeasureTable {
  /// Measures that know several labels an example by themselves.
  static let several: [Measure] = [
    Measure(name: "melep", isHigherBetter: false, input: .probabilities, work: \.pairs) { workspace, _, _ in
      MELEP.value(workspace.representation, .authors)
    },
    Measure(name: "melep:paper", isHigherBetter: false, input: .probabilities, work: \.pairs) { workspace, _, _ in
      MELEP.value(workspace.representation, .paper)
    },
    Measure(name: "melep:share", isHigherBetter: false, input: .probabilities, work: \.pairs) { workspace, _, _ in
      MELEP.share(workspace.representation)
    },
    Measure(name: "melep:weighted", isHigherBetter: false, input: .probabilities, work: \.pairs) { workspace, _, _ in
      MELEP.weighted(workspace.representation)
    },
    Measure(name: "logme", isHigherBetter: true, input: .features, work: \.evidence) { workspace, _, _ in
      LogME.value(workspace, .exact)
    },
    Measure(name: "logme:published", isHigherBetter: true, input: .features, work: \.evidence) { workspace, _, _ in
      LogME.value(workspace, .published)
    },
    Measure(name: "parc", isHigherBetter: true, input: .features, work: \.ranks) { workspace, _, seed in
      PARC.value(workspace.representation, dropsConstantRows: false, seed: seed, threads: workspace.threads)
    },
    Measure(name: "parc:dropped", isHigherBetter: true, input: .features, work: \.ranks) { workspace, _, seed in
      PARC.value(workspace.representation, dropsConstantRows: true, seed: seed, threads: workspace.threads)
    },
  ]

  /// Measures of one label an example, and their means over several.
  static func averaged(suffix: String) -> [Measure] {
    [
      Measure(name: "leep" + suffix, isHigherBetter: true, input: .probabilities, work: \.pairs) { workspace, _, _ in
        workspace.overDistribution(LEEP.value)
      },
      Measure(name: "nce" + suffix, isHigherBetter: true, input: .probabilities, work: \.pairs) { workspace, _, _ in
        workspace.overDistribution(NCE.value)
      },
      Measure(name: "nleep" + suffix, isHigherBetter: true, input: .features, work: \.mixture) { workspace, _, seed in
        NLEEP.value(workspace, seed: seed)
      },
      Measure(
        name: "hscore" + suffix, isHigherBetter: true, input: .features, saturates: true, work: \.spectrum
      ) { workspace, _, _ in HScore.published(workspace) },
      Measure(
        name: "hscore:regularised" + suffix, isHigherBetter: true, input: .features, work: \.spectrum
      ) { workspace, _, _ in HScore.regularised(workspace) },
      transRate("transrate", .listing, suffix),
      transRate("transrate:weighted", .weighted, suffix),
      transRate("transrate:normalised", .normalised, suffix),
      gbc("gbc", .diagonal, suffix),
      gbc("gbc:spherical", .spherical, suffix),
      gbc("gbc:spherical-published", .sphericalAsPublished, suffix),
      Measure(name: "sfda" + suffix, isHigherBetter: true, input: .features, work: \.discriminants) { workspace, _, _ in
        guard let space = workspace.space else { return .none("no features") }
        return workspace.overLabels { SFDA.value(space, $0, threads: workspace.threads) }
      },
    ]
  }

  private static func transRate(_ name: String, _ form: TransRate.Form, _ suffix: String) -> Measure {
    Measure(name: name + suffix, isHigherBetter: true, input: .features, saturates: true, work: \.rates) {
      workspace, _, _ in
      TransRate.value(workspace, form)
    }
  }

  private static func gbc(_ name: String, _ shape: GBC.Shape, _ suffix: String) -> Measure {
    Measure(name: name + suffix, isHigherBetter: true, input: .features, saturates: true, work: \.moments) {
      workspace, _, _ in
      guard let features = workspace.representation.features else { return .none("no features") }
      return workspace.overLabels { GBC.value(features, $0, shape) }
    }
  }

  /// What needs no forward pass: a measure that says no more than these says nothing.
  static let baselines: [Measure] = [
    Measure(name: "entropy", isHigherBetter: false, input: .labels, work: \.counts) { workspace, _, _ in
      LabelEntropy.value(workspace.target, .authors)
    },
    Measure(name: "entropy:paper", isHigherBetter: false, input: .labels, work: \.counts) { workspace, _, _ in
      LabelEntropy.value(workspace.target, .paper)
    },
    Measure(name: "source-score", isHigherBetter: true, input: .source, work: { _ in 0 }) { _, source, _ in
      source.ownScore.map { MeasureValue($0) } ?? .none("not told")
    },
    Measure(name: "parameters", isHigherBetter: true, input: .source, work: { _ in 0 }) { _, source, _ in
      source.parameters.map { MeasureValue(Double($0)) } ?? .none("not told")
    },
  ]
}

/// The entropy of the target's labels: what a divergence comes to for a source that tells nothing.
enum LabelEntropy {
  static func value(_ target: Target, _ weights: MELEP.Weights) -> MeasureValue {
    let entropies = target.entropies
    guard let weights = weights.values(target) else {
      return MeasureValue(nil, perLabel: entropies, note: "no label has a positive")
    }
    return MeasureValue(zip(entropies, weights).reduce(0) { $0 + $1.0 * $1.1 }, perLabel: entropies)
  }
}

extension Workspace {
  fileprivate func overDistribution(_ body: (Matrix, Classes) -> Double) -> MeasureValue {
    guard let distribution else { return .none("no probabilities") }
    let result = overLabels { body(distribution.values, $0) }
    return MeasureValue(result.value, perLabel: result.perLabel, note: result.note ?? distribution.note)
  }
}

extension Workload {
  fileprivate var pairs: Double { 10 * examples * sources * labels }
  fileprivate var evidence: Double { spectrum + 200 * smaller * labels }
  fileprivate var ranks: Double {
    let rows = min(examples, 2000)
    return rows * rows * (features / 2 + labels + 50)
  }
  /// Thirty rounds over components of some twenty dimensions, and the directions.
  fileprivate var mixture: Double { gram + 10 * smaller * smaller * smaller + 30 * examples * 5 * labels * 400 }
  fileprivate var rates: Double {
    gram * (1 + partitions) + smaller * smaller * smaller * (1 + labels) / 6
  }
  fileprivate var moments: Double { 4 * partitions * examples * features }
  fileprivate var discriminants: Double {
    partitions * 2 * (gram + smaller * smaller * smaller / 6)
  }
  fileprivate var counts: Double { examples * labels }
}
