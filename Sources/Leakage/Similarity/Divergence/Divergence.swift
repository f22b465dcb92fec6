import Waveforms

/// How different two densities are, in two measures.
public struct Divergence: Sendable, Equatable, Codable {
  /// D(P‖Q) + D(Q‖P), in nats: 0 for equal densities, and without a bound.
  public var symmetrisedKL = 0.0
  /// Jensen and Shannon's divergence, in bits: 0 for equal densities, 1 for such as share nothing.
  public var jensenShannon = 0.0
}

extension Divergence {
  /// The two measures.
  enum Measure: CaseIterable { case symmetrisedKL, jensenShannon }

  subscript(measure: Measure) -> Double {
    switch measure {
    case .symmetrisedKL: symmetrisedKL
    case .jensenShannon: jensenShannon
    }
  }

  /// Compares two densities on one grid.
  init(_ first: GridDensity, _ second: GridDensity) {
    precondition(
      first.shares.count == second.shares.count, "\(first.shares.count) cells beside \(second.shares.count)")
    var (kullback, jensen) = (0.0, 0.0)
    for cell in first.shares.indices {
      let (p, q) = (first.shares[cell], second.shares[cell])
      let (logP, logQ) = (first.logarithms[cell], second.logarithms[cell])
      kullback += (p - q) * (logP - logQ)
      let middle = p == q ? logP : logarithm((p + q) / 2)
      jensen += p * (logP - middle) + q * (logQ - middle)
    }
    symmetrisedKL = kullback
    jensenShannon = max(0, jensen / 2 / 0.6931471805599453)
  }

  /// The mean of several.
  init(meanOf all: [Divergence]) {
    let count = Double(max(1, all.count))
    symmetrisedKL = all.reduce(0) { $0 + $1.symmetrisedKL } / count
    jensenShannon = all.reduce(0) { $0 + $1.jensenShannon } / count
  }
}
