import Charts
import Learning
import Waveforms

extension RecordPicture {
  /// Returns the paper with what in it speaks for a label, and that in a sentence; what is drawn is answered alone.
  ///
  /// - Parameters:
  ///   - model: The network that is asked.
  ///   - label: The label's code; the likeliest if nothing is said.
  ///   - layout: As in `chart(layout:)`.
  /// - Throws: When the network cannot take the recording, or knows no such label.
  package func chart(
    explainedBy model: Model, label: String? = nil, layout: String? = nil
  ) throws(LearningError) -> (chart: any Chart, words: String) {
    let answer = try model.answer(recording)
    // The first of equals, as everywhere.
    let likeliest = answer.probabilities.enumerated().max {
      ($0.element.probability, $1.offset) < ($1.element.probability, $0.offset)
    }
    let saliency = try model.saliency(
      of: recording, label: label ?? likeliest?.element.label ?? "", stretch: recording.leads.count > 3 ? 0.5 : 0.2)
    var chart = paper(layout: layout)
    for place in chart.leads.indices {
      guard let known = saliency.leads.first(where: { $0.name == chart.leads[place].name }) else { continue }
      chart.leads[place].saliency = saliency.tint(known, over: 0..<chart.leads[place].samples.count)
    }
    let words = saliency.words(from: start)
    chart.summary += ". " + words
    chart.title += " · \(saliency.label) \(fixed(Double(saliency.probability), 3))"
    chart.tintWords = "speaks for \(saliency.label)"
    return (chart, words)
  }
}
