import Cohorts
import Testing

@testable import Leakage

@Suite struct BeatSymbolsTests {
  @Test func withoutAnnotationsTheLabelsStandForTheSymbol() throws {
    var example = Made.example(Made.recording(1), id: "a")
    var cohort = Made.cohort([example])
    #expect(try cohort.beatSymbols(threads: 1) == ["N"])
    example.labels = []
    cohort.examples = [example]
    #expect(try cohort.beatSymbols(threads: 1) == ["no label"])
  }
}
