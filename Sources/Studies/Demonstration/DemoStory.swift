import Charts
import Learning
import Waveforms

/// The demonstration's sentences, all made from measured numbers.
struct DemoStory {
  func population(_ hospitals: [SyntheticHospital], _ training: ExampleSet, _ test: ExampleSet) -> [String] {
    hospitals.map(describe) + [
      "Classes: normal sinus rhythm, atrial fibrillation, other (ectopic beats, blocks, flutter, pacing, hypertrophy, "
        + "ST and T changes). Everyone comes twice.",
      "Training \(size(training)); held out, by patient: \(size(test)).",
    ]
  }

  func source(_ source: DemoResult.Source) -> [String] {
    ["Macro F1 on its own held-out patients: \(shown(source.score.macroF1)).", classes(source.score)]
  }

  func target(
    _ hospital: SyntheticHospital, _ labelled: ExampleSet, _ nearlyAll: ExampleSet, _ test: ExampleSet
  ) -> [String] {
    [
      describe(hospital), "10 % labelled: \(size(labelled)). The control gets 90 %: \(size(nearlyAll)).",
      "Test, the same for every network below: \(size(test)).",
    ]
  }

  func identity(_ error: Float, _ count: Int, _ untrained: DemoResult.Model) -> [String] {
    [
      "The same lead twelve times over must give what the source says: the greatest difference between logits of \(count) recordings is \(scientific(error)).",
      "Before any training at the target: macro F1 \(shown(untrained.score.macroF1)).",
    ]
  }

  func models(_ models: [DemoResult.Model], gain: Estimate, gap: Estimate) -> [String] {
    var lines = ["", row("network", "learnt here from", "macro F1", "95 % interval", "loss", "moved")]
    for model in models {
      let f1 = model.score.macroF1
      lines.append(
        row(
          model.name, model.training.map { "\($0.patients) patients, \($0.recordings) rec." } ?? "nobody",
          points(f1.value), "\(points(f1.low)) to \(points(f1.high))",
          model.loss.map { fixed($0, 3) } ?? "–", model.movedWeights.map { percent($0, of: model.weights) } ?? "–"))
    }
    return lines + [
      "",
      "Loss: in training, at its end. Moved: the share of the \(models.first?.weights ?? 0) weights that left the source's values.",
      "Transfer − scratch, paired by patient: \(signed(gain)).",
      "Transfer − control, paired by patient: \(signed(gap)).",
    ]
  }

  private func row(
    _ name: String, _ training: String, _ score: String, _ interval: String, _ loss: String, _ moved: String
  ) -> String {
    "  \(padded(name, 9))  \(padded(training, 23))  \(padded(score, 8, right: true))  "
      + "\(padded(interval, 13, right: true))  \(padded(loss, 5, right: true))  "
      + padded(moved, 6, right: true)
  }

  func leakage(_ leakage: DemoResult.Leakage) -> [String] {
    [
      "Two networks from scratch, \(leakage.trainingRecordings) recordings each, tested on the same \(leakage.test.recordings).",
      "  by recording: \(shown(leakage.byRecording)); \(percent(leakage.sharedPatients)) of these patients seen",
      "  by patient:   \(shown(leakage.byPatient)); none seen",
      "Difference, paired: \(signed(leakage.difference)).",
    ] + Conclusion.leakage(leakage)
  }

  func prediction(_ prediction: DemoResult.Prediction, lead: [Float], rate: Double) -> [String] {
    let shown = Array(lead.prefix(Int(5 * rate)))
    var lines = [
      "Drawn by the seed: patient \(prediction.patient), visit \(prediction.visit + 1). Lead II, the first \(fixed(Double(shown.count) / rate, 0)) s:",
      "",
    ]
    lines += SignalStrip.lines(shown, columns: 76, rows: 4).map { "  " + $0 }
    lines.append("")
    for (name, probability) in zip(Population.classes, prediction.probabilities) {
      let bar = String(repeating: "█", count: Int((Double(probability) * 30).rounded()))
      let mark = name == prediction.truth ? "← the truth" : ""
      lines.append(
        "  \(padded(name, 13)) \(padded(points(Double(probability)), 5, right: true)) %  \(padded(bar, 30)) \(mark)")
    }
    lines.append(prediction.truth == prediction.predicted ? "The network is right." : "The network is wrong.")
    return lines
  }

  func conclusion(_ result: DemoResult) -> [String] {
    Conclusion.transfer(result) + Conclusion.leakage(result.leakage) + [
      "Made hospitals, one seed: the intervals tell of other patients, not of other hospitals or trainings. Another seed: --seed N."
    ]
  }

  private func classes(_ score: DemoResult.Score) -> String {
    "F1 by class: "
      + zip(Population.classes, score.f1).map { "\($0) \($1.map(points) ?? "–")" }.joined(separator: ", ") + "."
  }

  private func size(_ set: ExampleSet) -> String { "\(set.distinctPatients.count) patients, \(set.count) recordings" }

  private func describe(_ hospital: SyntheticHospital) -> String {
    "\(padded(hospital.name, 4)) \(fixed(hospital.rate, 0)) Hz, \(fixed(hospital.gain, 0)) steps/mV, noise "
      + "\(fixed(hospital.noise * 1000, 0)) µV, filters \(fixed(hospital.highpass, 2))–\(fixed(hospital.lowpass, 0)) Hz, mains "
      + (hospital.mains > 0 ? "\(fixed(hospital.mainsFrequency, 0)) Hz" : "none")
  }
}
