import ReaderTrials
import Testing

/// A corpus of damaged tables, headers, caches and JSON, the same at each run: every reader answers, and never dies.
@Suite struct CohortMutationTests {
  @Test func everyReaderSurvivesItsCorpus() throws {
    let folder = try TemporaryFolder()
    for trial in try ReaderTrial.cohorts(scratch: folder.path) {
      try trial.readSeeds()
      let outcome = trial.run(inputs: 0..<1500, seed: 2026)
      #expect(outcome.read + outcome.refused == 1500)
      #expect(outcome.read > 10, "\(trial.name) reads too few for the corpus to mean something")
      #expect(outcome.refused > 10, "\(trial.name) refuses too few for the corpus to mean something")
    }
  }
}
