import Testing
import Waveforms

@testable import Leakage

@Suite struct DivergenceTests {
  /// Scripts/goldens/similarity.py, which adds up over all samples on a grid sixteen times as fine.
  @Test(arguments: [
    (DensityEstimate.Kernel.gaussian, DensityEstimate.Rule.silverman, 2.59958, 0.31452),
    (.gaussian, .leastError, 1.84183, 0.24431), (.boxcar, .silverman, 3.46595, 0.31183),
    (.boxcar, .leastError, 2.62551, 0.23923),
  ]) func agreesWithPlainIntegration(
    _ kernel: DensityEstimate.Kernel, _ rule: DensityEstimate.Rule, _ kullback: Double, _ jensen: Double
  ) {
    var estimate = DensityEstimate()
    (estimate.kernel, estimate.rule) = (kernel, rule)
    let (one, other) = (Samples.humps("one", 300, shift: 0), Samples.humps("other", 200, shift: 0.6))
    let divergence = compared(one, other, estimate)
    #expect(abs(divergence.symmetrisedKL / kullback - 1) < 4e-3)
    #expect(abs(divergence.jensenShannon / jensen - 1) < 2e-3)
  }

  @Test func agreesWithTheClosedFormOfNormalDensities() {
    // (m² (1/s² + 1/t²) + s²/t² + t²/s² − 2) / 2 for a distance m and deviations s and t.
    let cells = 4096
    func density(_ mean: Double, _ deviation: Double) -> GridDensity {
      GridDensity(
        (0..<cells).map { cell in
          let z = ((Double(cell) + 0.5) / Double(cells) * 40 - 20 - mean) / deviation
          return exponential(-0.5 * z * z)
        }, floor: 1e-15)
    }
    let divergence = Divergence(density(0, 1), density(1, 1.5))
    let expected = 0.5 * (1 + 1 / 2.25 + 2.25 + 1 / 2.25 - 2)
    #expect(abs(divergence.symmetrisedKL - expected) < 1e-3)
  }

  @Test func isZeroForEqualSamplesAndSymmetric() {
    let (one, other) = (Samples.humps("one", 300, shift: 0), Samples.humps("other", 200, shift: 0.6))
    #expect(compared(one, one) == Divergence())
    let grid = DensityGrid(over: one + other)
    let there = Divergence(GridDensity(of: one, on: grid, .init()), GridDensity(of: other, on: grid, .init()))
    let back = Divergence(GridDensity(of: other, on: grid, .init()), GridDensity(of: one, on: grid, .init()))
    #expect(abs(there.symmetrisedKL - back.symmetrisedKL) < 1e-12)
    #expect(abs(there.jensenShannon - back.jensenShannon) < 1e-12)
  }

  @Test func staysFiniteHoweverFarApart() {
    for (one, other) in [([0.0], [1.0]), ([0, 0, 0], [9, 9, 9]), ([], [1]), ([1e-300, 2e-300], [1e300])] {
      let divergence = compared(one, other)
      #expect(divergence.symmetrisedKL.isFinite && divergence.symmetrisedKL >= 0)
      #expect((0...1.000001).contains(divergence.jensenShannon))
    }
    #expect(compared([0, 0.001], [9, 9.001]).jensenShannon > 0.98)
  }

  @Test func theFloorBoundsWhatIsApart() {
    var low = DensityEstimate()
    low.floor = 1e-9
    let (one, other) = (Samples.normal(400, mean: 0, deviation: 1), Samples.normal(400, mean: 40, deviation: 1))
    #expect(compared(one, other, low).symmetrisedKL > 1.8 * compared(one, other).symmetrisedKL)
    #expect(abs(compared(one, other, low).jensenShannon - compared(one, other).jensenShannon) < 0.02)
  }

  private func compared(_ one: [Double], _ other: [Double], _ estimate: DensityEstimate = .init()) -> Divergence {
    let grid = DensityGrid(over: one + other)
    return Divergence(GridDensity(of: one, on: grid, estimate), GridDensity(of: other, on: grid, estimate))
  }
}
