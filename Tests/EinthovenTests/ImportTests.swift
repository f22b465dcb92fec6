import Einthoven
import Testing

@Suite struct ImportTests {
  @Test func oneImportIsEnough() {
    #expect(Architecture(Lead()).leads == 1)
    #expect(Verdict.clean.rawValue == "clean")
  }
}
