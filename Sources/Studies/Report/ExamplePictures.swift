import Charts
import Cohorts
import Interchange
import Learning
import Waveforms

/// Draws examples on paper with what was said of them and what in the trace it rests on.
package struct ExamplePictures {
  private let model: Model
  private let examples: [String: Example]
  private let predictions: Predictions

  /// Creates pictures of examples of a cohort that a model said something of.
  package init(_ model: Model, _ cohort: Cohort, _ predictions: Predictions) {
    self.model = model
    self.predictions = predictions
    let ids = Set(predictions.ids)
    examples = Dictionary(
      cohort.examples.filter { ids.contains($0.id) }.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// Seconds that are shown, of a recording of many leads and of few.
  private static let seconds = (many: 10.0, few: 20.0)

  /// Returns a section with a few examples; one that cannot be drawn is said so.
  package func section(count: Int = 3) -> ReportPage.Section? {
    let choices = ExampleChoice.choices(predictions, count: count)
    guard !choices.isEmpty else { return nil }
    var blocks: [ReportPage.Block] = [
      .prose(
        "Of the most frequent labels the example that was rightly said with the median probability, and the mistake that "
          + "was made with most confidence. Tinted are the stretches that speak for the label: the stronger, the more its "
          + "log odds fall when that stretch alone is drawn straight. What several beats say alike is tinted faintly or not "
          + "at all, for each of them can be missed.")
    ]
    for choice in choices {
      do {
        blocks.append(.figures([try figure(choice)]))
      } catch {
        blocks.append(.prose("\(predictions.ids[choice.place]) (\(choice.reason)) cannot be drawn: \(error)"))
      }
    }
    return .init("Examples", blocks)
  }

  private func figure(_ choice: ExampleChoice) throws -> ReportPage.Figure {
    let id = predictions.ids[choice.place]
    guard let example = examples[id] else {
      throw LearningError.request("the cohort has no example of that name")
    }
    let (recording, first, focus) = try Self.excerpt(of: example)
    guard recording.leads.contains(where: { $0.units == "mV" }) else {
      throw LearningError.request("none of its leads is in millivolts")
    }
    let isLong = recording.leads.count < 3
    let shown = Int((isLong ? Self.seconds.few : Self.seconds.many) * recording.rate)
    let range = 0..<min(recording.sampleCount, shown)
    let saliency = try model.saliency(
      of: recording, label: choice.label, focus: focus, stretch: recording.leads.count > 3 ? 0.4 : 0.2, in: range)
    let truth = zip(predictions.labels, predictions.targets(of: choice.place)).filter { $1 == 1 }.map(\.0)
    let said = zip(predictions.labels, predictions.probabilities(of: choice.place)).sorted { $0.1 > $1.1 }.prefix(5)
      .map { "\($0) \(fixed(Double($1), 3))" }
    let title = "\(id): \(choice.reason)"
    return ReportPage.Figure(
      Self.chart(title, recording, saliency, start: Double(first) / recording.rate, range: range, focus: focus),
      caption:
        "Said: \(said.joined(separator: ", ")). True: \(truth.isEmpty ? "none of these" : truth.joined(separator: ", ")).",
      lines: [saliency.words])
  }

  /// Reads what is shown of an example: all of its recording, or ten seconds about the sample that matters.
  private static func excerpt(
    of example: Example
  ) throws(FileError) -> (recording: Recording, first: Int, focus: Int?) {
    guard let focus = example.focus else { return (try example.source.read(samples: example.samples), 0, nil) }
    let half = Int(5 * (try example.source.rate()))
    let whole: Range<Int>
    if let samples = example.samples { whole = samples } else { whole = 0..<(try example.source.read().sampleCount) }
    let first = min(whole.upperBound, max(whole.lowerBound, focus - half))
    let range = first..<max(first, min(whole.upperBound, focus + half))
    return (try example.source.read(samples: range), range.lowerBound, focus - range.lowerBound)
  }

  /// Draws a recording with what speaks for a label.
  static func chart(
    _ title: String, _ recording: Recording, _ saliency: Saliency, start: Double, range: Range<Int>, focus: Int? = nil
  ) -> ECGChart {
    let drawn = recording.leads.filter { $0.units == "mV" }
    let isStandard = Set(drawn.map(\.name)).isSuperset(of: LeadName.standard12)
    return ECGChart(
      title: title, summary: saliency.words, rate: recording.rate,
      leads: drawn.map { lead in
        let known = saliency.leads.first { $0.name == lead.name }
        return ECGChart.Lead(
          lead.name, Array(lead.samples[range.clamped(to: 0..<lead.samples.count)]),
          saliency: known.map { saliency.tint($0, over: range) } ?? [])
      },
      marks: focus.map { [.init(Double($0) / recording.rate, saliency.label)] } ?? [],
      layout: isStandard ? .threeByFour : .stacked, start: start)
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
