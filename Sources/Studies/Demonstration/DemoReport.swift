import Charts
import Interchange
import Leakage
import Learning
import Waveforms

/// The demonstration as a page: the question, the answer first, then what it rests on.
struct DemoReport {
  let outcome: DemoOutcome
  private var result: DemoResult { outcome.result }

  init(_ outcome: DemoOutcome) { self.outcome = outcome }

  /// The page.
  var page: ReportPage {
    ReportPage(
      title: "Transfer learning on made hospitals",
      question:
        "A small hospital has labels for \(counted(result.labelled.patients, "patient")). Does a network from elsewhere help, "
        + "and which one?",
      answer: Conclusion.all(result),
      sections: [sources, networks, training, errors, leakage, patient, provenance])
  }

  private var sources: ReportPage.Section {
    let rows = result.sources.enumerated().map { place, source in
      [
        "\(source.name), \(source.title)", source.labels.joined(separator: " "), "\(source.training.patients)",
        "\(fixed(source.noise * 1000, 0))", source.macroF1.text(),
      ] + result.measures.map { $0.values[place].map { fixed($0, 3) } ?? "–" }
    }
    let names = result.measures.map { "\(DemoStory.title(of: $0)) (\($0.isHigherBetter ? "high" : "low") is better)" }
    var blocks: [ReportPage.Block] = [
      .prose(
        "The measures saw the \(result.labelled.recordings) labelled recordings and nothing else of the target; no network was "
          + "trained for them. Scores at home are macro F1 on patients of the same hospital who were kept apart."
          + (result.sources.contains { $0.macroF1.hasNoSpread } ? " (–): not one error was made." : "")),
      .table(
        ReportPage.Table(
          columns: ["source", "learnt to tell", "patients", "noise, µV", "macro F1 at home"] + names, rows: rows,
          words: 2)),
    ]
    let carried = [result.best, result.worst]
    let points = carried.compactMap { model -> ScatterChart.Item? in
      guard let place = result.sources.firstIndex(where: { $0.name == model.source }),
        let value = result.measures.first?.values[place]
      else { return nil }
      return ScatterChart.Item(
        model.source ?? "", x: value, y: model.macroF1.value, yInterval: model.macroF1.interval)
    }
    blocks.append(
      .figures([
        ReportPage.Figure(
          ScatterChart(
            title: "MELEP before, macro F1 after",
            summary: "The best and the worst source by MELEP, and what they came to",
            x: Axis("MELEP (lower promises more)"), y: Axis("macro F1 at the target"), items: points, showsFit: false),
          caption: Conclusion.choice(
            result.choice, best: result.best.source ?? "", worst: result.worst.source ?? "") + " "
            + Conclusion.rivals(result))
      ]))
    return .init("Which source: asked before, answered after", blocks)
  }

  private var networks: ReportPage.Section {
    let rows = result.models.map { model in
      [
        model.name, "\(model.training.patients)", "\(model.training.recordings)", "\(model.steps)",
        fixed(model.loss, 3),
        model.moved.map { percent($0, of: model.weights) } ?? "–", model.macroF1.text(),
      ] + model.f1.map { $0.map { fixed($0, 3) } ?? "–" }
    }
    let differences = [
      ("carried over − scratch, 10 %", result.gain), ("best source − worst source", result.choice),
      ("carried over − scratch, 90 %", result.gap),
    ]
    return .init(
      "Networks at the target",
      [
        .prose(
          "All are the same network, copies of a one-lead network side by side in twelve leads, tested on the same "
            + "\(counted(result.test.recordings, "recording")) of \(counted(result.test.patients, "patient")). Intervals are from resampled patients."
        ),
        .table(
          ReportPage.Table(
            columns: ["network", "patients", "recordings", "steps", "loss", "weights moved", "macro F1"]
              + result.labels,
            rows: rows)),
        .figures([
          ReportPage.Figure(
            IntervalChart(
              title: "Macro F1", summary: "Macro F1 of each network, with its 95 % interval", axis: .share("macro F1"),
              rows: result.models.map { .init($0.name, $0.macroF1.value, $0.macroF1.interval) }),
            caption: "Macro F1 on the test patients with 95 % intervals."),
          ReportPage.Figure(
            IntervalChart(
              title: "Differences in macro F1", summary: "Paired differences, with their 95 % intervals",
              axis: Axis("difference in macro F1"),
              rows: differences.map { .init($0.0, $0.1.value, $0.1.interval) }, reference: 0),
            caption: "Differences, paired by patient: what crosses the line may be chance."),
        ]),
      ])
  }

