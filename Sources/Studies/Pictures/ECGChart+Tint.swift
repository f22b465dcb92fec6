import Charts
import Cohorts
import Learning
import Waveforms

extension ECGChart {
  /// Seconds that are drawn straight at a time: of many leads more, for each stretch of each lead is an answer.
  static let stretches = (many: 0.4, few: 0.2)

  /// Tints what in the shown part of a recording, whose beginning the chart is, speaks for a label; returns what was found, with
  /// the label called by its name.
  ///
  /// - Parameter focus: The sample that matters, for a network that looks at one beat.
  mutating func tint(
    by model: Model, of recording: Recording, label: String, focus: Int? = nil
  ) throws(LearningError) -> Saliency {
    let count = leads.map(\.samples.count).max() ?? 0
    let saliency = try model.saliency(
      of: recording, label: label, focus: focus,
      stretch: focus == nil && recording.leads.count > 3 ? Self.stretches.many : Self.stretches.few, in: 0..<count,
      seen: shown
    ).calling(LabelNames(model.card.labels))
    for place in leads.indices {
      guard let known = saliency.leads.first(where: { $0.name == leads[place].name }) else { continue }
      leads[place].saliency = saliency.tint(known, over: 0..<leads[place].samples.count)
    }
    summary += (summary.isEmpty ? "" : ". ") + saliency.words(from: start)
    tintWords = "speaks for \(saliency.label)" + (saliency.hasDecisiveStretch ? "" : ", a little")
    return saliency
  }
}

extension Saliency {
  /// Returns the tint of each sample of a range: stretches need not divide it evenly.
  func tint(_ lead: Lead, over range: Range<Int>) -> [Float] {
    let tints = tint(lead)
    return range.map { sample in
      samples.contains(sample) ? tints[min(tints.count - 1, (sample - samples.lowerBound) / step)] : 0
    }
  }
}
