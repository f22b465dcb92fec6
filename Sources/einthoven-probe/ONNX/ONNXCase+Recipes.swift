import Cohorts
import Compute
import Waveforms

extension ONNXCase {
  /// What recipes do to windows, alone: the model's output is what its network would see.
  static var recipes: [ONNXCase] {
    let steps: [(name: String, steps: [Cohorts.Step])] = [
      ("zScoreOfLeads", [.normalize(normalization: .zScore(.lead))]),
      ("zScoreOfRecord", [.normalize(normalization: .zScore(.record))]),
      ("minMaxOfLeads", [.normalize(normalization: .minMax(.lead))]),
      ("minMaxOfRecord", [.normalize(normalization: .minMax(.record))]),
      ("givenForAll", [.normalize(normalization: .given(means: [0.25], scales: [3]))]),
      (
        "givenForEach",
        [.normalize(normalization: .given(means: [0.1, -2, 3, 0, 1], scales: [1, 0, 0.5, 7, -2]))]
      ),
      ("clipped", [.clip(bound: 0.75)]),
      ("filled", [.fill(value: -3)]),
      (
        "wholeRecipe",
        [
          .jitter(deviation: 1), .normalize(normalization: .zScore(.lead)), .clip(bound: 2), .gain(by: 0.5),
          .fill(value: 0),
        ]
      ),
    ]
    return steps.map { name, steps in
      ONNXCase(name: name, samples: 500, leads: 5, steps: steps, hasGaps: true) {
        [("result", Graph().input("signal", [500, 5]))]
      }
    }
  }
}
