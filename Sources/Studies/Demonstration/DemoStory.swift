import Charts
import Interchange
import Learning
import Waveforms

/// The demonstration's sentences, all made from measured numbers.
enum DemoStory {
  static let sources = ["F1 is the mean over the labels, on patients of the same hospital who were kept apart."]

  static func source(_ source: DemoResult.Source) -> [String] {
    [
      "\(source.name), \(source.title): \(counted(source.training.patients, "patient")), noise "
        + "\(fixed(source.noise * 1000, 0)) µV; learnt \(source.labels.joined(separator: " ")); "
        + "F1 at home \(points(source.macroF1.value))"
    ]
  }

  static func target(
    _ hospital: SyntheticHospital, _ labelled: DemoResult.Sample, _ test: DemoResult.Sample
  ) -> [String] {
    [
      "\(fixed(hospital.rate, 0)) Hz, noise \(fixed(hospital.noise * 1000, 0)) µV, 60 Hz hum; everyone comes twice. To "
        + "tell: \(DemoTarget.labels.joined(separator: " ")).",
      "Labelled, one patient in ten: \(size(labelled)).", "Kept apart to judge on, the same for all: \(size(test)).",
    ]
  }

  static func measures(
    _ measures: [DemoResult.Measure], _ sources: [DemoResult.Source], labelled: DemoResult.Sample
  ) -> [String] {
    var lines = ["From one look at the \(counted(labelled.recordings, "labelled recording")); nothing is trained.", ""]
    lines.append(row(["", "better"] + sources.map(\.name) + ["first"]))
    for measure in measures {
      let order = measure.order
      lines.append(
        row(
          [title(of: measure), measure.isHigherBetter ? "high" : "low"]
            + measure.values.map { $0.map { fixed($0, 3) } ?? "–" } + [sources[order[0]].name]))
    }
    let order = measures[0].order
    let chance = measures[0].chances.map { ", the first in \(percent($0[order[0]])) of draws of patients" } ?? ""
    return lines + [
      "", "MELEP decides: best \(sources[order[0]].name)\(chance); worst \(sources[order[order.count - 1]].name).",
    ]
  }

  private static func row(_ cells: [String]) -> String {
    var line = "  " + padded(cells[0], 8) + padded(cells[1], 8)
    for cell in cells[2..<(cells.count - 1)] { line += padded(cell, 9, right: true) }
    return line + "  " + cells[cells.count - 1]
  }

  /// A measure's name as people write it.
  static func title(of measure: DemoResult.Measure) -> String {
    ["melep": "MELEP", "logme": "LogME", "leep": "LEEP"][measure.name] ?? measure.name
  }

  static func models(_ models: [DemoResult.Model]) -> [String] {
    var lines = ["", modelRow("network", "learnt here from", "macro F1", "95 % interval", "loss", "moved")]
    for model in models {
      let f1 = model.macroF1
      lines.append(
        modelRow(
          model.name, counted(model.training.patients, "patient"), points(f1.value),
          "\(points(f1.low)) to \(points(f1.high))",
          fixed(model.loss, 3), model.moved.map { percent($0, of: model.weights) } ?? "–"))
    }
    return lines + [
      "",
      "Macro F1: the mean over the labels. Loss: in training, at its end. Moved: the share of the "
        + "\(models[0].weights) weights that left the source's values.",
    ]
  }

  private static func modelRow(
    _ name: String, _ training: String, _ score: String, _ interval: String, _ loss: String, _ moved: String
  ) -> String {
    "  \(padded(name, 13))  \(padded(training, 16))  \(padded(score, 8, right: true))  "
      + "\(padded(interval, 13, right: true))  \(padded(loss, 5, right: true))  \(padded(moved, 7, right: true))"
  }

  static func audits(_ audits: [DemoResult.Audit]) -> [String] {
    ["Ours: \(audits[0].words)", "By recording, as a shuffle of files does it: \(audits[1].words)"]
  }

  static func leakage(_ leakage: DemoResult.Leakage) -> [String] {
    [
      "Two networks on lead II, from scratch, \(leakage.trainingRecordings) recordings each, tested on the same "
        + "\(leakage.test.recordings):",
      "  learnt from their other visits: \(shown(leakage.byRecording)), loss \(fixed(leakage.lossByRecording, 2))",
      "  learnt from other patients:     \(shown(leakage.byPatient)), loss \(fixed(leakage.lossByPatient, 2))",
      "Difference, paired: \(signed(leakage.difference)).",
    ] + Conclusion.leakage(leakage)
  }

  static func prediction(_ prediction: DemoResult.Prediction, labels: [String], _ recording: Recording) -> [String] {
    let lead = recording[lead: "II"]?.samples ?? []
    let shown = Array(lead.prefix(Int(5 * recording.rate)))
    var lines = [
      "Drawn by the seed: \(prediction.record). Lead II, the first \(fixed(Double(shown.count) / recording.rate, 0)) s:",
      "",
    ]
    lines += SignalStrip.lines(shown, columns: 76, rows: 4).map { "  " + $0 }
    lines.append("")
    for (name, probability) in zip(labels, prediction.probabilities) {
      let bar = String(repeating: "█", count: Int((Double(probability) * 30).rounded()))
      let mark = name == prediction.truth ? "← the truth" : ""
      lines.append(
        "  \(padded(name, 6)) \(padded(points(Double(probability)), 5, right: true)) %  \(padded(bar, 30)) \(mark)")
    }
    lines.append(prediction.truth == prediction.predicted ? "The network is right." : "The network is wrong.")
    return lines
  }

  private static func size(_ sample: DemoResult.Sample) -> String {
    "\(counted(sample.patients, "patient")), \(counted(sample.recordings, "recording"))"
  }
}
