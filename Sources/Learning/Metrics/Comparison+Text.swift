extension Comparison {
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
