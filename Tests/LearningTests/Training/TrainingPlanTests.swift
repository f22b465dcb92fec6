import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// The figures of plans, losses and weights.
@Suite struct TrainingPlanTests {
  @Test func labelsAreWeighedByHowRareTheyAre() {
    #expect(LabelWeights.equal.values(positives: [1, 2], examples: 3, task: .oneLabel) == nil)
    #expect(LabelWeights.given([3, 4]).values(positives: [1, 2], examples: 3, task: .oneLabel) == [3, 4])
    // scikit-learn's `balanced`: n / (classes · count).
    let rare = LabelWeights.balanced.values(positives: [6, 3, 1], examples: 10, task: .oneLabel)
    let expected: [Float] = [0.5555556, 1.1111112, 3.3333333]
    #expect(rare == expected)
    #expect(LabelWeights.balanced.values(positives: [6, 0], examples: 6, task: .oneLabel)?.last == 1)
    // PyTorch's `pos_weight`: negatives / positives.
    #expect(LabelWeights.balanced.values(positives: [8, 2, 10], examples: 10, task: .severalLabels) == [0.25, 4, 0.1])
  }

  @Test func lossesAndTasksThatDoNotGoTogetherAreNamed() {
    func problem(_ loss: Loss, _ task: Task, _ change: (inout TrainingPlan) -> Void = { _ in }) -> String? {
      var plan = TrainingPlan()
      plan.loss = loss
      change(&plan)
      return plan.problem(task: task, labels: 3)
    }
    for task in [Task.oneLabel, .severalLabels] {
      #expect(problem(.crossEntropy, task) == nil && problem(.focal(gamma: 2), task) == nil)
    }
    #expect(problem(.asymmetric, .severalLabels) == nil)
    #expect(problem(.asymmetric, .oneLabel) != nil)
    #expect(problem(.crossEntropy, .oneLabel) { $0.smoothing = 0.1 } == nil)
    #expect(problem(.crossEntropy, .severalLabels) { $0.smoothing = 0.1 } != nil)
    #expect(problem(.focal(gamma: 2), .oneLabel) { $0.smoothing = 0.1 } != nil)
    #expect(problem(.crossEntropy, .oneLabel) { $0.mixup = 0.2 } == nil)
    #expect(problem(.focal(gamma: 2), .oneLabel) { $0.mixup = 0.2 } != nil)
    #expect(problem(.focal(gamma: 2), .severalLabels) { $0.mixup = 0.2 } == nil)
    #expect(problem(.asymmetric, .severalLabels) { $0.weights = .balanced } != nil)
    #expect(problem(.focal(gamma: 2), .oneLabel) { $0.weights = .balanced } == nil)
  }

  @Test func wordsOfLossesAndSchedules() {
    for (word, _) in Loss.words { #expect(Loss(word: word) != nil, "\(word)") }
    #expect(Loss(word: "hinge") == nil)
    #expect(Schedule(word: "constant") == .constant && Schedule(word: "cosine") == .cosine(least: 0))
    #expect(Schedule(word: "one-cycle") == .oneCycle(OneCycle()) && Schedule(word: "plateau") == .plateau(Plateau()))
    #expect(Schedule(word: "step:0.75/10000") == .step(factor: 0.75, every: .steps(10000)))
    #expect(Schedule(word: "exponential:0.9") == .exponential(factor: 0.9, every: .epochs(1)))
    let wrong = [
      "", "step", "step:", "step:0.5", "step:0.5/0", "step:0/5", "step:-1/5", "step:inf/5", "step:0.5/5/5",
      "exponential", "exponential:", "exponential:nan", "exponential:0.9/2", "cosine:1", "step:0.5/1e3", ":",
    ]
    for word in wrong { #expect(Schedule(word: word) == nil, "\(word)") }
  }

  @Test func plansAreReadAsTheyWereWritten() throws {
    for kind in ResumeTests.Kind.allCases {
      let plan = kind.trial.plan
      let bytes = try JSONFile.bytes(of: plan, file: "plan")
      #expect(try JSONFile.parse(TrainingPlan.self, bytes, file: "plan") == plan)
    }
  }
}
