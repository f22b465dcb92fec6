/// A way to find the slow wander under a signal.
public enum Baseline: Sendable, Equatable, Codable {
  /// What a zero-phase Butterworth high-pass of second order takes away; 0.5 Hz is usual.
  case highpass(Double)
  /// A running median over the first span (which drops the QRS), then one over the second (which drops the T), in seconds.
  ///
  /// De Chazal, O'Dwyer and Reilly (2004) use 0.2 and 0.6.
  case medians(Double, Double)

  /// Returns the signal without its wander; missing samples stay missing.
  ///
  /// - Complexity: O(count) for the high-pass, O(count · span) with a small factor for the medians.
  public func removed(from samples: [Float], rate: Double) throws(SignalError) -> [Float] {
    switch self {
    case .highpass(let cutoff):
      return try Filter.butterworth(order: 2, passing: .above(cutoff), rate: rate).zeroPhase(samples)
    case .medians(let first, let second):
      try SignalError.check(rate: rate)
      return MissingSamples.around(samples) { samples in
        let wander = runningMedian(
          runningMedian(samples, width: Self.width(first, rate)), width: Self.width(second, rate))
        return zip(samples, wander).map(-)
      }
    }
  }

  /// Returns the odd number of samples nearest to a span, between 1 and 100 001.
  private static func width(_ span: Double, _ rate: Double) -> Int {
    let half = (span * rate / 2).rounded(.down)
    return 2 * Int(max(0, min(50_000, half.isNaN ? 0 : half))) + 1
  }
}

/// Returns the median of each sample's surroundings, `width` (odd) wide; beyond the ends stand the end samples.
func runningMedian(_ samples: [Float], width: Int) -> [Float] {
  precondition(width >= 1 && width % 2 == 1, "runningMedian(width: \(width)): expected an odd, positive width")
  guard let first = samples.first, let last = samples.last, width > 1 else { return samples }
  let half = width / 2
  func at(_ i: Int) -> Float { i < 0 ? first : i >= samples.count ? last : samples[i] }
  var window = (-half...half).map(at).sorted()
  var result = samples
  result[0] = window[half]
  for i in 1..<max(1, samples.count) {
    replace(at(i - half - 1), by: at(i + half), in: &window)
    result[i] = window[half]
  }
  return result
}

/// Replaces one value of a sorted array by another and keeps it sorted.
private func replace(_ old: Float, by new: Float, in sorted: inout [Float]) {
  var (low, high) = (0, sorted.count - 1)
  while low < high {
    let middle = (low + high) / 2
    if sorted[middle] < old { low = middle + 1 } else { high = middle }
  }
  var i = low
  while i + 1 < sorted.count && sorted[i + 1] < new {
    sorted[i] = sorted[i + 1]
    i += 1
  }
  while i > 0 && sorted[i - 1] > new {
    sorted[i] = sorted[i - 1]
    i -= 1
  }
  sorted[i] = new
}
