import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct EvaluationTests {
  private let several = examples(
    ["AF", "NSR", "x"], groups: ["p", "p", "q", "r"],
    [
      ([0.9, 0.1, 0.1], [1, 0, 0]), ([0.7, 0.6, 0.1], [1, 0, 0]), ([0.2, 0.8, 0.1], [0, 1, 0]),
      ([0.4, 0.9, 0.1], [1, 1, 0]),
    ])

  @Test func figuresAreThoseOfTheMetrics() throws {
    let report = try Evaluation(of: several, bootstrap: Bootstrap(resamples: 50, seed: 3))
    #expect(report.examples == 4 && report.groups == 3 && report.confusion == nil)
    #expect(report.scores.map(\.metric).contains("macroAUROC"))
    for score in report.scores {
      let metric = try #require(Metric(named: score.metric))
      #expect(score.estimate == Bootstrap(resamples: 50, seed: 3).estimate(metric, of: several))
    }
    let first = report.labels[0]
    #expect(first.label == "AF" && first.table.positives == 3 && first.threshold == 0.5)
    #expect(first.sensitivity.value == 2.0 / 3 && first.precision.value == 1 && first.auroc.value == 1)
    #expect(report.labels[2].auroc.value.isNaN && report.labels[2].f1.value.isNaN)
    #expect(report.labels[1].calibration.bins.reduce(0) { $0 + $1.count } == 4)
  }

  @Test func survivesAFileWithWhatIsUndefined() throws {
    let report = try Evaluation(of: several, bootstrap: Bootstrap(resamples: 20))
    let bytes = try JSONFile.bytes(of: report, file: "e")
    let copy = try JSONFile.parse(Evaluation.self, bytes, file: "e")
    #expect(try JSONFile.bytes(of: copy, file: "e") == bytes)
    #expect(copy.labels[0] == report.labels[0] && copy.labels[2].auroc.value.isNaN)
  }

  @Test func isSetInColumns() throws {
    let lines = try Evaluation(of: several, metrics: [.macroF1], bootstrap: nil).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.map(String.init) == [
        "4 examples of 3 patients or records",
        "Mind: 4 examples say little; even without a mistake among them, 53 % of others might be judged wrongly.",
        "Mind: no example has x, so how well that is told is not known.",
        "a label is said where its probability exceeds its threshold; no threshold was chosen on data",
        "macroF1  0.800  harmonic mean of precision and recall: mean of the labels where defined", "",
        "label  count  threshold  sens   spec   PPV    F1     AUROC  AUPRC",
        "AF     3      0.500      0.667  1.000  1.000  0.800  1.000  1.000",
        "NSR    2      0.500      1.000  0.500  0.667  0.800  1.000  1.000",
        "x      0      0.500      –      1.000  –      –      –      –", "never said: x",
      ])
  }

  @Test func oneLabelHasAConfusionAndNoThresholds() throws {
    let rows: [(p: [Float], y: [Float])] = [
      ([0.9, 0.1, 0], [1, 0, 0]), ([0.3, 0.7, 0], [1, 0, 0]), ([0, 1, 0], [0, 1, 0]),
    ]
    let report = try Evaluation(
      of: examples(.oneLabel, ["N", "A", "O"], rows), bootstrap: Bootstrap(resamples: 10))
    #expect(report.confusion?.counts == [[1, 1, 0], [0, 1, 0], [0, 0, 0]])
    #expect(report.labels.allSatisfy { $0.threshold == nil })
    #expect(report.scores.map(\.metric).contains("cinc2017F1"))
    #expect(report.text.hasSuffix("   N  A  O\nN  1  1  0\nA  0  1  0\nO  0  0  0"))
    #expect(report.text.contains("95 % intervals over these (10 resamples)"))
  }

  @Test func beatsHaveTheFiguresOfEC57() throws {
    let report = try Evaluation(of: examples(.oneLabel, ["N", "V"], [([0.9, 0.1], [1, 0])]), bootstrap: nil)
    #expect(report.text.hasSuffix("SVEB false positive rate    0.000 %"))
  }

  @Test func saysWhereThresholdsAreFrom() throws {
    let validation = examples(["AF", "NSR", "x"], [([0.3, 0.2, 0], [1, 0, 0]), ([0.2, 0.3, 0], [0, 1, 0])])
    let renamed = Predictions(
      task: .severalLabels, labels: validation.labels, ids: ["v0", "v1"], groups: ["v0", "v1"],
      probabilities: validation.probabilities, targets: validation.targets)
    let report = try Evaluation(of: several, thresholds: Thresholds(.f1, on: renamed), bootstrap: nil)
    #expect(report.rule == .f1 && report.thresholdExamples == 2)
    #expect(report.labels[0].threshold.map { abs($0 - 0.25) < 1e-6 } == true)
    #expect(report.text.contains("thresholds by F1, chosen on 2 other examples"))
  }

  @Test func refusesMetricsThatAreForOtherLabels() throws {
    let metric = try #require(Metric(named: "cinc2017F1"))
    #expect(throws: LearningError.self) { try Evaluation(of: several, metrics: [metric], bootstrap: nil) }
  }
}
