import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// What is learnt from or judged on.
@Suite struct LearningSetTests {
  @Test func examplesGoTogetherByPatientOrElseByRecord() throws {
    let trial = Trial()
    let set = try LearningSet(trial.prepared(), indices: [0, 1, 2, 26], task: .oneLabel)
    #expect(set.groups == ["patient p0", "patient p0", "patient p1", "record r26"])
    #expect(set.ids == ["r0", "r1", "r2", "r26"] && set.labels == ["a", "b", "c"] && set.positives == [1, 1, 2])
    let part = set.selecting([3, 0])
    #expect(part.ids == ["r26", "r0"] && part.count == 2)
  }

  @Test func theTaskFollowsFromTheLabels() {
    var cohort = Trial.cohort()
    #expect(Task(suiting: cohort) == .oneLabel)
    cohort.examples[1].labels = ["a", "b"]
    #expect(Task(suiting: cohort) == .severalLabels)
    cohort.examples[1].labels = []
    #expect(Task(suiting: cohort) == .severalLabels)
  }

  @Test func oneLabelMeansOne() throws {
    var trial = Trial()
    trial.cohort.examples[1].labels = ["a", "b"]
    let prepared = try trial.prepared()
    #expect(throws: LearningError.labels(example: "r1", labels: ["a", "b"])) {
      try LearningSet(prepared, indices: [0, 1], task: .oneLabel)
    }
    #expect(try LearningSet(prepared, indices: [0, 2], task: .oneLabel).count == 2)
    #expect(try LearningSet(prepared, indices: [0, 1], task: .severalLabels).count == 2)
  }
}
