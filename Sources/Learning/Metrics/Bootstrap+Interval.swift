extension Bootstrap {
  /// Returns the ends of the interval of a figure; NaN without one, or without resampled figures.
  func interval(of value: Double, sorted: [Double], jackknifed: [Double]) -> (low: Double, high: Double) {
    if value.isNaN || sorted.isEmpty { return (.nan, .nan) }
    let tail = (1 - confidence) / 2
    switch method {
    case .percentile: return (Self.quantile(sorted, tail), Self.quantile(sorted, 1 - tail))
    case .bca:
      // How many resampled figures lie below the value; equal ones count half.
      let below = sorted.reduce(0.0) { $0 + ($1 < value ? 1 : $1 == value ? 0.5 : 0) }
      let share = min(max(below, 0.5), Double(sorted.count) - 0.5) / Double(sorted.count)
      let bias = NormalDistribution.quantile(share)
      let acceleration = Self.acceleration(jackknifed)
      func end(_ share: Double) -> Double {
        let shifted = bias + NormalDistribution.quantile(share)
        return Self.quantile(
          sorted, NormalDistribution.probability(below: bias + shifted / (1 - acceleration * shifted)))
      }
      return (end(tail), end(1 - tail))
    }
  }

  /// How fast the spread changes with the figure, from its values without each group.
  private static func acceleration(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let (squares, cubes) = values.reduce((0.0, 0.0)) { sums, value in
      let distance = mean - value
      return (sums.0 + distance * distance, sums.1 + distance * distance * distance)
    }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }

  /// Returns the quantile of sorted values, by a straight line between the nearest two; NaN without values.
  package static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last, !share.isNaN else { return .nan }
    let place = min(max(share, 0), 1) * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }
}
