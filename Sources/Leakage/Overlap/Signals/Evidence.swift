/// Whether two signals that lie upon each other are copies: by what is left between them.
///
/// The limits were chosen on recordings of CinC 2017 and copies made of them; what they come to elsewhere stands in
/// `docs/results/leakage.md`.
struct Evidence {
  let correlation: Float
  let residual: Residual
  let leads: Int

  /// What timing and shape leave: near zero in a copy, however noisy.
  private var structure: Float { max(0, residual.timing) + max(0, residual.shape) }

  /// Whether one is a copy of the other.
  var isCopy: Bool {
    // Few beats of one lead fit by chance somewhere in thousands of recordings; many, or many leads, hardly ever do.
    let isMuch = residual.beats >= 7 || residual.beats >= 4 && leads >= 6
    guard residual.beats >= 3 else { return false }
    guard isMuch else { return correlation >= 0.97 && structure <= 0.01 }
    // A filter changes the shape of every beat a little, and moves none.
    let isFiltered = correlation >= 0.96 && residual.timing <= 0.006 && residual.shape <= 0.045
    return isFiltered || structure <= 0.02
  }
}
