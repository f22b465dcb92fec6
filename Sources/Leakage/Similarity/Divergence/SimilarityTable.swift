import Learning
import Waveforms

/// Between and within patients, averaged over the patients of each diagnosis.
public struct SimilarityTable: Sendable, Equatable, Codable {
  /// One measure of a row.
  public struct Figures: Sendable, Equatable, Codable {
    /// All beats of two patients, mean over pairs.
    public var between: Estimate
    /// Halves of two patients, mean over pairs: as few beats as within one.
    public var betweenHalves: Estimate
    /// The first half of a patient's beats against the second, mean over patients.
    public var within: Estimate
    /// `betweenHalves` / `within`.
    public var ratio: Estimate
  }

  /// One diagnosis, or all.
  public struct Row: Sendable, Equatable, Codable {
    /// The diagnosis, or which pairs are meant.
    public var name: String
    /// Patients.
    public var patients: Int
    /// D(P‖Q) + D(Q‖P), in nats.
    public var symmetrisedKL: Figures
    /// Jensen and Shannon's divergence, in bits.
    public var jensenShannon: Figures
  }

  /// How densities were estimated.
  public var estimate: DensityEstimate
  /// A row a diagnosis that at least two patients have, those of most patients first.
  public var rows: [Row]
  /// All patients of these diagnoses, each compared with those of its own.
  public var sameDiagnosis: Row
  /// All patients, each compared with every other one.
  public var anyDiagnosis: Row

  /// Averages a matrix; intervals are from resampled patients, and there is none for fewer than three.
  init(_ matrix: DivergenceMatrix, diagnoses: [String], _ estimate: DensityEstimate, seed: UInt64) {
    let groups = Dictionary(grouping: diagnoses.indices) { diagnoses[$0] }.filter { $0.value.count > 1 }
    let names = groups.keys.sorted {
      (groups[$1]?.count ?? 0, $0) < (groups[$0]?.count ?? 0, $1)
    }
    let averaging = Averaging(matrix: matrix, seed: seed)
    self.estimate = estimate
    rows = names.map { averaging.row($0, groups[$0] ?? []) { _, _ in true } }
    sameDiagnosis = averaging.row("same diagnosis", names.flatMap { groups[$0] ?? [] }) {
      diagnoses[$0] == diagnoses[$1]
    }
    anyDiagnosis = averaging.row("any two", Array(diagnoses.indices)) { _, _ in true }
  }
}

private struct Averaging {
  let matrix: DivergenceMatrix
  let seed: UInt64
  private static let resamples = 1000

  func row(_ name: String, _ persons: [Int], _ isPair: (Int, Int) -> Bool) -> SimilarityTable.Row {
    let resampled = (0..<Self.resamples).map { draw in
      var random = SplitMix64(seed, 0x51_41, UInt64(draw))
      var weights = [Double](repeating: 0, count: persons.count)
      for _ in persons { weights[random.index(below: persons.count)] += 1 }
      return weights
    }
    func figures(_ measure: Divergence.Measure) -> SimilarityTable.Figures {
      let whole = means([Double](repeating: 1, count: persons.count), persons, measure, isPair)
      let draws = persons.count < 3 ? [] : resampled.map { means($0, persons, measure, isPair) }
      let estimates = whole.indices.map { place in
        let sorted = draws.map { $0[place] }.filter(\.isFinite).sorted()
        return Estimate(
          value: whole[place], low: Bootstrap.quantile(sorted, 0.025), high: Bootstrap.quantile(sorted, 0.975),
          resamples: draws.count, undefined: draws.count - sorted.count)
      }
      return .init(between: estimates[0], betweenHalves: estimates[1], within: estimates[2], ratio: estimates[3])
    }
    return .init(
      name: name, patients: persons.count, symmetrisedKL: figures(.symmetrisedKL),
      jensenShannon: figures(.jensenShannon))
  }

  /// Between, between halves, within and their ratio, each person counting as often as it was drawn; one drawn twice is no
  /// pair with itself.
  private func means(
    _ weights: [Double], _ persons: [Int], _ measure: Divergence.Measure, _ isPair: (Int, Int) -> Bool
  ) -> [Double] {
    var (between, halves, pairs) = (0.0, 0.0, 0.0)
    var (within, count) = (0.0, 0.0)
    for (i, a) in persons.enumerated() where weights[i] > 0 {
      within += weights[i] * matrix.within[a][measure]
      count += weights[i]
      for (j, b) in persons.enumerated().dropFirst(i + 1) where weights[j] > 0 && isPair(a, b) {
        let weight = weights[i] * weights[j]
        between += weight * matrix.between[a][b][measure]
        halves += weight * matrix.betweenHalves[a][b][measure]
        pairs += weight
      }
    }
    let (mean, half, own) = (between / pairs, halves / pairs, within / count)
    return [mean, half, own, half / own]
  }
}
