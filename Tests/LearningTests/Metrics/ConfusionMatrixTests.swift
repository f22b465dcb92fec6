import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct ConfusionMatrixTests {
  private let rows: [(p: [Float], y: [Float])] = [
    ([0.8, 0.1, 0.1], [1, 0, 0]), ([0.8, 0.1, 0.1], [1, 0, 0]), ([0.1, 0.8, 0.1], [1, 0, 0]),
    ([0.1, 0.8, 0.1], [0, 1, 0]), ([0.1, 0.1, 0.8], [0, 1, 0]), ([0.1, 0.1, 0.8], [0, 0, 1]),
  ]

  @Test func countsByHand() throws {
    let predictions = examples(.oneLabel, ["a", "b", "c"], rows)
    let confusion = try #require(predictions.confusion)
    #expect(confusion.counts == [[2, 1, 0], [0, 1, 1], [0, 0, 1]])
    #expect(confusion.accuracy == 4.0 / 6)
    #expect(confusion.tables == predictions.tables)
    // a: 2·2/(3+2); b: 2·1/(2+2); c: 2·1/(1+2).
    #expect(confusion.tables.map(\.f1) == [0.8, 0.5, 2.0 / 3])
    #expect(
      confusion.tables[1]
        == LabelTable(truePositives: 1, falsePositives: 1, falseNegatives: 1, trueNegatives: 3))
  }

  @Test func theFirstOfEquallyLikelyLabelsIsSaid() {
    #expect(examples(.oneLabel, ["a", "b"], [([0.5, 0.5], [0, 1])]).confusion?.counts == [[0, 0], [1, 0]])
  }

  @Test func severalLabelsHaveNone() {
    #expect(examples(["a"], [([0.5], [1])]).confusion == nil)
  }

  @Test func constantOutputsHaveNoCorrelation() {
    #expect(ConfusionMatrix(labels: ["a", "b"], counts: [[3, 0], [2, 0]]).matthews == 0)
    #expect(ConfusionMatrix(labels: ["a", "b"], counts: [[3, 2], [0, 0]]).matthews.isNaN)
    #expect(ConfusionMatrix(labels: ["a", "b"], counts: [[3, 0], [0, 0]]).kappa.isNaN)
    #expect(ConfusionMatrix(labels: ["a", "b"], counts: [[0, 0], [0, 0]]).accuracy.isNaN)
  }
}
