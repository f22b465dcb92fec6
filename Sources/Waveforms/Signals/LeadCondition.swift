/// How much of a lead is there, and whether it holds anything.
public struct LeadCondition: Sendable, Equatable {
  /// The share of samples that are missing, from 0 to 1.
  public let missing: Double
  /// The share of samples within runs that stay still, from 0 to 1.
  public let still: Double
  /// The largest sample less the smallest, in millivolts.
  public let range: Float
  /// How many samples there are in all.
  public let count: Int

  /// The longest time, in seconds, that a living lead may stay still.
  public static let longestStill = 0.3
  /// The change in millivolts below which a sample counts as unchanged: a third of a usual converter's step.
  public static let unchanged: Float = 0.001

  /// Looks at a lead's samples.
  public init(of samples: [Float], rate: Double) {
    let longest = max(2, Self.longestStill * max(0, rate.isFinite ? rate : 0))
    var (absent, motionless, low, high) = (0, 0, Float.infinity, -Float.infinity)
    var run = 0
    var level = Float.nan
    func close(_ run: Int) -> Int { Double(run) >= longest ? run : 0 }
    for x in samples {
      guard x.isFinite else {
        absent += 1
        continue
      }
      low = min(low, x)
      high = max(high, x)
      // A run is measured from its first sample, so that a slow drift does not pass for a still line.
      if abs(x - level) < Self.unchanged {
        run += 1
      } else {
        motionless += close(run)
        run = 1
        level = x
      }
    }
    motionless += close(run)
    count = samples.count
    missing = samples.isEmpty ? 1 : Double(absent) / Double(samples.count)
    still = samples.isEmpty ? 0 : Double(motionless) / Double(samples.count)
    range = low <= high ? high - low : 0
  }

  /// Whether no sample is there at all.
  public var isMissing: Bool { missing == 1 }
  /// Whether samples are there, but hold no signal: (nearly) all still, or less than 20 µV between extremes.
  public var isFlat: Bool { !isMissing && (range < 0.02 || still >= 0.95 * (1 - missing)) }
}