  private var training: ReportPage.Section {
    func chart(_ title: String, _ curves: [(name: String, loss: [Double])]) -> ReportPage.Figure {
      ReportPage.Figure(
        LineChart(
          title: title, summary: "The mean loss over the course of each training",
          x: .share("share of the training"), y: Axis("loss", includesZero: true),
          series: curves.map { curve in
            LineChart.Series(
              curve.name, x: curve.loss.indices.map { Double($0 + 1) / Double(curve.loss.count) }, y: curve.loss)
          }))
    }
    let parts = Dictionary(grouping: outcome.curves) { curve in
      if curve.name.hasPrefix("source") { return "At the sources" }
      return curve.name.hasPrefix("by ") ? "For the two splits" : "At the target"
    }
    return .init(
      "Training",
      [
        .figures(
          ["At the sources", "At the target", "For the two splits"].compactMap { title in
            parts[title].map { chart(title, $0) }
          })
      ])
  }

  private var errors: ReportPage.Section {
    var figures = [
      ReportPage.Figure(
        HeatMap.confusion(
          title: "Confusion", summary: "How often each true label was taken for each", labels: result.labels,
          counts: result.best.confusion), caption: "\(result.best.name): a row for each true label.")
    ]
    if let evaluation = outcome.evaluation {
      let series = evaluation.labels.map { row in
        (
          name: row.label,
          bins: row.calibration.bins.filter { $0.count > 0 }.map {
            CalibrationChart.Bin(predicted: $0.probability, observed: $0.share, count: $0.count)
          }
        )
      }
      figures.append(
        ReportPage.Figure(
          CalibrationChart(
            title: "Calibration", summary: "How often a label was true that was said with a probability", series: series
          ),
          caption: "On the diagonal, what is said with a probability comes true as often. A small dot is fewer than "
            + "\(CalibrationChart.few) recordings."))
    }
    return .init("What the carried network gets wrong", [.figures(figures)])
  }

  private var leakage: ReportPage.Section {
    let leakage = result.leakage
    let verdicts = result.audits.map { ReportPage.Block.verdict(.init(.init($0.verdict), $0.split, [$0.words])) }
    return .init(
      "Can the test be believed?",
      verdicts + [
        .prose(
          "Two one-lead networks from scratch learnt from \(leakage.trainingRecordings) recordings each and were tested on the "
            + "same \(leakage.test.recordings): one from other visits of the tested patients, one from other patients."),
        .figures([
          ReportPage.Figure(
            IntervalChart(
              title: "What each split would have claimed", summary: "Macro F1 of two networks, with 95 % intervals",
              axis: .share("macro F1"),
              rows: [
                .init("by recording", leakage.byRecording.value, leakage.byRecording.interval),
                .init("by patient", leakage.byPatient.value, leakage.byPatient.interval),
              ]),
            caption: "Difference, paired: \(signed(leakage.difference)). "
              + Conclusion.leakage(leakage).joined(separator: " "))
        ]),
      ])
  }

  private var patient: ReportPage.Section {
    let prediction = result.prediction
    let said = zip(result.labels, prediction.probabilities).map { "\($0) \(fixed(Double($1), 3))" }
    return .init(
      "One patient whom this network has not seen",
      [
        .figures([
          ReportPage.Figure(
            outcome.paper,
            lines: [
              "Said: \(said.joined(separator: ", ")). True: \(prediction.truth). "
                + (prediction.truth == prediction.predicted ? "The network is right." : "The network is wrong.")
            ] + (outcome.grounds.map { [$0] } ?? []))
        ])
      ])
  }

  private var provenance: ReportPage.Section {
    let sizes = result.configuration
    return .init(
      "Where it comes from",
      [
        .facts(
          [
            ("made by", "einthoven \(Version.current), demo"), ("seed", "\(sizes.seed)"),
            ("target", "target.csv: \(2 * sizes.targetPatients) recordings of \(sizes.targetPatients) made patients"),
          ] + result.sources.map { ("source \($0.name)", $0.cohort) }),
        .prose("Commands that go on from here, in the demonstration's folder:"),
        .code(NextSteps.all(result).map { "# \($0.purpose)\neinthoven \($0.command)" }.joined(separator: "\n")),
      ])
  }
}
