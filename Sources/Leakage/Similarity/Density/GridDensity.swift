import Waveforms

/// Equal cells over the range of one dimension, the same for all densities that are compared.
struct DensityGrid: Sendable, Equatable {
  static let cells = 1024
  let low: Double
  let cell: Double

  /// Lays cells over values, and a tenth of their range on each side.
  init(over values: some Sequence<Double>) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values { (low, high) = (min(low, value), max(high, value)) }
    let range = high > low ? high - low : 1
    self.low = (low.isFinite ? low : 0) - 0.1 * range
    cell = 1.2 * range / Double(Self.cells)
  }

  /// The middle of a cell.
  func middle(_ index: Int) -> Double { low + (Double(index) + 0.5) * cell }
}

/// A density as the share of each cell of a grid; nowhere zero, and 1 in all.
struct GridDensity: Sendable {
  let shares: [Double]
  let logarithms: [Double]

  /// Takes shares in any measure, scales them to 1, and spreads a part of them evenly.
  init(_ weights: [Double], floor: Double) {
    precondition(floor > 0 && floor < 1, "a floor of \(floor), expected between 0 and 1")
    let sum = weights.reduce(0, +)
    let even = 1 / Double(weights.count)
    shares = weights.map { sum > 0 ? (1 - floor) * $0 / sum + floor * even : even }
    logarithms = shares.map(logarithm)
  }

  /// Estimates the density of sorted samples.
  ///
  /// Each sample is dealt to the two cells it lies between, and the kernel is run over the cells: with cells much narrower
  /// than the kernel that is the estimate itself. The kernel is never narrower than two cells.
  init(of sorted: [Double], on grid: DensityGrid, _ estimate: DensityEstimate) {
    let cells = DensityGrid.cells
    var dealt = [Double](repeating: 0, count: cells)
    for value in sorted {
      let place = min(Double(cells - 1), max(0, (value - grid.low) / grid.cell - 0.5))
      let below = min(cells - 2, Int(place))
      dealt[below + 1] += place - Double(below)
      dealt[below] += 1 - (place - Double(below))
    }
    let width = max(2, estimate.width(of: sorted) / grid.cell)
    let kernel = Self.kernel(estimate.kernel, width: width, limit: cells)
    var sums = [Double](repeating: 0, count: cells)
    sums.withUnsafeMutableBufferPointer { sums in
      for (place, weight) in dealt.enumerated() where weight > 0 {
        sums[place] += weight * kernel[0]
        for offset in 1..<kernel.count {
          let share = weight * kernel[offset]
          if place >= offset { sums[place - offset] += share }
          if place + offset < cells { sums[place + offset] += share }
        }
      }
    }
    self.init(sums, floor: estimate.floor)
  }

  /// The kernel's weight at each distance in cells, as far as it says anything.
  private static func kernel(_ kind: DensityEstimate.Kernel, width: Double, limit: Int) -> [Double] {
    switch kind {
    case .gaussian:
      return (0...min(limit - 1, Int(8 * width) + 1)).map { distance in
        let units = Double(distance) / width
        return exponential(-0.5 * units * units)
      }
    case .boxcar:
      // A cell at the edge counts by what of it lies within.
      return (0...min(limit - 1, Int(width + 0.5) + 1)).map { min(1, max(0, width - Double($0) + 0.5)) }
    }
  }
}
