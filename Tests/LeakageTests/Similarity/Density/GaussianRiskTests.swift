import Testing

@testable import Leakage

@Suite struct GaussianRiskTests {
  /// Scripts/goldens/similarity.py
  @Test func theLeastRiskOfThePaper() {
    let least = GaussianRisk(count: 2000, dimensions: 16).least
    #expect(abs(least.risk - 0.802622) < 1e-6)
    #expect(abs(least.width - 0.749550) < 1e-4)
  }

  /// Scripts/goldens/similarity.py
  @Test func soManySamplesOfOneDimensionAreAsGood() {
    let risk = GaussianRisk(count: 2000, dimensions: 16).least.risk
    #expect(abs(GaussianRisk.count(ofRisk: risk, dimensions: 1) - 0.0233322) < 1e-6)
  }

  @Test func noWidthNearbyIsBetter() {
    for (count, dimensions) in [(10.0, 1), (300.0, 1), (2000.0, 4)] {
      let risk = GaussianRisk(count: count, dimensions: dimensions)
      let least = risk.least
      #expect(risk(least.width * 1.02) > least.risk)
      #expect(risk(least.width / 1.02) > least.risk)
    }
  }

  @Test func manySamplesComeNearTheWellKnownWidth() {
    // (4 / 3n)^(1/5) in the limit.
    #expect(abs(GaussianRisk(count: 1e6).least.width / 0.0668 - 1) < 0.01)
  }
}
