import Waveforms

/// Draws groups with replacement, all examples of a group together.
struct GroupDraws: Sendable {
  /// The place of each example's group among the distinct ones, which stand in the order of their bytes.
  let owners: [Int32]
  /// The number of distinct groups.
  let groups: Int
  /// The examples of each label that there must be at least one of.
  private let needed: [[Int]]

  /// How often a resample that lacks a label is drawn anew before it is given up.
  private static let attempts = 1000

  /// Creates draws; with `everyLabel`, a resample without a positive of a label is drawn anew.
  init(_ predictions: Predictions, everyLabel: Bool) {
    let names = Set(predictions.groups).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    owners = predictions.groups.map { places[$0] ?? 0 }
    groups = names.count
    let labels = predictions.labels.count
    needed =
      everyLabel
      ? (0..<labels).map { label in
        (0..<predictions.count).filter { predictions.targets[$0 * labels + label] == 1 }
      }.filter { !$0.isEmpty } : []
  }

  /// Returns how often each example counts in a resample; nil where every attempt lacked a label.
  func weights(_ random: inout SplitMix64) -> [Int32]? {
    for _ in 0..<Self.attempts {
      var counts = [Int32](repeating: 0, count: groups)
      counts.withUnsafeMutableBufferPointer { counts in
        for _ in 0..<groups { counts[random.index(below: groups)] += 1 }
      }
      let weights = [Int32](unsafeUninitializedCapacity: owners.count) { weights, count in
        counts.withUnsafeBufferPointer { counts in
          owners.withUnsafeBufferPointer { owners in
            for (example, owner) in owners.enumerated() {
              weights.initializeElement(at: example, to: counts[Int(owner)])
            }
          }
        }
        count = owners.count
      }
      if needed.allSatisfy({ $0.contains { weights[$0] > 0 } }) { return weights }
    }
    return nil
  }

  /// Returns weights that leave one group out.
  func weights(without group: Int) -> [Int32] { owners.map { Int($0) == group ? 0 : 1 } }
}
