import Testing

@testable import Leakage

@Suite struct GridDensityTests {
  @Test(arguments: DensityEstimate.Kernel.allCases) func sharesAreOneInAllAndNowhereZero(
    _ kernel: DensityEstimate.Kernel
  ) {
    var estimate = DensityEstimate()
    estimate.kernel = kernel
    for values in [Samples.humps("one", 300, shift: 0), [5], [], [2, 2, 2, 2]] {
      let density = GridDensity(of: values, on: DensityGrid(over: values), estimate)
      #expect(abs(density.shares.reduce(0, +) - 1) < 1e-12)
      #expect(density.shares.allSatisfy { $0 >= 0.999e-3 / Double(DensityGrid.cells) })
      #expect(density.logarithms.allSatisfy { $0.isFinite })
    }
  }

  @Test func anEstimateOfManyNormalSamplesIsNormal() {
    let values = Samples.normal(20_000, mean: 1, deviation: 2)
    let grid = DensityGrid(over: values)
    let density = GridDensity(of: values, on: grid, DensityEstimate())
    let mean = density.shares.enumerated().reduce(0) { $0 + $1.element * grid.middle($1.offset) }
    let middle = Int((1 - grid.low) / grid.cell)
    #expect(abs(mean - 1) < 0.05)
    // 1 / (2 √(2π))
    #expect(abs(density.shares[middle] / grid.cell - 0.19947) < 0.008)
  }
}
