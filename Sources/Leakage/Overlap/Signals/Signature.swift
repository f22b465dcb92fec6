import Cohorts
import Waveforms

/// What is kept of a recording to know its copies by: each lead at a low rate in eight bits, and its landmarks.
///
/// Only the band from 3 to 12 Hz is kept. The wave of the ventricles stands there, baseline, mains and most of what a
/// filter or another rate changes do not; so a copy that was scaled, filtered or resampled looks the same here.
package final class Signature: Sendable {
  /// Samples a second of a signature.
  static let rate = 50.0
  /// The band that is kept, in Hz.
  static let band = (low: 3.0, high: 12.0)
  /// The slowest recording that holds the band.
  static let slowest = 30.0
  /// The shortest recording that has landmarks, in seconds: one beat with room on both sides.
  package static let shortest = 2 * Landmark.reach + 0.3

  /// One lead's place within the samples.
  struct Lead: Sendable {
    /// Which lead it is; `LeadCode.other` where the name says nothing.
    let code: UInt8
    /// Where its samples begin.
    let start: Int
  }

  /// The leads that hold a signal.
  let leads: [Lead]
  /// Samples a lead.
  let count: Int
  /// All leads' samples, one lead after the other; zero where one is missing.
  let samples: [Int8]
  /// What the leads are looked up by.
  let landmarks: [Landmark]
  /// The fingerprint of the recording's own samples.
  let fingerprint: String

  /// The length in seconds.
  var seconds: Double { Double(count) / Self.rate }

  /// Why the recording cannot be known by its signal, or nothing.
  package let problem: String?

  /// Whether a lead holds anything but one value.
  let holdsSignal: Bool

  /// Takes what tells the same samples alone.
  init(samplesOf recording: Recording) {
    fingerprint = recording.signalFingerprint
    holdsSignal = recording.leads.contains { lead in
      let first = lead.samples.first { $0.isFinite }
      return lead.samples.contains { $0.isFinite && $0 != first }
    }
    (leads, count, samples, landmarks) = ([], 0, [], [])
    problem = holdsSignal ? nil : "no lead holds a signal"
  }

  /// Takes the signature of a recording.
  package init(of recording: Recording) {
    fingerprint = recording.signalFingerprint
    var (leads, samples, landmarks): ([Lead], [Int8], [Landmark]) = ([], [], [])
    var count = 0
    guard recording.rate.isFinite, recording.rate >= Self.slowest,
      let resampler = try? Resampler(from: recording.rate, to: Self.rate),
      let filter = try? Filter.butterworth(
        order: 2, passing: .between(Self.band.low, Self.band.high), rate: Self.rate)
    else {
      (self.leads, self.count, self.samples, self.landmarks, holdsSignal) = ([], 0, [], [], false)
      problem = "\(recording.rate) samples a second are too few"
      return
    }
    count = resampler.count(for: recording.sampleCount)
    for lead in recording.leads {
      guard let trace = Trace(filter.zeroPhase(resampler(lead.samples))) else { continue }
      let number = leads.count
      guard number < Int(UInt8.max) else { break }
      leads.append(Lead(code: LeadCode.of(lead.name), start: samples.count))
      samples += trace.quantised(count: count)
      landmarks += trace.landmarks(lead: UInt8(number))
    }
    (self.leads, self.count, self.samples, self.landmarks) = (leads, count, samples, landmarks)
    holdsSignal = !leads.isEmpty
    if Double(count) / Self.rate < Self.shortest {
      problem = "it is shorter than \((Self.shortest * 100).rounded() / 100) seconds"
    } else if leads.isEmpty {
      problem = "no lead holds a signal"
    } else {
      problem = landmarks.isEmpty ? "no beat stands out" : nil
    }
  }
}

/// The leads that are known by name, as numbers.
enum LeadCode {
  /// A lead whose name says nothing of where it was taken.
  static let other: UInt8 = 255
  /// The names, in the order of their numbers.
  static let names = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]

  /// Returns the number of a lead.
  static func of(_ name: String) -> UInt8 {
    names.firstIndex(of: LeadName.canonical(name)).map { UInt8($0) } ?? other
  }
}
