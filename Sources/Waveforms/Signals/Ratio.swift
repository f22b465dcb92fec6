/// A ratio of two positive whole numbers in lowest terms.
struct Ratio: Equatable, Sendable {
  /// The number above the line.
  let numerator: Int
  /// The number below the line.
  let denominator: Int

  /// Finds the ratio nearest to `value` with both terms at most `limit` (continued fraction with its last intermediate).
  ///
  /// Nil when `value` is not between 1/limit and limit. The error is below 1 / (denominator · limit).
  init?(nearest value: Double, limit: Int) {
    precondition(limit >= 1, "Ratio(nearest: \(value), limit: \(limit)): the limit must be positive")
    guard value.isFinite, value > 0, value <= Double(limit), value * Double(limit) >= 1 else { return nil }
    // (h, k) is the last convergent, (g, j) the one before it.
    var (g, j, h, k) = (0, 1, 1, 0)
    var rest = value
    while true {
      let whole = rest.rounded(.down)
      let roomAbove = h == 0 ? Int.max : (limit - g) / h
      let roomBelow = k == 0 ? Int.max : (limit - j) / k
      let room = min(roomAbove, roomBelow)
      if whole > Double(room) {
        if room > 0 {
          let (p, q) = (room * h + g, room * k + j)
          let closer = k == 0 || abs(Double(p) / Double(q) - value) < abs(Double(h) / Double(k) - value)
          if closer && p > 0 && q > 0 { (h, k) = (p, q) }
        }
        break
      }
      let a = Int(whole)
      (g, h) = (h, a * h + g)
      (j, k) = (k, a * k + j)
      let fraction = rest - whole
      // A remainder this small is the rounding of the division above, not a digit of the value.
      if fraction < 1e-9 * max(1, rest) || abs(Double(h) / Double(k) - value) <= 1e-15 * value { break }
      rest = 1 / fraction
    }
    guard h > 0, k > 0 else { return nil }
    numerator = h
    denominator = k
  }
}
