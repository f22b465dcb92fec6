import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct ThresholdsTests {
  private func golden() throws -> (MetricGoldens.Choices, Predictions) {
    let choices = try MetricGoldens.all.get().thresholds
    let rows = choices.targets.count / choices.labels.count
    return (
      choices,
      Predictions(
        task: .severalLabels, labels: choices.labels, ids: (0..<rows).map { "v\($0)" },
        groups: (0..<rows).map { "g\($0)" }, probabilities: choices.probabilities, targets: choices.targets)
    )
  }

  @Test func areTheBestOfAll() throws {
    let (choices, validation) = try golden()
    #expect(try Thresholds(.f1, on: validation).values == choices.f1)
    #expect(try Thresholds(.youden, on: validation).values == choices.youden)
    let sensitive = try Thresholds(.sensitivity(0.8), on: validation)
    #expect(sensitive.values == choices.sensitivity)
    #expect(sensitive.unchosen == ["d"] && sensitive.ids.count == 40)
  }

  @Test func refuseTheExamplesTheyWereChosenOn() throws {
    let (_, validation) = try golden()
    let thresholds = try Thresholds(.f1, on: validation.picked(Array(0..<20)))
    let applied = try thresholds.applied(to: validation.picked(Array(20..<40)))
    #expect(applied.thresholds == thresholds.values && applied.thresholds != validation.thresholds)
    let refusal = LearningError.request(
      "the thresholds were chosen on 1 of these 21 examples, such as v19: figures on them would flatter")
    #expect(throws: refusal) { try thresholds.applied(to: validation.picked(Array(19..<40))) }
    #expect(throws: refusal) {
      try Evaluation(of: validation.picked(Array(19..<40)), thresholds: thresholds, bootstrap: nil)
    }
    // Also after a journey through a file.
    let copy = try JSONFile.parse(Thresholds.self, JSONFile.bytes(of: thresholds, file: "t"), file: "t")
    #expect(copy == thresholds)
    #expect(throws: refusal) { try copy.applied(to: validation.picked(Array(19..<40))) }
  }

  @Test func refuseOtherLabelsAndTasks() throws {
    let given = Thresholds(labels: ["a", "b"], values: [0.3, 0.7])
    #expect(try given.applied(to: examples(["a", "b"], [([0.4, 0.6], [1, 0])])).tables.map(\.outputs) == [1, 0])
    #expect(throws: LearningError.self) { try given.applied(to: examples(["b", "a"], [])) }
    let one = examples(.oneLabel, ["a", "b"], [([0.4, 0.6], [1, 0])])
    #expect(throws: LearningError.self) { try given.applied(to: one) }
    #expect(throws: LearningError.self) { try Thresholds(.f1, on: one) }
    #expect(throws: LearningError.self) { try Thresholds(.f1, on: examples(["a"], [([.nan], [1])])) }
  }

  @Test func neighboursAndEndsAreParted() throws {
    // The two probabilities are neighbours: nothing lies between them.
    let high: Float = 0.7
    let low = high.nextDown
    let validation = examples(["a"], [([high], [1]), ([low], [0])])
    let table = validation.with(thresholds: try Thresholds(.f1, on: validation).values).tables[0]
    #expect(table == LabelTable(truePositives: 1, trueNegatives: 1))
    // A wanted sensitivity of 1 takes even a positive at 0.
    let zeros = examples(["a"], [([0], [1]), ([0.5], [0])])
    #expect(zeros.with(thresholds: try Thresholds(.sensitivity(1), on: zeros).values).tables[0].sensitivity == 1)
    // Where any output is a fault, saying nothing is best, also at 1.
    let ones = examples(["a"], [([0.2], [1]), ([1], [0])])
    #expect(ones.with(thresholds: try Thresholds(.youden, on: ones).values).tables[0].outputs == 0)
  }

  @Test func noExamplesLeaveNothingToChoose() throws {
    let thresholds = try Thresholds(.youden, on: examples(["a"], []))
    #expect(thresholds.values == [0.5] && thresholds.unchosen == ["a"])
  }
}
