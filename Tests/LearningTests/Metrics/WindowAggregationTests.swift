import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct WindowAggregationTests {
  @Test func agreesWithOthers() throws {
    let golden = try MetricGoldens.all.get().windows
    #expect(golden.expected.count == 8)
    for task in Task.allCases {
      for reduction in WindowAggregation.Reduction.allCases {
        for scale in WindowAggregation.Scale.allCases {
          let aggregate = WindowAggregation(reduction, of: scale)
          let values = aggregate(golden.logits, task: task, owners: golden.owners, count: 3)
          let expected = try #require(golden.expected["\(task) \(reduction) \(scale)"])
          #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-6 } && values.count == expected.count)
        }
      }
    }
  }

  @Test func aWindowThatIsNoNumberIsNotHidden() {
    for reduction in WindowAggregation.Reduction.allCases {
      for logits: [Float] in [[.nan, 1], [1, .nan]] {
        let values = WindowAggregation(reduction)(logits, task: .severalLabels, owners: [0, 0], count: 1)
        #expect(values.count == 1 && values[0].isNaN)
      }
    }
  }

  @Test func greatLogitsDoNotOverflow() {
    let values = WindowAggregation(.max)([1000, -1000], task: .oneLabel, owners: [0], count: 1)
    #expect(values == [1, 0])
    #expect(WindowAggregation()([1000, -1000], task: .severalLabels, owners: [0], count: 1) == [1, 0])
    #expect(WindowAggregation()([], task: .oneLabel, owners: [], count: 0) == [])
  }
}
