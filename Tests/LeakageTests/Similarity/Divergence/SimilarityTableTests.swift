import Learning
import Testing
import Waveforms

@testable import Leakage

@Suite struct SimilarityTableTests {
  /// Persons whose codes of two numbers lie about a place of their own, which moves over time by `drift`.
  static func codes(_ persons: Int, apart: Double, drift: Double) -> [[Float]] {
    (0..<persons).map { person in
      var random = SplitMix64(9, UInt64(person))
      let place = (random.normal(deviation: apart), random.normal(deviation: apart))
      return (0..<300).flatMap { beat -> [Float] in
        let moved = beat < 150 ? 0 : drift
        return [
          Float(place.0 + moved + random.normal(deviation: 0.1)),
          Float(place.1 + moved + random.normal(deviation: 0.1)),
        ]
      }
    }
  }

  static func table(_ codes: [[Float]], _ diagnoses: [String]) -> SimilarityTable {
    let estimate = DensityEstimate()
    let matrix = DivergenceMatrix(codes, dimensions: 2, estimate, threads: 2)
    return SimilarityTable(matrix, diagnoses: diagnoses, estimate, seed: 1)
  }

  @Test func personsApartAreLessAlikeThanHalves() {
    let table = Self.table(Self.codes(8, apart: 1, drift: 0), ["N", "N", "N", "N", "N", "P", "P", "x"])
    #expect(table.rows.map(\.name) == ["N", "P"])
    #expect(table.rows.map(\.patients) == [5, 2])
    #expect(table.sameDiagnosis.patients == 7 && table.anyDiagnosis.patients == 8)
    for row in table.rows + [table.sameDiagnosis, table.anyDiagnosis] {
      #expect(row.symmetrisedKL.between.value > 10 * row.symmetrisedKL.within.value)
      #expect(row.jensenShannon.ratio.value > 3)
    }
    #expect(table.rows[0].jensenShannon.ratio.low > 1)
    // Of two patients no interval can be drawn.
    #expect(table.rows[1].jensenShannon.ratio.low.isNaN)
  }

  @Test func ratiosAreOfMeans() {
    let codes = Self.codes(4, apart: 1, drift: 0.05)
    let matrix = DivergenceMatrix(codes, dimensions: 2, DensityEstimate(), threads: 1)
    let row = Self.table(codes, ["N", "N", "N", "N"]).rows[0].symmetrisedKL
    let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)].map { matrix.between[$0][$1].symmetrisedKL }
    #expect(abs(row.between.value - pairs.reduce(0, +) / 6) < 1e-9)
    #expect(abs(row.within.value - matrix.within.reduce(0) { $0 + $1.symmetrisedKL } / 4) < 1e-9)
    #expect(abs(row.ratio.value - row.betweenHalves.value / row.within.value) < 1e-9)
    #expect(matrix.between[2][1] == matrix.between[1][2])
  }

  @Test func theSameOnAnyNumberOfThreads() {
    let codes = Self.codes(5, apart: 1, drift: 0)
    let one = DivergenceMatrix(codes, dimensions: 2, DensityEstimate(), threads: 1)
    let three = DivergenceMatrix(codes, dimensions: 2, DensityEstimate(), threads: 3)
    #expect(one.within == three.within && one.between == three.between && one.betweenHalves == three.betweenHalves)
  }
}
