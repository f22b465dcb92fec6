import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Answers do not depend on what is asked beside, nor on who computes.
@Suite struct PredictorTests {
  private func checkpoint(_ trial: Trial) throws -> Checkpoint {
    Checkpoint(card: try trial.card(), parameters: trial.architecture.parameters(seed: 3))
  }

  @Test(arguments: [WindowAggregation.Reduction.mean, .max]) func manyAreAnsweredAsOne(
    _ reduction: WindowAggregation.Reduction
  ) throws {
    var trial = Trial()
    trial.plan.aggregation = WindowAggregation(reduction)
    // Records of different lengths, so that some have more windows than others.
    for place in trial.cohort.examples.indices {
      let recording = Trial.recording("r\(place)", kind: place % 3, samples: 30 + 40 * (place % 4))
      trial.cohort.examples[place].source = .memory(recording)
    }
    let checkpoint = try checkpoint(trial)
    let set = try LearningSet(trial.prepared(), indices: Array(trial.cohort.examples.indices), task: .oneLabel)
    func predictions(_ set: LearningSet, threads: Int) throws -> Predictions {
      try Predictor(
        trial.architecture, checkpoint.parameters, task: .oneLabel, aggregation: trial.plan.aggregation,
        threads: threads
      ).predictions(on: set, shape: trial.shape())
    }
    let all = try predictions(set, threads: 1)
    #expect(all.ids == set.ids && all.groups == set.groups && all.isFinite)
    let model = try Model(checkpoint, threads: 1)
    var windows: Set<Int> = []
    for (place, example) in trial.cohort.examples.enumerated() {
      let answer = try model.answer(example.source.read())
      #expect(answer.probabilities.map(\.probability) == Array(all.probabilities(of: place)), "\(example.id)")
      #expect(answer.probabilities.map(\.label) == ["a", "b", "c"] && answer.record == example.id)
      let likeliest = answer.probabilities.max { $0.probability < $1.probability }
      #expect(answer.labels == likeliest.map { [$0.label] })
      windows.insert(answer.windows)
    }
    #expect(windows.count > 2)
    #expect(try predictions(set, threads: 3) == all)
    let turned = try predictions(set.selecting(Array((0..<set.count).reversed())), threads: 2)
    for place in 0..<set.count {
      #expect(turned.probabilities(of: set.count - 1 - place).elementsEqual(all.probabilities(of: place)))
    }
  }

  @Test func batchesLongerThanOneAreCut() throws {
    let trial = Trial()
    let predictor = Predictor(trial.architecture, trial.architecture.parameters(seed: 3), task: .oneLabel, threads: 1)
    let window = try Trial.recipe(Trial.recording("x", kind: 1)).values.prefix(48)
    let one = predictor.logits(of: Array(window), count: 1)
    let many = predictor.logits(of: (0..<150).flatMap { _ in window }, count: 150)
    #expect(many.count == 450)
    #expect(stride(from: 0, to: 450, by: 3).allSatisfy { Array(many[$0..<($0 + 3)]) == one })
    #expect(predictor.logits(of: [], count: 0).isEmpty)
  }

  @Test func severalLabelsAreSaidAboveTheirThresholds() throws {
    var trial = Trial()
    trial.task = .severalLabels
    let recording = Trial.recording("x", kind: 0)
    var checkpoint = try checkpoint(trial)
    let found = try Model(checkpoint).answer(recording).probabilities.map(\.probability)
    checkpoint.card.thresholds = [found[0], found[1].nextDown, 1]
    #expect(try Model(checkpoint).answer(recording).labels == ["b"], "above, not at")
    checkpoint.card.thresholds = [1, 1, 1]
    let none = try Model(checkpoint).answer(recording)
    #expect(none.labels.isEmpty && none.text.hasPrefix("x: none"))
  }
}
