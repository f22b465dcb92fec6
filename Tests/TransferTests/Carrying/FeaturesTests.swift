import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning
@testable import Transfer

/// Learning on features that were computed once is the same learning.
@Suite struct FeaturesTests {
  private func start(from stage: String, windows: Int? = nil) -> TrainingStart {
    var start = TrainingStart(Waves.beat, parameters: Waves.beat.parameters(seed: 5))
    start.features = FeatureRequest(before: stage, windows: windows)
    return start
  }

  private func learner(from stage: String, windows: Int? = nil, on set: LearningSet) throws -> Learner {
    let start = start(from: stage, windows: windows)
    return try Learner(
      start, features: try #require(start.features), on: set.prepared, places: set.indices, shape: Waves.shape(),
      seed: 3, threads: 1)
  }

  /// Beat has neither dropout nor norms below its head, so that the two must agree but for rounding.
  @Test(arguments: ["head", "hidden", "blocks.4"]) func theHeadLearnsWhatItLearnsAboveAFrozenTrunk(stage: String) throws
  {
    let set = try Waves.set(Waves.cohort(), Waves.recipe())
    let learner = try learner(from: stage, on: set)
    let learning = try LearningSet(learner.training, indices: set.indices, task: .oneLabel)
    let part = try Waves.trained(
      learner.architecture, from: try #require(learner.start), on: learning, shape: learner.shape)
    let quick = learner.completed(part)

    var plan = Waves.plan
    let levels = Waves.beat.levels
    let place = try #require(levels.firstIndex { $0.name == stage })
    plan.rules = levels[..<place].flatMap(\.prefixes).map { ParameterRule($0, learnsFrom: nil) }
    let slow = try Waves.trained(Waves.beat, from: Waves.beat.parameters(seed: 5), plan, on: set)
    for spec in slow.specs {
      let distance = zip(quick[spec.name].elements, slow[spec.name].elements).map { abs($0 - $1) }.max() ?? 0
      #expect(distance < 1e-4, "\(spec.name)")
    }
    #expect(quick["head.weight"] != Waves.beat.parameters(seed: 5)["head.weight"])
  }

  @Test func whatIsJudgedIsWhatTheWholeNetworkSays() throws {
    let set = try Waves.set(Waves.cohort(samples: 220), Waves.recipe(.random))
    let learner = try learner(from: "hidden", windows: 2, on: set)
    let tail = Predictor(learner.architecture, try #require(learner.start), task: .oneLabel, threads: 1)
    let whole = Predictor(Waves.beat, Waves.beat.parameters(seed: 5), task: .oneLabel, threads: 1)
    let judged = try LearningSet(learner.judging, indices: set.indices, task: .oneLabel)
    let (a, b) = (
      try tail.predictions(on: judged, shape: learner.shape), try whole.predictions(on: set, shape: Waves.shape())
    )
    #expect(zip(a.probabilities, b.probabilities).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(a.ids == b.ids && a.targets == b.targets)
  }

  @Test func randomWindowsAreKeptAndDrawnFromEachEpoch() throws {
    let set = try Waves.set(Waves.cohort(samples: 220), Waves.recipe(.random))
    let learner = try learner(from: "head", windows: 3, on: set)
    #expect(try learner.training.windows(of: 4).count == 3)
    #expect(try learner.judging.windows(of: 4).count == set.prepared.windows(of: 4).count)
    let drawn = try (0..<12).map { try learner.training.windows(of: 4, seed: 1, epoch: $0) }
    #expect(drawn.allSatisfy { $0.count == 1 } && Set(drawn.map(\.values)).count == 3)
    #expect(try learner.training.windows(of: 4, seed: 1, epoch: 7) == drawn[7])
  }

  @Test func aTailSaysWhyItCannotBeDrawn() {
    var tail = Tail(of: Waves.beat, from: "hidden")
    #expect(Architecture(tail).problem == nil)
    let wide = Architecture(Embedded(of: Lead(samples: 200), leads: 12))
    #expect(Architecture(Tail(of: wide, from: "head")).problem == nil)
    tail.first = "nothing"
    #expect(Architecture(tail).problem?.contains("no stage 'nothing'") == true)
    tail.first = "head"
    #expect(Architecture(tail).problem?.contains("expected 1 × 32") == true)
  }
}
