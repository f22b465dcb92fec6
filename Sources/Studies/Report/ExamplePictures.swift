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
  private let names: LabelNames
  private let thresholds: [Float]

  /// Creates pictures of examples of a cohort that a model said something of, and which was judged.
  package init(_ model: Model, _ cohort: Cohort, _ predictions: Predictions, _ evaluation: Evaluation?) {
    self.model = model
    thresholds = zip(predictions.labels, predictions.thresholds).map { label, usual in
      evaluation?.labels.first { $0.label == label }?.threshold ?? usual
    }
    self.predictions = predictions
    names = LabelNames(model.card.labels)
    let ids = Set(predictions.ids)
    examples = Dictionary(
      cohort.examples.filter { ids.contains($0.id) }.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// Seconds that are shown, of a recording of many leads and of few.
  private static let seconds = (many: 10.0, few: 20.0)

  /// Returns a section with a few examples; one that cannot be drawn is said so.
  package func section(count: Int = 3) -> ReportPage.Section {
    let choices = ExampleChoice.choices(predictions, thresholds: thresholds, count: count)
    guard !choices.isEmpty else {
      return .init("Examples", [.prose("No label was said of any example: there is nothing to explain.")])
    }
    var blocks: [ReportPage.Block] = [
      .prose(
        "Of the most frequent labels the example that was rightly said with the median probability, and the mistake that "
          + "was made with most confidence. Tinted are the stretches that speak for the label: the stronger, the more its "
          + "log odds fall when that stretch alone is drawn straight. What several beats say alike is tinted faintly or not "
          + "at all, for each of them can be missed. Of twelve leads, what the paper shows is looked at."
          + (isCut
            ? " Each was cut from a long record; here the seconds that are shown are answered alone, so that a probability "
              + "may be a little different from that on the whole record." : ""))
    ]
    for choice in choices {
      do {
        blocks.append(.figures([try figure(choice)]))
      } catch {
        blocks.append(
          .prose(
            "\(predictions.ids[choice.place]) (\(names(choice.label)), \(choice.reason)) cannot be drawn: \(error)"))
      }
    }
    return .init("Examples", blocks)
  }

  /// Whether what is shown is less than what the network was asked about.
  private var isCut: Bool { examples.values.contains { $0.focus != nil } }

  private func figure(_ choice: ExampleChoice) throws -> ReportPage.Figure {
    let id = predictions.ids[choice.place]
    guard let example = examples[id] else {
      throw LearningError.request("the cohort has no example of that name")
    }
    let (recording, first, focus) = try Self.excerpt(of: example)
    let start = Double(first) / recording.rate
    guard recording.leads.contains(where: { $0.units == "mV" }) else {
      throw LearningError.request("none of its leads is in millivolts")
    }
    let isLong = recording.leads.count < 3
    let shown = Int((isLong ? Self.seconds.few : Self.seconds.many) * recording.rate)
    var chart = Self.chart(
      id, recording, start: start, range: 0..<min(recording.sampleCount, shown), focus: focus)
    let saliency = try chart.tint(by: model, of: recording, label: choice.label, focus: focus)
    let truth = zip(predictions.labels, predictions.targets(of: choice.place)).filter { $1 == 1 }.map { names($0.0) }
    let said = zip(predictions.labels, predictions.probabilities(of: choice.place)).sorted { $0.1 > $1.1 }.prefix(5)
      .map { "\(names($0)) \(fixed(Double($1), 3))" }
    return ReportPage.Figure(
      chart,
      lines: [
        "\(id): \(names(choice.label)), \(choice.reason)",
        "Probabilities: \(said.joined(separator: ", ")). "
          + "True: \(truth.isEmpty ? "none of these" : truth.joined(separator: ", ")).",
        saliency.words(from: start),
      ])
  }

  /// Reads what is shown of an example: all of its recording, or ten seconds about the sample that matters, so that it lies
  /// in the middle of a stretch.
  private static func excerpt(
    of example: Example
  ) throws(FileError) -> (recording: Recording, first: Int, focus: Int?) {
    guard let focus = example.focus else { return (try example.source.read(samples: example.samples), 0, nil) }
    let step = max(1, Int((ECGChart.stretches.few * (try example.source.rate())).rounded()))
    let half = 25 * step + step / 2
    let whole: Range<Int>
    if let samples = example.samples { whole = samples } else { whole = 0..<(try example.source.read().sampleCount) }
    let first = min(whole.upperBound, max(whole.lowerBound, focus - half))
    let range = first..<max(first, min(whole.upperBound, first + 50 * step))
    return (try example.source.read(samples: range), range.lowerBound, focus - range.lowerBound)
  }

  /// Draws a recording on the paper that suits its leads.
  private static func chart(
    _ title: String, _ recording: Recording, start: Double, range: Range<Int>, focus: Int?
  ) -> ECGChart {
    let drawn = recording.leads.filter { $0.units == "mV" }
    let isStandard = Set(drawn.map(\.name)).isSuperset(of: LeadName.standard12)
    return ECGChart(
      title: title, rate: recording.rate,
      leads: drawn.map { .init($0.name, Array($0.samples[range.clamped(to: 0..<$0.samples.count)])) },
      marks: focus.map { [.init(Double($0) / recording.rate, "this beat")] } ?? [],
      layout: isStandard ? .threeByFour : .stacked, start: start)
  }
}
