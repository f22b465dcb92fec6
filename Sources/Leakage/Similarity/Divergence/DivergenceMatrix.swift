import Cohorts

/// How different the codes of each two persons are, and those of each person's two halves; means over the dimensions.
struct DivergenceMatrix: Sendable {
  /// First against second half of a person's beats, in time.
  let within: [Divergence]
  /// All beats of one person against all of another, both ways the same.
  let between: [[Divergence]]
  /// Halves of one against halves of another, the mean of all four pairs: as few beats as `within` has.
  let betweenHalves: [[Divergence]]

  /// Compares persons.
  ///
  /// - Parameter codes: For each person a code of `dimensions` numbers for each beat, in the order of time.
  init(_ codes: [[Float]], dimensions: Int, _ estimate: DensityEstimate, threads: Int?) {
    let persons = codes.count
    let grids = (0..<dimensions).map { dimension in
      DensityGrid(
        over: codes.lazy.flatMap { own in
          stride(from: dimension, to: own.count, by: dimensions).lazy.map { Double(own[$0]) }
        })
    }
    let densities = Parallel.map(persons, threads: threads) { person in
      grids.enumerated().map { dimension, grid in
        Parts(codes[person], dimension, of: dimensions, grid, estimate)
      }
    }
    within = densities.map { own in Divergence(meanOf: own.map { Divergence($0.first, $0.second) }) }
    let rows = Parallel.map(persons, threads: threads) { person in
      (0..<persons).map { other in
        // Only one half of the matrix: it is symmetric.
        other <= person
          ? (Divergence(), Divergence())
          : Self.compared(densities[person], densities[other])
      }
    }
    func whole(_ path: KeyPath<(Divergence, Divergence), Divergence>) -> [[Divergence]] {
      (0..<persons).map { a in (0..<persons).map { b in rows[min(a, b)][max(a, b)][keyPath: path] } }
    }
    between = whole(\.0)
    betweenHalves = whole(\.1)
  }

  /// Densities of one dimension: of all beats, of the first half, of the second half.
  private struct Parts: Sendable {
    let whole: GridDensity
    let first: GridDensity
    let second: GridDensity

    init(_ codes: [Float], _ dimension: Int, of dimensions: Int, _ grid: DensityGrid, _ estimate: DensityEstimate) {
      let values = stride(from: dimension, to: codes.count, by: dimensions).map { Double(codes[$0]) }
      func density(_ part: ArraySlice<Double>) -> GridDensity { GridDensity(of: part.sorted(), on: grid, estimate) }
      whole = density(values[...])
      first = density(values[..<(values.count / 2)])
      second = density(values[(values.count / 2)...])
    }
  }

  private static func compared(_ one: [Parts], _ other: [Parts]) -> (Divergence, Divergence) {
    let pairs = zip(one, other)
    return (
      Divergence(meanOf: pairs.map { Divergence($0.whole, $1.whole) }),
      Divergence(
        meanOf: pairs.flatMap { a, b in
          [
            Divergence(a.first, b.first), Divergence(a.first, b.second), Divergence(a.second, b.first),
            Divergence(a.second, b.second),
          ]
        })
    )
  }
}
