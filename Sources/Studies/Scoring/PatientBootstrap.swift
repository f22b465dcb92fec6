import Waveforms

/// A figure with the interval in which 95 % of its resampled values lie.
public struct Estimate: Sendable, Equatable, Codable {
  /// The figure on all patients.
  public let value: Double
  /// The 2.5th percentile.
  public let low: Double
  /// The 97.5th percentile.
  public let high: Double
}

/// Resamples patients with replacement, all recordings of a patient together, to tell how sure a score is.
///
/// Two models judged by the same bootstrap are judged on the same draws, so differences are paired.
public struct PatientBootstrap: Sendable {
  private let truth: [Int]
  private let classes: Int
  /// The place of each example's patient among the distinct ones.
  private let owners: [Int]
  private let people: Int
  private let draws: Int
  private let seed: UInt64

  /// Creates a bootstrap over the patients of a set.
  public init(_ set: ExampleSet, classes: Int, draws: Int = 2000, seed: UInt64) {
    precondition(
      set.count > 0 && draws > 0, "a bootstrap of \(set.count) examples and \(draws) draws, expected more than 0")
    truth = set.labels
    self.classes = classes
    self.draws = draws
    self.seed = seed
    let distinct = set.distinctPatients
    people = distinct.count
    let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    owners = set.patients.compactMap { places[$0] }
  }

  /// Returns the macro F1 of predictions.
  public func macroF1(_ predicted: [Int]) -> Estimate {
    let confusion = Confusion(truth: truth, predicted: predicted, classes: classes)
    return estimate(confusion.macroF1, resampled(predicted))
  }

  /// Returns the macro F1 of some predictions minus that of others, drawn in pairs.
  public func difference(_ predicted: [Int], minus other: [Int]) -> Estimate {
    let value =
      Confusion(truth: truth, predicted: predicted, classes: classes).macroF1
      - Confusion(truth: truth, predicted: other, classes: classes).macroF1
    return estimate(value, zip(resampled(predicted), resampled(other)).map { $0 - $1 })
  }

  /// Macro F1 of each draw.
  func resampled(_ predicted: [Int]) -> [Double] {
    let cells = classes * classes
    var tables = [Double](repeating: 0, count: people * cells)
    for (i, owner) in owners.enumerated() { tables[owner * cells + truth[i] * classes + predicted[i]] += 1 }
    return (0..<draws).map { draw in
      var random = SplitMix64(seed, 0xB007, UInt64(draw))
      var sum = [Double](repeating: 0, count: cells)
      for _ in 0..<people {
        let start = random.index(below: people) * cells
        for cell in 0..<cells { sum[cell] += tables[start + cell] }
      }
      return Confusion.mean(Confusion.f1(sum, classes: classes))
    }
  }

  private func estimate(_ value: Double, _ draws: [Double]) -> Estimate {
    let sorted = draws.filter(\.isFinite).sorted()
    return Estimate(
      value: value, low: Self.quantile(sorted, 0.025), high: Self.quantile(sorted, 0.975))
  }

  /// The quantile of sorted values, by a straight line between the nearest two.
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
