import Charts
import Cohorts
import Learning
import Waveforms

extension RecordPicture {
  /// Returns the paper with what in it speaks for a label, and that in a sentence; what is drawn is answered alone.
  ///
  /// - Parameters:
  ///   - model: The network that is asked.
  ///   - label: The label's code, or what else means it; the likeliest if nothing is said.
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
    var chart = paper(layout: layout)
    let asked = label.map { model.card.vocabulary?.code(meaning: $0) ?? $0 }
    let saliency = try chart.tint(by: model, of: recording, label: asked ?? likeliest?.element.label ?? "")
    chart.title += " · \(saliency.label) \(fixed(Double(saliency.probability), 3))"
    return (chart, saliency.words(from: start))
  }
}
