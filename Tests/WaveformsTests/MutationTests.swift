import ReaderTrials
import Testing

/// A corpus of damaged files, the same at each run: every reader answers with a result or an error, and never dies.
@Suite struct MutationTests {
  @Test func everyReaderSurvivesItsCorpus() throws {
    for trial in try ReaderTrial.all(fixtures: Fixtures.folder) {
      let outcome = trial.run(inputs: 0..<1500, seed: 2026)
      #expect(outcome.read + outcome.refused == 1500)
      #expect(outcome.read > 20, "\(trial.name) reads too few for the corpus to mean something")
      #expect(outcome.refused > 20, "\(trial.name) refuses too few for the corpus to mean something")
    }
  }

  @Test func everySeedIsReadUndamaged() throws {
    for trial in try ReaderTrial.all(fixtures: Fixtures.folder) { try trial.readSeeds() }
  }

  @Test func damageIsTheSameForTheSameSeed() {
    let files = ["a": Array("one two three\nfour\n".utf8), "b": [UInt8](0..<50)]
    for index in 0..<50 {
      var first = Mutation(seed: 1, index: index)
      var second = Mutation(seed: 1, index: index)
      #expect(first.damage(files) == second.damage(files))
    }
  }
}
