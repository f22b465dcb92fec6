/// An axis as it is asked for.
public struct Axis: Sendable {
  /// What it is of, and in which unit.
  public var title: String
  /// Whether equal steps multiply.
  public var isLogarithmic: Bool
  /// What it spans; what the values span when not given.
  public var range: ClosedRange<Double>?
  /// Whether there is nothing between whole numbers: epochs, counts.
  public var isWhole: Bool
  /// Whether zero belongs to it, given or not.
  public var includesZero: Bool

  /// Creates an axis; one without a range spans what is drawn, and a little more.
  public init(
    _ title: String = "", isLogarithmic: Bool = false, range: ClosedRange<Double>? = nil, includesZero: Bool = false,
    isWhole: Bool = false
  ) {
    self.title = title
    self.isLogarithmic = isLogarithmic
    self.range = range
    self.includesZero = includesZero
    self.isWhole = isWhole
  }

  /// From 0 to 1: shares, probabilities, most metrics.
  public static func share(_ title: String) -> Axis { Axis(title, range: 0...1) }

  /// Returns what the axis spans for these values: a little more than they do.
  func span(of values: [Double], about count: Int) -> ClosedRange<Double> {
    if let range, range.lowerBound < range.upperBound, range.lowerBound.isFinite, range.upperBound.isFinite,
      !isLogarithmic || range.lowerBound > 0
    {
      return range
    }
    let limit = 1e300
    let known = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }.map { min(limit, max(-limit, $0)) }
    guard var low = known.min(), var high = known.max() else { return isLogarithmic ? 1...10 : 0...1 }
    if isLogarithmic {
      if high / low < 1.001 { (low, high) = (low / 2, high * 2) }
      let room = min(1.1, high / low)
      return max(low / room, .leastNonzeroMagnitude)...high * room
    }
    if includesZero { (low, high) = (min(0, low), max(0, high)) }
    if low == high {
      let room = low == 0 ? 1 : abs(low) / 2
      (low, high) = (low - room, high + room)
    }
    // Up and down to the next mark, so that the line does not run along the edge.
    let step = Ticks.niceStep((high / 2 - low / 2) * 2 / Double(count))
    guard step > 0, abs(low / step) < 1e9, abs(high / step) < 1e9 else { return low...max(high, low.nextUp) }
    return (low / step + 1e-9).rounded(.down) * step...(high / step - 1e-9).rounded(.up) * step
  }
}

/// An axis as it is drawn: from values to places.
struct Scale {
  let low: Double
  let high: Double
  let isLogarithmic: Bool
  let start: Double
  let end: Double

  /// Returns the place of a value, or nil where it has none.
  func place(_ value: Double) -> Double? {
    guard value.isFinite, !isLogarithmic || value > 0 else { return nil }
    let share =
      isLogarithmic
      ? (Logarithm.ten(value) - Logarithm.ten(low)) / (Logarithm.ten(high) - Logarithm.ten(low))
      : (value / 2 - low / 2) / (high / 2 - low / 2)
    // Far outside is as good as outside.
    return start + (end - start) * min(50, max(-50, share))
  }
}
