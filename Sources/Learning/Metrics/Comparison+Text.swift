extension Comparison {
  /// What the difference says, and no more, of a metric whose higher value is the better.
  package func verdict(against name: String, isWeak: Bool) -> String {
    let figures = "\(metric) \(first.text()) against \(second.text()), difference \(difference.text())"
    // Of few examples even a difference without an interval says nothing.
    if isWeak { return "Whether it differs from \(name) is not known of so little: \(figures)." }
    if difference.low > 0 { return "It is better than \(name): \(figures)." }
    if difference.high < 0 { return "It is worse than \(name): \(figures)." }
    return "It cannot be told from \(name): \(figures)."
  }

  /// The probability as a table has it: where no resample lay on the other side of zero, the least that so many can show.
  package var shownP: String? {
    guard let p else { return nil }
    return isLeast ? "≤ \(Self.ceiling(p))" : fixed(p, 3)
  }

  /// The probability as a sentence has it: `p = 0.034`, or `p ≤ 0.002`.
  package var wordsOfP: String? { shownP.map { isLeast ? "p \($0)" : "p = \($0)" } }

  /// Whether more resamples might give less.
  private var isLeast: Bool {
    let defined = difference.resamples - difference.undefined
    return p.map { $0 <= min(1, 2 / Double(defined + 1)) * (1 + 1e-9) } ?? false
  }

  /// Returns a probability with three places or as many as it takes, rounded up.
  private static func ceiling(_ p: Double) -> String {
    var (places, factor) = (3, 1000.0)
    while p * factor < 1, places < 9 { (places, factor) = (places + 1, factor * 10) }
    return fixed((p * factor * (1 - 1e-9)).rounded(.up) / factor, places)
  }
}
