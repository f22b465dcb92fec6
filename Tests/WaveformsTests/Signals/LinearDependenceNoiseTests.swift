import Testing
import Waveforms

@Suite struct LinearDependenceNoiseTests {
  private let noise = LinearDependenceNoise(leads: 12, sources: 3, scale: 0.4, frequency: 1, seed: 5)

  @Test func drawsItsMatrixOnceWithinTheScale() {
    #expect(noise.matrix.count == 12 && noise.matrix.allSatisfy { $0.count == 3 })
    let elements = noise.matrix.flatMap { $0 }
    #expect(elements.allSatisfy { abs($0) <= 0.4 })
    #expect(elements.contains { $0 > 0.2 } && elements.contains { $0 < -0.2 })
    #expect(noise.matrix == LinearDependenceNoise(leads: 12, sources: 3, scale: 0.4, seed: 5).matrix)
    #expect(noise.matrix != LinearDependenceNoise(leads: 12, sources: 3, scale: 0.4, seed: 6).matrix)
  }

  @Test func fourLeadsOfThreeSourcesAreLinearlyDependentInEveryDraw() {
    // The first three leads determine the sources, so the fourth follows from them with weights that M alone gives.
    let m = noise.matrix
    func determinant(_ a: [Float], _ b: [Float], _ c: [Float]) -> Float {
      a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])
    }
    let whole = determinant(m[0], m[1], m[2])
    let weights = [
      determinant(m[3], m[1], m[2]) / whole, determinant(m[0], m[3], m[2]) / whole,
      determinant(m[0], m[1], m[3]) / whole,
    ]
    for draw in UInt64(0)..<3 {
      let leads = noise.noise(500, rate: 100, draw: draw)
      let predicted = (0..<500).map { i in (0..<3).reduce(Float(0)) { $0 + weights[$1] * leads[$1][i] } }
      #expect(distance(predicted, leads[3]) < 1e-4)
      #expect(rootMeanSquare(leads[3]) > 0.01)
    }
    #expect(distance(noise.noise(500, rate: 100, draw: 0)[0], noise.noise(500, rate: 100, draw: 1)[0]) > 0.01)
  }

  @Test func addsItselfAndLeavesGaps() {
    let leads = (0..<12).map { Recording.Lead(name: "\($0)", samples: [1, .nan, 1, 1]) }
    let result = noise.added(to: Recording(name: "a", rate: 10, leads: leads), draw: 2)
    let added = noise.noise(4, rate: 10, draw: 2)
    for i in 0..<12 {
      #expect(distance(result.leads[i].samples, [1 + added[i][0], .nan, 1 + added[i][2], 1 + added[i][3]]) < 1e-7)
    }
  }
}
