import Cohorts
import Compute
import GoldenFiles
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// A checkpoint told to people.
@Suite struct ModelCardTests {
  private func card() throws -> Card {
    let trial = Trial()
    var card = try trial.card()
    let split = Split.fractions(of: trial.cohort, [("train", 0.7), ("test", 0.3)], seed: 1)
    let set = try LearningSet(trial.prepared(), indices: Array(0..<27), task: .oneLabel)
    card.training = Card.Training(split: split, set: set, plan: trial.plan)
    card.training?.epoch = 2
    card.training?.notes = ["label d left out"]
    card.results = [
      .init(part: "test", metric: "macroF1", value: 0.70512, interval: [0.68, 0.73], examples: 9),
      .init(part: "test", metric: "accuracy", value: 0.8, examples: 9),
      .init(part: "elsewhere", metric: "accuracy", value: 0.5, examples: 4),
    ]
    card.lineage = [.init(file: "old.safetensors", fingerprint: "0123456789abcdef", method: "all weights trained on")]
    return card
  }

  @Test func saysAllThatIsKnown() throws {
    let card = try card()
    let page = ModelCard(Checkpoint(card: card, parameters: card.architecture.parameters(seed: 1))).markdown
    #expect(GoldenFile("model-card.md", file: Trial.here).difference(from: page) == nil)
  }

  @Test func saysWhatIsNotKnown() throws {
    let trial = Trial()
    let page = ModelCard(
      Checkpoint(card: try trial.card(), parameters: trial.architecture.parameters(seed: 1))
    ).markdown
    #expect(page.contains("Not known: the weights were made elsewhere.") && page.contains("Not measured."))
    #expect(page.contains("It was not judged here") && !page.contains("the database above"))
    #expect(!page.contains("model-index"))
  }

  @Test func saysThatFiguresOfBeatsFlatter() throws {
    var card = try card()
    card.training?.unit = .example
    let page = ModelCard(Checkpoint(card: card, parameters: card.architecture.parameters(seed: 1))).markdown
    #expect(page.contains("figures flatter"))
  }
}
