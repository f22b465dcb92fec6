import ReaderTrials
import Testing

/// A corpus of damaged checkpoints and of cards that lie: each is used or refused, and none stops the program.
@Suite struct CheckpointMutationTests {
  @Test func everyDamagedCheckpointIsReadOrRefused() throws {
    for trial in try ReaderTrial.checkpoints() {
      try trial.readSeeds()
      let outcome = trial.run(inputs: 0..<300, seed: 2026)
      #expect(outcome.read + outcome.refused == 300)
      #expect(outcome.read > 5, "\(trial.name) reads too few for the corpus to mean something")
      #expect(outcome.refused > 20, "\(trial.name) refuses too few for the corpus to mean something")
    }
  }
}
