import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning
@testable import Transfer

/// One network for recordings with all leads and for those that lack some.
@Suite struct MissingLeadsTests {
  private let leads = ["I", "II", "V1"]
  private let network = Architecture(Embedded(of: Beat(samples: 48, outputs: 3), leads: 3, takesPresence: true))

  private func cohort() -> Cohort {
    Waves.cohort(leads: leads) { number in number % 2 == 0 ? [] : number % 3 == 0 ? ["V1"] : ["I", "V1"] }
  }

  /// Every third record has I and II, so that V1 alone cannot be derived.
  @Test func windowsSayWhichLeadsThereAre() throws {
    let set = try Waves.set(cohort(), Waves.recipe(.random, leads: leads))
    #expect(try set.prepared.windows(of: 0).presence == [Float](repeating: 1, count: 9))
    #expect(try set.prepared.windows(of: 3, seed: 1, epoch: 0).presence == [1, 1, 0])
    let one = try set.prepared.windows(of: 1, seed: 1, epoch: 0)
    #expect(one.presence == [0, 1, 0] && !one.hasMissing)
  }

  @Test func itLearnsAndAnswersWithoutThem() throws {
    let set = try Waves.set(cohort(), Waves.recipe(.random, leads: leads))
    let shape = Waves.shape(leads)
    let start = network.parameters(seed: 5)
    let end = try Waves.trained(network, from: start, on: set, shape: shape)
    #expect(end["leads.2.stem.weight"] != start["leads.2.stem.weight"])
    let said = try Predictor(network, end, task: .oneLabel, threads: 1).predictions(on: set, shape: shape)
    #expect(said.isFinite)

    // A record of one lead is told by that lead alone, whatever the others' weights are.
    let card = Waves.card(network, leads: leads, recipe: Waves.recipe(.random, leads: leads))
    let model = try Model(Checkpoint(card: card, parameters: end), threads: 1)
    let record = try cohort().examples[1].source.read()
    let answer = try model.answer(record)
    #expect(answer.probabilities.map(\.probability) == Array(said.probabilities[3..<6]))
    let whole = try cohort().examples[0].source.read()
    let before = try model.answer(whole)
    end["leads.0.hidden.bias"] = Tensor([32], [Float](repeating: 9, count: 32))
    let other = try Model(Checkpoint(card: card, parameters: end), threads: 1)
    #expect(try other.answer(record) == answer)
    #expect(try other.answer(whole) != before)
  }

  @Test func mixturesAreRefused() throws {
    var plan = Waves.plan
    plan.mixup = 0.2
    let set = try Waves.set(cohort(), Waves.recipe(.random, leads: leads))
    #expect(throws: LearningError.self) {
      try Trainer(plan, network, training: set, shape: Waves.shape(leads), threads: 1)
    }
  }

  @Test func featuresRememberThem() throws {
    let set = try Waves.set(cohort(), Waves.recipe(.random, leads: leads))
    let extractor = FeatureExtractor(network, network.parameters(seed: 5), before: "presence", threads: 1)
    let table = try extractor.table(of: set.prepared, at: set.indices, shape: Waves.shape(leads), draws: 2, seed: 1)
    #expect(try table.windows(of: 1, seed: 1, epoch: 0).presence == [0, 1, 0])
    #expect(try table.windows(of: 1).presence == [0, 1, 0, 0, 1, 0])
  }
}
