import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// A checkpoint told in a terminal.
@Suite struct CheckpointTextTests {
  private func checkpoint() throws -> Checkpoint {
    let trial = Trial()
    return Checkpoint(card: try trial.card(), parameters: trial.architecture.parameters(seed: 1))
  }

  @Test func tellsItsCardAndItsLayers() throws {
    var checkpoint = try checkpoint()
    checkpoint.card.results = [
      .init(part: "test", metric: "macroF1", value: 0.70512, interval: [0.68, 0.73], examples: 9)
    ]
    checkpoint.card.lineage = [.init(file: "old.safetensors", fingerprint: "0123456789", method: "trained on")]
    let text = checkpoint.text
    #expect(
      text.hasPrefix(
        "pooledLSTM: one of a, b, c\ntakes 24 samples at 50.0 Hz of I II, prepared by window of 24, "))
    #expect(
      text.contains("what it learnt from is not known") && text.contains("from old.safetensors (01234567): trained on"))
    #expect(text.contains("test macroF1             0.705 (0.680–0.730)"))
    #expect(text.contains("weights \(checkpoint.fingerprint.prefix(8)), einthoven \(Version.current)"))
    #expect(text.hasSuffix(checkpoint.card.architecture.summary.description))
  }

  @Test func tellsWhatItLearntFrom() throws {
    var checkpoint = try checkpoint()
    let trial = Trial()
    let split = Split.fractions(of: trial.cohort, [("train", 0.7), ("test", 0.3)], seed: 1)
    let set = try LearningSet(trial.prepared(), indices: Array(0..<27), task: .oneLabel)
    checkpoint.card.training = Card.Training(split: split, set: set, plan: trial.plan)
    checkpoint.card.training?.notes = ["label d left out"]
    #expect(checkpoint.text.contains("learnt from 27 examples of waves, epoch 0 of 3; split: \(split.method)"))
    #expect(checkpoint.text.contains("note: label d left out"))
  }

  @Test func itsJSONIsTheCard() throws {
    let card = try checkpoint().card
    let line = try card.json()
    #expect(!line.contains("\n"))
    #expect(try JSONFile.parse(Card.self, Array(line.utf8), file: "card") == card)
  }
}
