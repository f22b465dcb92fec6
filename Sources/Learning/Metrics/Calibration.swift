/// How often things happen that are said to happen with some probability.
public struct Calibration: Sendable, Hashable, Codable {
  /// The probabilities above `low` up to and with `high`.
  public struct Bin: Sendable, Hashable, Codable {
    /// The lower end, which belongs to the bin only where it is 0.
    public let low: Double
    /// The upper end, which belongs to the bin.
    public let high: Double
    /// How many probabilities are here.
    public internal(set) var count = 0
    /// How many of them came true.
    public internal(set) var hits = 0
    /// Their sum.
    public internal(set) var sum = 0.0

    /// Their mean; NaN for an empty bin.
    public var probability: Double { sum / Double(count) }
    /// The share that came true; NaN for an empty bin.
    public var share: Double { Double(hits) / Double(count) }
  }

  /// As many bins as are used when nobody says.
  public static let usualBins = 10

  /// The bins, all of one width, from 0 to 1.
  public private(set) var bins: [Bin]

  init(bins: Int) {
    precondition(bins > 0, "a calibration of \(bins) bins, expected at least 1")
    self.bins = (0..<bins).map { Bin(low: Double($0) / Double(bins), high: Double($0 + 1) / Double(bins)) }
  }

  mutating func add(_ probability: Float, hit: Bool, weight: Int) {
    let place = (Double(probability) * Double(bins.count)).rounded(.up) - 1
    let bin = place.isNaN ? 0 : Int(min(max(place, 0), Double(bins.count - 1)))
    bins[bin].count += weight
    bins[bin].hits += hit ? weight : 0
    bins[bin].sum += Double(weight) * Double(probability)
  }

  /// The expected calibration error: the mean distance between what was said and what came true; NaN without examples.
  public var error: Double {
    let all = bins.reduce(0) { $0 + $1.count }
    return bins.reduce(0) { $0 + abs($1.sum - Double($1.hits)) } / Double(all)
  }
}
