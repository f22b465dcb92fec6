import Interchange

extension RateFinder.Curve {
  /// The curve as a table of two columns.
  public var csv: String {
    zip(rates, losses).reduce("rate,loss\n") { $0 + "\($1.0),\($1.1)\n" }
  }

  /// The curve as one line of JSON.
  public func json() throws -> String {
    String(decoding: try JSONFile.bytes(of: self, file: "curve", pretty: false), as: UTF8.self)
  }

  /// What the curve suggests, for people.
  public var text: String {
    let ends = "\(rates.count) rates from \(Self.short(rates.first)) to \(Self.short(rates.last)) were tried."
    guard let steepest, let minimumTenth else { return ends + "\nThe loss ran away too soon to suggest a rate." }
    return """
      \(ends)
      \(Self.short(steepest))   the loss falls fastest
      \(Self.short(minimumTenth))   a tenth of the rate at which it is least
      Begin no higher than --rate \(Self.short(min(steepest, minimumTenth))): a sweep of few batches tells the order of \
      magnitude at best.
      """
  }

  /// A rate with two digits that count, such as `3.2e-4`.
  private static func short(_ rate: Double?) -> String {
    guard let rate, rate > 0 else { return "none" }
    var (value, power) = (rate, 0)
    while value >= 9.95 { (value, power) = (value / 10, power + 1) }
    while value < 0.995 { (value, power) = (value * 10, power - 1) }
    return "\(fixed(value, 1))e\(power)"
  }
}
