import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct PredictionsTests {
  private let three = examples(
    ["a", "b"], [([0.1, 0.9], [0, 1]), ([0.6, 0.4], [1, 0]), ([0.5, 0.51], [1, 1])])

  @Test func aLabelIsSaidAboveItsThreshold() {
    #expect(three.tables[0] == LabelTable(truePositives: 1, falseNegatives: 1, trueNegatives: 1))
    #expect(three.tables[1] == LabelTable(truePositives: 2, trueNegatives: 1))
  }

  @Test func picksExamples() {
    let picked = three.picked([2, 0])
    #expect(picked.ids == ["e2", "e0"] && picked.groups == ["g2", "g0"] && picked.targets == [1, 1, 0, 1])
    #expect(Array(picked.probabilities(of: 1)) == [0.1, 0.9] && picked.count == 2)
  }

  @Test func alignsByName() throws {
    #expect(try three.picked([2, 0, 1]).aligned(with: three) == three)
    #expect(throws: LearningError.self) { try three.picked([0, 1]).aligned(with: three) }
    #expect(throws: LearningError.self) { try three.aligned(with: three.picked([0, 1])) }
    let other = examples(["a", "b"], [([0.1, 0.9], [0, 1]), ([0.6, 0.4], [1, 1]), ([0.5, 0.51], [1, 1])])
    #expect(throws: LearningError.request("example e1 has other targets or another group in the two predictions")) {
      try other.aligned(with: three)
    }
    #expect(throws: LearningError.self) { try examples(["a", "c"], []).aligned(with: three) }
  }

  @Test func badCallsStop() async {
    await #expect(processExitsWith: .failure) { _ = examples(.oneLabel, ["a", "b"], [([1, 0], [1, 1])]) }
    await #expect(processExitsWith: .failure) { _ = examples(["a", "a"], [([1, 0], [1, 1])]) }
    await #expect(processExitsWith: .failure) { _ = examples(["a"], [([1], [0.5])]) }
    await #expect(processExitsWith: .failure) {
      _ = Predictions(
        task: .severalLabels, labels: ["a"], ids: ["x", "x"], groups: ["", ""], probabilities: [0, 0], targets: [0, 0])
    }
  }
}
