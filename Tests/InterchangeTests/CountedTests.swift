import Testing

@testable import Interchange

@Suite struct CountedTests {
  @Test func oneIsSingular() {
    #expect([0, 1, 2].map { counted($0, "record") } == ["0 records", "1 record", "2 records"])
  }
}
