import Cohorts
import Waveforms

/// What in a recording an answer rests on: what is said of a label when one stretch of one lead is drawn straight.
///
/// A stretch gives way to the straight line between its ends, and all else is done again, recipe, windows and network: so
/// it means the same for every network. What several stretches say alike is not seen: each alone may be missed without loss.
public struct Saliency: Sendable {
  /// One lead, stretch after stretch.
  public struct Lead: Sendable {
    /// The lead's name.
    public let name: String
    /// The label's probability without each stretch; NaN where nothing could be answered then, or nothing was asked.
    public let probabilities: [Float]
  }

  /// The label's code.
  public internal(set) var label: String
  /// The label's probability with everything in place.
  public let probability: Float
  /// Samples a second.
  public let rate: Double
  /// The samples that were looked at.
  public let samples: Range<Int>
  /// Samples a stretch; the last may be shorter.
  public let step: Int
  /// The leads that the network takes.
  public let leads: [Lead]

  /// Returns by how much each stretch of a lead speaks for the label: how far its log odds fall without it.
  public func falls(_ lead: Lead) -> [Double] {
    let whole = Self.logOdds(probability)
    return lead.probabilities.map { whole - Self.logOdds($0) }
  }

  /// A fall of log odds that is not worth showing at full strength: a twentieth more or less at even odds.
  static let least = 0.2
  /// A fall of the probability that is no more than a shade: where an answer is sure, odds may halve and nobody would notice.
  static let leastLoss: Float = 0.05

  /// Whether any one stretch carries the answer: without it both the odds and the probability are lower by more than a shade.
  public var hasDecisiveStretch: Bool {
    strongest.map { $0.fall >= Self.least && probability - $0.probability >= Self.leastLoss } ?? false
  }

  /// Returns how strongly to tint each stretch of a lead, from 0 to 1: its fall beside the greatest of all leads; half as
  /// strongly where no stretch is decisive.
  public func tint(_ lead: Lead) -> [Float] {
    let fall = strongest?.fall ?? 0
    let greatest = max(Self.least, hasDecisiveStretch ? fall : 2 * fall)
    return falls(lead).map { $0.isFinite ? Float(max(0, $0) / greatest) : 0 }
  }

  /// The stretch that speaks most for the label, in seconds of the recording; nothing where none does.
  public var strongest: (lead: String, seconds: ClosedRange<Double>, probability: Float, fall: Double)? {
    var best: (lead: Int, place: Int, fall: Double)?
    for (number, lead) in leads.enumerated() {
      for (place, fall) in falls(lead).enumerated() where fall > (best?.fall ?? 0) { best = (number, place, fall) }
    }
    return best.map { best in
      let first = samples.lowerBound + best.place * step
      let end = min(samples.upperBound, first + step)
      return (
        leads[best.lead].name, Double(first) / rate...Double(end) / rate, leads[best.lead].probabilities[best.place],
        best.fall
      )
    }
  }

  /// What it comes to, in a sentence.
  public var words: String { words(from: 0) }

  /// What it comes to, in a sentence, of an excerpt that begins at some second of its record.
  package func words(from start: Double) -> String {
    let length = fixed(Double(step) / rate, 2)
    guard let strongest else { return "No stretch of \(length) s speaks for \(label): without it more is said of it." }
    let from = fixed(start + strongest.seconds.lowerBound, 2)
    let to = fixed(start + strongest.seconds.upperBound, 2)
    let before = fixed(Double(probability), 3), after = fixed(Double(strongest.probability), 3)
    let place = "\(strongest.lead), \(from) to \(to) s"
    return !hasDecisiveStretch
      ? "No single stretch of \(length) s matters much for \(label): without the strongest (\(place)) its probability is "
        + "\(after) instead of \(before)."
      : "\(label) rests most on \(place): without that stretch its probability is \(after) instead of \(before)."
  }

  private static func logOdds(_ probability: Float) -> Double {
    if probability.isNaN { return .nan }
    let p = min(1 - 1e-7, max(1e-7, Double(probability)))
    return logarithm(p / (1 - p))
  }
}

