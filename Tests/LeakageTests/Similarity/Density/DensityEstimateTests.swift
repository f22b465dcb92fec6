import Testing

@testable import Leakage

@Suite struct DensityEstimateTests {
  /// Scripts/goldens/similarity.py
  @Test(arguments: [
    (DensityEstimate.Kernel.gaussian, DensityEstimate.Rule.silverman, 0.193178),
    (.gaussian, .leastError, 0.235824), (.boxcar, .silverman, 0.336145), (.boxcar, .leastError, 0.410353),
  ]) func widths(_ kernel: DensityEstimate.Kernel, _ rule: DensityEstimate.Rule, _ expected: Double) {
    var estimate = DensityEstimate()
    (estimate.kernel, estimate.rule) = (kernel, rule)
    let sorted = Samples.humps("one", 300, shift: 0)
    #expect(abs(estimate.width(of: sorted) - expected) < 2e-6)
    estimate.factor = 2
    #expect(abs(estimate.width(of: sorted) - 2 * expected) < 4e-6)
  }

  @Test func samplesWithoutSpreadHaveNoWidth() {
    #expect(DensityEstimate().width(of: [3, 3, 3]) == 0)
    #expect(DensityEstimate().width(of: [3]) == 0)
    #expect(DensityEstimate().width(of: []) == 0)
  }

  @Test func itSaysItsChoices() {
    #expect(DensityEstimate().words == "gaussian, Silverman, floor 0.001")
  }
}
