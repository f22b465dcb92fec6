import Testing

@testable import Waveforms

@Suite struct RatioTests {
  @Test func isTheBestWithinItsLimit() throws {
    for value in [0.137, 0.718281828, 1.4142135, 2.999, 7.77, 11.5] {
      let found = try #require(Ratio(nearest: value, limit: 12))
      var best = Double.infinity
      for p in 1...12 { for q in 1...12 { best = min(best, abs(Double(p) / Double(q) - value)) } }
      #expect(abs(Double(found.numerator) / Double(found.denominator) - value) == best, "\(value)")
    }
  }

  @Test func refusesWhatIsTooFar() {
    for value in [0, -1, .nan, .infinity, 12.5, 0.08] { #expect(Ratio(nearest: value, limit: 12) == nil) }
  }
}
