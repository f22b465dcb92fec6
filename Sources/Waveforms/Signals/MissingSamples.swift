/// The module's rule for samples that are missing (not a number, or infinite).
///
/// Before a signal is filtered, resampled or transformed, every gap is bridged: by a straight line between its neighbours, or by the nearest
/// sample where the gap touches an end. Afterwards the samples that stood in a gap are missing again, so nothing is
/// invented and nothing around a gap is lost. Statistics leave missing samples out. A signal with no sample at all stays missing.
enum MissingSamples {
  /// Returns the signal with its gaps bridged, or nil when every sample is missing.
  static func bridged(_ samples: [Float]) -> [Float]? {
    guard let first = samples.firstIndex(where: \.isFinite) else { return samples.isEmpty ? [] : nil }
    var result = samples
    for i in 0..<first { result[i] = samples[first] }
    var last = first
    for i in (first + 1)..<max(samples.count, first + 1) where samples[i].isFinite {
      if i - last > 1 {
        let slope = (samples[i] - samples[last]) / Float(i - last)
        for j in (last + 1)..<i { result[j] = samples[last] + slope * Float(j - last) }
      }
      last = i
    }
    for i in (last + 1)..<max(samples.count, last + 1) { result[i] = samples[last] }
    return result
  }

  /// Returns whether any sample is missing.
  static func any(in samples: [Float]) -> Bool { samples.contains { !$0.isFinite } }

  /// Runs a transformation that keeps the number of samples on the bridged signal, and marks the gaps again.
  static func around(_ samples: [Float], _ transform: ([Float]) -> [Float]) -> [Float] {
    guard any(in: samples) else { return transform(samples) }
    guard let whole = bridged(samples) else { return missing(samples.count) }
    var result = transform(whole)
    for i in samples.indices where !samples[i].isFinite { result[i] = .nan }
    return result
  }

  /// Returns a signal of missing samples.
  static func missing(_ count: Int) -> [Float] { Array(repeating: .nan, count: count) }
}
