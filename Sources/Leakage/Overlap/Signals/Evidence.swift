/// Whether two signals that lie upon each other are copies: by what is left between them.
///
/// The limits were chosen on recordings of CinC 2017 and copies made of them; what they come to elsewhere stands in
/// `docs/results/leakage.md`.
struct Evidence {
  let correlation: Float
  let residual: Residual
  let leads: Int

  /// How much of the recordings lies upon each other.
  let extent: Extent

  /// How much of two recordings lies upon each other.
  enum Extent: Comparable {
    /// Less than five seconds, though nearly all of one of them.
    case short
    /// A part of both.
    case part
    /// Nearly all of one of them, or twenty seconds.
    case whole
  }

  /// What timing and shape leave: near zero in a copy, however noisy. Where noise hides it, half of what it hides counts.
  private var structure: Float {
    max(0, residual.timing) + max(0, residual.shape) + 0.5 * residual.noise / Float(residual.beats)
  }

  /// Whether more leads could still show a copy.
  var isThinkable: Bool { residual.beats >= 3 && structure <= 0.08 }

  /// Whether one is a copy of the other.
  var isCopy: Bool {
    guard residual.beats >= 3 else { return false }
    // Few beats of one lead fit by chance somewhere in thousands of recordings; many, or many leads, hardly ever do.
    let isMuch = extent > .short && (residual.beats >= 7 || residual.beats >= 4 && leads >= 5)
    guard isMuch else { return correlation >= 0.97 && structure <= 0.01 }
    // A part of one recording may be laid upon a part of another in many ways, one of which fits two regular hearts.
    if extent == .part { return structure <= (residual.beats >= 12 ? 0.025 : 0.01) }
    // A filter changes the shape of every beat a little, and moves none.
    let isFiltered = correlation >= 0.955 && residual.timing <= 0.005 && residual.shape <= 0.06
    return isFiltered || structure <= 0.025
  }
}
