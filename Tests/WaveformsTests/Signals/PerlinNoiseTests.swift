import Testing
import Waveforms

@Suite struct PerlinNoiseTests {
  @Test func isZeroAtWholeNumbersAndWithinBounds() {
    let samples = PerlinNoise(seed: 7).samples(5000, rate: 100, frequency: 2)
    for i in stride(from: 0, to: 5000, by: 50) { #expect(abs(samples[i]) < 1e-6) }
    #expect(samples.allSatisfy { abs($0) <= 0.5 })
    #expect(rootMeanSquare(samples) > 0.1)
  }

  @Test func isSmooth() {
    let samples = PerlinNoise(seed: 3).samples(5000, rate: 1000, frequency: 1)
    // The steepest slope of one cell is below 3 a unit, so below 0.003 a sample.
    #expect(zip(samples, samples.dropFirst()).allSatisfy { abs($0 - $1) < 0.003 })
  }

  @Test func doesNotDependOnTheRate() {
    let fine = PerlinNoise(seed: 9, octaves: 3).samples(1000, rate: 200, frequency: 1.5)
    let coarse = PerlinNoise(seed: 9, octaves: 3).samples(500, rate: 100, frequency: 1.5)
    #expect(distance(stride(from: 0, to: 1000, by: 2).map { fine[$0] }, coarse) < 1e-5)
  }

  @Test func belongsToItsSeed() {
    let noise = PerlinNoise(seed: 1, octaves: 2)
    #expect(noise.samples(200, rate: 100, frequency: 1) == noise.samples(200, rate: 100, frequency: 1))
    #expect(
      distance(
        noise.samples(200, rate: 100, frequency: 1),
        PerlinNoise(seed: 2, octaves: 2).samples(200, rate: 100, frequency: 1))
        > 0.1)
    #expect(noise.samples(0, rate: 100, frequency: 1).isEmpty)
  }
}
