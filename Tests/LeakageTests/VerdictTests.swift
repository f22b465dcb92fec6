import Leakage
import Testing

@Suite struct VerdictTests {
  @Test func wordsAreThoseThatAreWritten() {
    #expect(Verdict.allCases.map(\.rawValue) == ["clean", "leaking", "cannot verify"])
  }
}
