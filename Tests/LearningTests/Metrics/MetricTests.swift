import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct MetricTests {
  @Test func thereAreCases() throws {
    #expect(try MetricGoldens.all.get().cases.count == 15)
  }

  @Test(arguments: MetricGoldens.cases)
  func agreesWithOthers(_ golden: MetricGoldens.Case) throws {
    let predictions = golden.predictions
    #expect(golden.expected.count > 30)
    for (name, expected) in golden.expected {
      let metric = try #require(Metric(named: name), "\(name)")
      let value = metric.value(of: predictions)
      #expect(agree(value, expected), "\(name): \(value), expected \(expected ?? .nan)")
    }
  }

  @Test func everyWholeMetricIsCompared() throws {
    let compared = Set(try MetricGoldens.all.get().cases.flatMap(\.expected.keys))
    #expect(Metric.whole.map(\.name).filter { !compared.contains($0) } == [])
    let measures = Set(compared.compactMap { $0.split(separator: "[").first.map(String.init) })
    #expect(LabelMeasure.all.map(\.name).filter { !measures.contains($0) } == ["EC57PPV", "EC57FPR"])
  }

  @Test func namesAreUniqueAndFound() {
    let names = Metric.names.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Metric.names.allSatisfy { !$0.summary.isEmpty })
    for name in Metric.whole.map(\.name) { #expect(Metric(named: name)?.name == name) }
    #expect(Metric(named: "F1[(AFIB]")?.name == "F1[(AFIB]")
    for name in ["", "f1", "F1", "F1[]", "F1[N", "macroF1[N]", "]"] { #expect(Metric(named: name) == nil, "\(name)") }
  }

  @Test func directions() {
    let lower = Metric.names.map(\.name).filter { name in
      Metric(named: name.replacingLabel("x"))?.isHigherBetter == false
    }
    #expect(lower == ["brier", "logLoss", "ECE", "brier[label]", "logLoss[label]", "ECE[label]", "EC57FPR[label]"])
    let loss = Metric(named: "logLoss"), f1 = Metric.macroF1
    #expect(loss?.isBetter(1, than: 2) == true && loss?.isBetter(.nan, than: 2) == false)
    #expect(f1.isBetter(1, than: 0.5) && f1.isBetter(0, than: .nan) && !f1.isBetter(0.5, than: 0.5))
  }

  @Test func refusesLabelsThatItIsNotFor() {
    #expect(
      Metric(named: "cinc2017F1")?.problem(labels: ["N", "A"], task: .oneLabel)
        == "cinc2017F1 needs the label O; there are: N, A")
    #expect(Metric(named: "AUROC[B]")?.problem(labels: ["A", "B"], task: .severalLabels) == nil)
    #expect(
      Metric(named: "AUROC[C]")?.problem(labels: ["A", "B"], task: .severalLabels)
        == "AUROC[C] needs the label C; there are: A, B")
    #expect(
      Metric(named: "EC57PPV[V]")?.problem(labels: ["N", "V", "x"], task: .oneLabel)
        == "EC57PPV[V] is for the labels N, S, V, F, Q alone; there are: N, V, x")
    #expect(
      Metric(named: "EC57PPV[V]")?.problem(labels: ["N", "V"], task: .severalLabels)
        == "EC57PPV[V] is for tasks with one label an example")
    #expect(Metric(named: "challenge2021")?.problem(labels: ["164889003"], task: .severalLabels) != nil)
  }

  @Test(arguments: [Task.oneLabel, .severalLabels])
  func noNumberAndNoExampleHaveNoScore(_ task: Task) {
    let broken = examples(task, ["N", "A"], [([0.5, .nan], [1, 0]), ([0.2, 0.8], [0, 1])])
    let empty = examples(task, ["N", "A"], [])
    for (name, _) in Metric.names {
      guard let metric = Metric(named: name.replacingLabel("N")) else { continue }
      guard metric.problem(labels: broken.labels, task: task) == nil else { continue }
      #expect(metric.value(of: broken).isNaN, "\(name)")
      #expect(metric.value(of: empty).isNaN, "\(name)")
    }
  }

  @Test func beatFiguresAreThoseOfTheTable() {
    let rows: [(p: [Float], y: [Float])] = [
      ([0.9, 0.05, 0.05], [1, 0, 0]), ([0.1, 0.8, 0.1], [1, 0, 0]), ([0.1, 0.8, 0.1], [0, 1, 0]),
      ([0.1, 0.8, 0.1], [0, 0, 1]),
    ]
    let beats = examples(.oneLabel, ["N", "V", "F"], rows)
    // One N counts against V, the fusion beat does not.
    #expect(Metric(named: "EC57PPV[V]")?.value(of: beats) == 0.5)
    // Beats that are no V and not taken for one, N alone, and the fault.
    #expect(Metric(named: "EC57FPR[V]")?.value(of: beats) == 0.5)
    #expect(Metric(named: "precision[V]")?.value(of: beats) == 1.0 / 3)
    #expect(Metric(named: "EC57PPV[N]")?.value(of: beats).isNaN == true)
  }
}

extension String {
  /// The name of a metric of one label, where this is the pattern of one.
  fileprivate func replacingLabel(_ label: String) -> String {
    hasSuffix("[label]") ? dropLast("[label]".count) + "[\(label)]" : self
  }
}
