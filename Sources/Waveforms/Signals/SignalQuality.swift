/// How far a lead can be trusted to show a heart, from 0 (nothing) to 1 (clean).
///
/// Four signs, each from 0 to 1: beats that resemble one another (Orphanidou and others, 2015), samples that are there and
/// move, power where QRS complexes have it (Li, Mark and Clifford, 2008), and a quiet baseline. The first two weigh in full,
/// muscle noise at most one half and a wandering baseline at most three tenths, for both can be filtered away.
public struct SignalQuality: Sendable, Equatable {
  /// The share of the power from 5 to 40 Hz that lies below 15 Hz, taken from 0.25 (nothing) to 0.6 (clean).
  public let spectrum: Double
  /// The share of the power below 40 Hz that lies above 1 Hz, taken from 0.3 to 0.9.
  public let baseline: Double
  /// The mean correlation of the beats with their average.
  public let likeness: Double
  /// The share of samples that are neither missing nor still.
  public let presence: Double

  /// The four signs in one number.
  public var index: Double { likeness * presence * (0.5 + 0.5 * spectrum) * (0.7 + 0.3 * baseline) }

  /// Judges a lead.
  ///
  /// - Complexity: O(count · log(rate)).
  public init(of samples: [Float], rate: Double) throws(SignalError) {
    try SignalError.check(rate: rate)
    let condition = LeadCondition(of: samples, rate: rate)
    guard !condition.isMissing, !condition.isFlat else {
      (spectrum, baseline, likeness, presence) = (0, 0, 0, 0)
      return
    }
    presence = max(0, 1 - condition.missing - condition.still)
    let power = PowerSpectrum(of: samples, rate: rate)
    func share(_ part: Double, of whole: Double, from low: Double, to high: Double) -> Double {
      whole > 0 ? max(0, min(1, (part / whole - low) / (high - low))) : 0
    }
    spectrum = share(power.power(from: 5, to: 15), of: power.power(from: 5, to: 40), from: 0.25, to: 0.6)
    baseline = share(power.power(from: 1, to: 40), of: power.power(from: 0, to: 40), from: 0.3, to: 0.9)
    let beats = try BeatDetector()(samples, rate: rate)
    likeness = Self.likeness(of: beats, in: MissingSamples.bridged(samples) ?? samples, half: Int(0.12 * rate))
  }

  /// Returns the mean correlation of beats with their average, each without its mean; 0 for fewer than three beats.
  static func likeness(of beats: [Int], in samples: [Float], half: Int) -> Double {
    let parts = beats.filter { $0 >= half && $0 + half < samples.count }.map { beat -> [Float] in
      let part = samples[(beat - half)...(beat + half)]
      let mean = part.reduce(0, +) / Float(part.count)
      return part.map { $0 - mean }
    }
    guard parts.count >= 3 else { return 0 }
    let average = parts[0].indices.map { i in parts.reduce(Float(0)) { $0 + $1[i] } }
    func product(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
    let size = product(average, average).squareRoot()
    let correlations = parts.map { part -> Double in
      let scale = size * product(part, part).squareRoot()
      return scale > 0 ? product(part, average) / scale : 0
    }
    return max(0, correlations.reduce(0, +) / Double(correlations.count))
  }
}
