/// Examples by falling score, sorted once and weighed as often as one likes.
struct Ranking: Sendable {
  /// An example, whether it is positive, and whether a lower score follows.
  struct Entry {
    let bits: UInt32
    @inline(__always) var example: Int { Int(bits >> 2) }
    @inline(__always) var isPositive: Bool { bits & 2 != 0 }
    @inline(__always) var endsTie: Bool { bits & 1 != 0 }
  }

  /// The entries, the highest score first.
  let entries: [Entry]
  /// The places of the entries' scores among those that were ranked.
  let places: [Int32]

  /// Ranks scores; `example` says whose each is, `isPositive` whether it is of a positive.
  init(_ scores: [Float], example: (Int) -> Int, isPositive: (Int) -> Bool) {
    var keys = scores.enumerated().map { place, score in
      // The bits of a float in ascending order; -0 counts as 0.
      let bits = (score + 0).bitPattern
      let ascending = bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
      return UInt64(~ascending) << 32 | UInt64(place)
    }
    keys.sort()
    places = keys.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
    var entries: [Entry] = []
    entries.reserveCapacity(keys.count)
    for (rank, key) in keys.enumerated() {
      let place = Int(key & 0xFFFF_FFFF)
      let isLast = rank + 1 == keys.count || keys[rank + 1] >> 32 != key >> 32
      entries.append(
        Entry(bits: UInt32(example(place)) << 2 | (isPositive(place) ? 2 : 0) | (isLast ? 1 : 0)))
    }
    self.entries = entries
  }

  /// The areas under the two curves.
  struct Areas: Equatable {
    /// Under the ROC curve, ties by straight lines; NaN without positives or without negatives.
    var roc: Double
    /// Under the precision-recall curve by steps (average precision); NaN without positives.
    var precisionRecall: Double
  }

  /// Returns the areas where each example counts as often as its weight says.
  func areas(weights: [Int32]) -> Areas {
    entries.withUnsafeBufferPointer { entries in
      weights.withUnsafeBufferPointer { weights in
        var (positives, negatives, tiedPositives, tiedNegatives) = (0, 0, 0, 0)
        var twiceArea = 0
        var steps = 0.0
        for entry in entries {
          let weight = Int(weights[entry.example])
          if entry.isPositive { tiedPositives += weight } else { tiedNegatives += weight }
          guard entry.endsTie else { continue }
          // Each negative lies below the positives so far, and ties count half.
          twiceArea += tiedNegatives * (2 * positives + tiedPositives)
          positives += tiedPositives
          negatives += tiedNegatives
          if tiedPositives > 0 {
            steps += Double(tiedPositives) * Double(positives) / Double(positives + negatives)
          }
          (tiedPositives, tiedNegatives) = (0, 0)
        }
        return Areas(
          roc: Double(twiceArea) / (2 * Double(positives) * Double(negatives)),
          precisionRecall: steps / Double(positives))
      }
    }
  }
}
