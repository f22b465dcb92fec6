import Waveforms

/// Patients parted into groups at random, so that nobody stands on two sides.
public struct PatientSplit: Sendable, Equatable {
  /// The patients of each group.
  public let groups: [[Int]]

  /// Parts the patients of a set by shares that add up to at most 1, class by class as evenly as the counts allow.
  ///
  /// A patient's class is that of the patient's first example. What the shares leave over belongs to no group.
  public init(of set: ExampleSet, shares: [Double], seed: UInt64) {
    precondition(
      shares.allSatisfy { $0 >= 0 } && shares.reduce(0, +) <= 1 + 1e-9,
      "shares \(shares), expected 0 or more, at most 1 together")
    var classes: [Int: [Int]] = [:]
    var seen: Set<Int> = []
    for (patient, label) in zip(set.patients, set.labels) where seen.insert(patient).inserted {
      classes[label, default: []].append(patient)
    }
    var groups = [[Int]](repeating: [], count: shares.count)
    for (label, patients) in classes.sorted(by: { $0.key < $1.key }) {
      var random = SplitMix64(seed, 0x5711, UInt64(label))
      let shuffled = patients.sorted().shuffled(by: &random)
      var (start, reached) = (0, 0.0)
      for (group, share) in shares.enumerated() {
        reached += share
        let end = min(shuffled.count, Int((reached * Double(shuffled.count)).rounded()))
        groups[group] += shuffled[start..<max(start, end)]
        start = max(start, end)
      }
    }
    self.groups = groups.map { $0.sorted() }
  }
}

extension Array {
  /// Returns the elements in an order that follows from the generator alone (Fisher and Yates).
  func shuffled(by random: inout SplitMix64) -> [Element] {
    var result = self
    for i in result.indices.reversed() where i > 0 { result.swapAt(i, random.index(below: i + 1)) }
    return result
  }
}
