import Waveforms

/// A way in which a recording comes to stand in a database twice.
package enum MadeCopy: String, CaseIterable, Sendable {
  case scaled = "scaled by 2.5 and lifted"
  case resampled = "resampled to 0.72 of its rate"
  case shifted = "the first fifth cut off"
  case cropped = "half of it, from the middle"
  case monitored = "filtered 0.5–40 Hz, as a monitor does"
  case narrowed = "filtered 1–20 Hz, as a monitor does"
  case wandering = "with wander and mains"
  case slightlyNoisy = "with noise, 20 dB below"
  case noisy = "with noise, 10 dB below"
  case veryNoisy = "with noise, 6 dB below"
  case inverted = "upside down"
  case interrupted = "with a second missing"
  case oneLead = "one lead of it"
  case nameless = "one lead of it, without a name, in microvolts"
  case everything = "one lead, half, resampled, filtered, noise 15 dB below"

  /// Makes the copy; what is drawn follows from the seed.
  package func callAsFunction(_ original: Recording, seed: UInt64) throws(SignalError) -> Recording {
    var copy = original
    copy.name += " copy"
    var random = SplitMix64(seed, 0x434F_5059)
    let count = original.sampleCount
    switch self {
    case .scaled: copy.change { samples in samples.map { 2.5 * $0 + 0.4 } }
    case .resampled: copy = try copy.resampled(to: 0.72 * original.rate)
    case .shifted: copy.cut(count / 5..<count)
    case .cropped: copy.cut(count / 4..<3 * count / 4)
    case .monitored: copy = try Self.filtered(copy, .between(0.5, min(40, 0.4 * original.rate)))
    case .narrowed: copy = try Self.filtered(copy, .between(1, 20))
    case .wandering: copy.disturb(&random)
    case .slightlyNoisy: copy.add(noise: 20, &random)
    case .noisy: copy.add(noise: 10, &random)
    case .veryNoisy: copy.add(noise: 6, &random)
    case .inverted: copy.change { samples in samples.map { -$0 } }
    case .interrupted:
      let from = random.index(below: max(1, count - Int(original.rate)))
      copy.change { samples in
        var samples = samples
        for i in from..<min(samples.count, from + Int(original.rate)) { samples[i] = .nan }
        return samples
      }
    case .oneLead: copy.keepOne(&random)
    case .nameless:
      copy.keepOne(&random)
      copy.change { samples in samples.map { 1000 * $0 } }
      for i in copy.leads.indices { copy.leads[i].name = "signal" }
    case .everything:
      copy.keepOne(&random)
      copy.cut(count / 4..<3 * count / 4)
      copy = try Self.filtered(
        try copy.resampled(to: 0.72 * original.rate), .between(0.5, min(35, 0.28 * original.rate)))
      copy.add(noise: 15, &random)
    }
    return copy
  }

  private static func filtered(_ recording: Recording, _ band: Filter.Band) throws(SignalError) -> Recording {
    let filter = try Filter.butterworth(order: 2, passing: band, rate: recording.rate)
    var result = recording
    result.change { filter.forward($0) }
    return result
  }
}

extension Recording {
  fileprivate mutating func change(_ body: ([Float]) -> [Float]) {
    for i in leads.indices { leads[i].samples = body(leads[i].samples) }
  }

  fileprivate mutating func cut(_ range: Range<Int>) {
    change { Array($0[min(range.lowerBound, $0.count)..<min(range.upperBound, $0.count)]) }
  }

  /// Keeps one lead that holds a signal.
  fileprivate mutating func keepOne(_ random: inout SplitMix64) {
    let rate = rate
    let living = leads.filter { lead in
      let condition = LeadCondition(of: lead.samples, rate: rate)
      return !condition.isMissing && !condition.isFlat
    }
    let from = living.isEmpty ? leads : living
    if !from.isEmpty { leads = [from[random.index(below: from.count)]] }
  }

  /// Adds white noise, so many decibels below the lead's own deviation.
  fileprivate mutating func add(noise decibels: Double, _ random: inout SplitMix64) {
    let share = exponential(-decibels / 20 * logarithm(10))
    for i in leads.indices {
      let size = share * leads[i].samples.deviation
      for k in leads[i].samples.indices { leads[i].samples[k] += Float(random.normal(deviation: max(size, 1e-9))) }
    }
  }

  /// Adds wander of the baseline and mains, each as high as the lead's own deviation.
  fileprivate mutating func disturb(_ random: inout SplitMix64) {
    let (wander, mains) = (2 * Double.pi * 0.25 / rate, 2 * Double.pi * min(50, 0.45 * rate) / rate)
    for i in leads.indices {
      let size = leads[i].samples.deviation
      let phase = random.uniform(0, 6)
      for k in leads[i].samples.indices {
        let extra = sine(wander * Double(k) + phase) + sine(mains * Double(k) + phase)
        leads[i].samples[k] += Float(size * extra)
      }
    }
  }
}

extension [Float] {
  /// The standard deviation of the samples that are there.
  fileprivate var deviation: Double {
    let there = filter(\.isFinite).map(Double.init)
    guard there.count > 1 else { return 0 }
    let mean = there.reduce(0, +) / Double(there.count)
    return (there.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(there.count)).squareRoot()
  }
}
