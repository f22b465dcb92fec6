/// How well detected beats meet reference beats: each reference is met by at most one detection, and the other way round.
public struct BeatComparison: Sendable, Equatable {
  /// Reference beats with a detection.
  public var found: Int
  /// Reference beats without a detection.
  public var missed: Int
  /// Detections without a reference beat.
  public var extra: Int

  /// Creates a comparison from its counts.
  public init(found: Int = 0, missed: Int = 0, extra: Int = 0) {
    (self.found, self.missed, self.extra) = (found, missed, extra)
  }

  /// Matches detections to reference beats, both as rising sample numbers; EC57 allows 150 ms between the two.
  ///
  /// - Complexity: O(reference + detections).
  public init(reference: [Int], detections: [Int], rate: Double, tolerance: Double = 0.15) {
    self.init()
    let window = tolerance * rate
    var (i, j) = (0, 0)
    while i < reference.count && j < detections.count {
      let distance = abs(detections[j] - reference[i])
      if Double(distance) > window {
        if detections[j] < reference[i] {
          extra += 1
          j += 1
        } else {
          missed += 1
          i += 1
        }
        continue
      }
      // The next of either side may be the better partner; the one that stands alone then counts against it.
      if j + 1 < detections.count, abs(detections[j + 1] - reference[i]) < distance,
        i + 1 >= reference.count || abs(detections[j + 1] - reference[i + 1]) > abs(detections[j + 1] - reference[i])
      {
        extra += 1
        j += 1
      } else if i + 1 < reference.count, abs(reference[i + 1] - detections[j]) < distance,
        j + 1 >= detections.count || abs(reference[i + 1] - detections[j + 1]) > abs(reference[i + 1] - detections[j])
      {
        missed += 1
        i += 1
      } else {
        found += 1
        i += 1
        j += 1
      }
    }
    missed += reference.count - i
    extra += detections.count - j
  }

  /// The share of reference beats that were found; nil when there is none.
  public var sensitivity: Double? { found + missed == 0 ? nil : Double(found) / Double(found + missed) }
  /// The share of detections that are beats (positive predictivity); nil when there is none.
  public var predictivity: Double? { found + extra == 0 ? nil : Double(found) / Double(found + extra) }

  /// Adds up two comparisons, for gross figures over several records.
  public static func + (a: BeatComparison, b: BeatComparison) -> BeatComparison {
    BeatComparison(found: a.found + b.found, missed: a.missed + b.missed, extra: a.extra + b.extra)
  }
}
