import Waveforms

/// What a recipe makes of one example: windows of numbers, (window, time, lead).
public struct Windows: Sendable, Equatable {
  /// The number of windows.
  public let count: Int
  /// Samples a window.
  public let times: Int
  /// The leads' names.
  public let leads: [String]
  /// Samples a second.
  public let rate: Double
  /// The numbers; all leads of one time stand together.
  public let values: [Float]
  /// Which leads there are in each window, (window, lead): 1, or 0 for one without a single sample before it was filled.
  public let presence: [Float]

  /// The number of samples that are missing, as `nan`.
  public var missing: Int { values.count { $0.isNaN } }

  /// Whether any sample is missing.
  package var hasMissing: Bool {
    // One addition a sample: whatever is not a number stays none, and infinities become none beside their like.
    let sum = values.withUnsafeBufferPointer { buffer in
      var sums: (Float, Float, Float, Float) = (0, 0, 0, 0)
      var i = 0
      while i + 4 <= buffer.count {
        sums.0 += buffer[i] * 0
        sums.1 += buffer[i + 1] * 0
        sums.2 += buffer[i + 2] * 0
        sums.3 += buffer[i + 3] * 0
        i += 4
      }
      while i < buffer.count {
        sums.0 += buffer[i] * 0
        i += 1
      }
      return sums.0 + sums.1 + sums.2 + sums.3
    }
    return sum.isNaN
  }

  /// Creates windows of numbers that are already there.
  package init(count: Int, times: Int, leads: [String], rate: Double, values: [Float], presence: [Float]) {
    precondition(
      values.count == count * times * leads.count,
      "\(values.count) numbers for \(count) windows of \(times) × \(leads.count)")
    (self.count, self.times, self.leads, self.rate, self.values) = (count, times, leads, rate, values)
    self.presence = presence
  }

  init(_ works: [Work]) throws(RecipeError) {
    let recordings = works.map(\.recording)
    guard let first = recordings.first, !first.leads.isEmpty else {
      throw .step(record: recordings.first?.name ?? "", step: "end", message: "no lead is left")
    }
    let times = first.sampleCount
    leads = first.leads.map(\.name)
    rate = first.rate
    count = recordings.count
    self.times = times
    let width = first.leads.count
    presence = works.flatMap { work in (0..<width).map { work.absent.contains($0) ? 0 : 1 } }
    for recording in recordings {
      guard recording.leads.count == width, recording.leads.allSatisfy({ $0.samples.count == times }) else {
        throw .step(record: first.name, step: "end", message: "the leads or windows are not of one length")
      }
    }
    values = [Float](unsafeUninitializedCapacity: recordings.count * times * width) { buffer, initialized in
      for (window, recording) in recordings.enumerated() {
        for (lead, signal) in recording.leads.enumerated() {
          signal.samples.withUnsafeBufferPointer { samples in
            for time in 0..<times { buffer[(window * times + time) * width + lead] = samples[time] }
          }
        }
      }
      initialized = buffer.count
    }
  }
}
