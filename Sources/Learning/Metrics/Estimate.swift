/// A figure with the interval in which it would likely lie for other patients like these.
public struct Estimate: Sendable, Equatable {
  /// The figure on all examples.
  public let value: Double
  /// The lower end of the interval.
  public let low: Double
  /// The upper end of the interval.
  public let high: Double
  /// How many resamples the interval is from.
  public let resamples: Int
  /// In how many of them the figure was undefined; these are left out.
  public let undefined: Int

  /// Creates an estimate; without an interval both ends are NaN.
  public init(value: Double, low: Double = .nan, high: Double = .nan, resamples: Int = 0, undefined: Int = 0) {
    self.value = value
    self.low = low
    self.high = high
    self.resamples = resamples
    self.undefined = undefined
  }

  /// The interval; nothing where there is none, or no spread.
  package var interval: ClosedRange<Double>? { low < high ? low...high : nil }

  /// Whether every resample says the same, as where no error was seen: that is no certainty, and no interval.
  package var hasNoSpread: Bool { low == high }

  /// Returns the figure and its interval with a number of places, such as `0.925 (0.901–0.944)`, or `1.000 (–)` where
  /// every resample says the same.
  public func text(places: Int = 3) -> String {
    let interval = intervalText(places: places)
    return fixed(value, places) + (interval.isEmpty ? "" : " (\(interval))")
  }

  /// Returns the interval alone, a dash for none to speak of; nothing where there is none.
  package func intervalText(places: Int = 3) -> String {
    if low.isNaN || high.isNaN { return "" }
    if hasNoSpread { return "–" }
    // A dash before a minus could not be read.
    return fixed(low, places) + (low < 0 ? " to " : "–") + fixed(high, places)
  }
}

// JSON knows no NaN: what is undefined is null.
extension Estimate: Codable {
  private enum Key: String, CodingKey { case value, low, high, resamples, undefined }

  /// Reads an estimate; null stands for what is undefined.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    func number(_ key: Key) throws -> Double { try fields.decode(Double?.self, forKey: key) ?? .nan }
    self.init(
      value: try number(.value), low: try number(.low), high: try number(.high),
      resamples: try fields.decode(Int.self, forKey: .resamples),
      undefined: try fields.decode(Int.self, forKey: .undefined))
  }

  /// Writes an estimate; null stands for what is undefined.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    for (key, number) in [(Key.value, value), (.low, low), (.high, high)] {
      try fields.encode(number.isFinite ? number : nil, forKey: key)
    }
    try fields.encode(resamples, forKey: .resamples)
    try fields.encode(undefined, forKey: .undefined)
  }
}