extension Model {
  /// Finds out what in a recording speaks for a label.
  ///
  /// - Parameters:
  ///   - recording: As it was recorded; the model brings it to its own rate and leads.
  ///   - label: One of the codes that the network knows.
  ///   - focus: The sample that matters, for a recipe that cuts about one.
  ///   - stretch: Seconds that are drawn straight at a time.
  ///   - range: The samples to look at; all of them when nothing is said. The answer is to the whole recording.
  ///   - seen: The samples of each lead that are looked at where not all leads are shown as long as another.
  /// - Complexity: leads × samples / stretch answers.
  public func saliency(
    of recording: Recording, label: String, focus: Int? = nil, stretch: Double = 0.2, in range: Range<Int>? = nil,
    seen: [String: Range<Int>]? = nil
  ) throws(LearningError) -> Saliency {
    precondition(stretch > 0 && stretch.isFinite, "a stretch of \(stretch) s, expected above 0")
    guard let place = card.labels.firstIndex(where: { $0.code == label }) else {
      throw .word(
        label, among: card.labels.map { LabelNames(card.labels).beside($0.code) },
        message: "the network knows no label \(label); it knows")
    }
    let recording = recording.withoutBlankLeads
    let whole = try windows(of: recording, focus: focus)
    let recipe = try fitted(to: recording)
    let probability = probabilities(of: [whole])[place]
    let samples = (range ?? 0..<recording.sampleCount).clamped(to: 0..<recording.sampleCount)
    let step = max(1, Int((min(stretch, 1e6) * recording.rate).rounded()))
    let starts = Array(stride(from: samples.lowerBound, to: samples.upperBound, by: step))
    let places = explained(recording)
    // As many windows at a time as the predictor takes.
    let chunk = max(1, 64 / max(1, whole.count))
    let all = places.flatMap { lead in starts.map { (lead: lead, start: $0) } }
    let asked = all.indices.filter { number in
      guard let seen else { return true }
      return seen[recording.leads[all[number].lead].name]?.overlaps(all[number].start..<all[number].start + step)
        ?? false
    }
    let jobs = asked.map { all[$0] }
    var found = [Float](repeating: .nan, count: all.count)
    for first in stride(from: 0, to: jobs.count, by: chunk) {
      let part = Array(jobs[first..<min(jobs.count, first + chunk)])
      let cut = Parallel.map(part.count, threads: threads) { number -> Windows? in
        let stretch = part[number].start..<min(samples.upperBound, part[number].start + step)
        guard let changed = recording.straightened(lead: part[number].lead, stretch) else { return whole }
        // Drawn straight, a recording may no longer be one that the recipe takes.
        let windows = try? recipe(changed, focus: focus)
        return windows.flatMap { $0.times == whole.times && $0.leads == whole.leads ? $0 : nil }
      }
      let known = cut.compactMap(\.self)
      let said = known.isEmpty ? [] : probabilities(of: known)
      let answered = cut.indices.filter { cut[$0] != nil }
      for (number, job) in answered.enumerated() {
        found[asked[first + job]] = said[number * card.labels.count + place]
      }
    }
    return Saliency(
      label: label, probability: probability, rate: recording.rate, samples: samples, step: step,
      leads: places.enumerated().map { number, lead in
        Saliency.Lead(
          name: recording.leads[lead].name,
          probabilities: Array(found[(number * starts.count)..<((number + 1) * starts.count)]))
      })
  }

  /// The places of the leads that the network takes; of all, where it takes one that must be derived.
  private func explained(_ recording: Recording) -> [Int] {
    let wanted = (takenLeads ?? recording.leads.map(\.name)).map(LeadName.canonical)
    let places = recording.leads.indices.filter { wanted.contains(LeadName.canonical(recording.leads[$0].name)) }
    return places.count < wanted.count ? Array(recording.leads.indices) : places
  }
}

extension Recording {
  /// Returns the recording with a stretch of a lead as a straight line; nothing where there is nothing to take away.
  func straightened(lead: Int, _ stretch: Range<Int>) -> Recording? {
    let samples = leads[lead].samples
    let known = stretch.clamped(to: 0..<samples.count).filter { samples[$0].isFinite }
    guard let first = known.first, let last = known.last, last > first + 1 else { return nil }
    var result = self
    let slope = (samples[last] - samples[first]) / Float(last - first)
    for place in known { result.leads[lead].samples[place] = samples[first] + slope * Float(place - first) }
    return result
  }
}
