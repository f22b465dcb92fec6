import Testing
import Waveforms

@testable import Leakage

@Suite struct ResidualTests {
  /// Beats as bumps at some places, each moved by `shift`, with a second bump of some height behind it.
  private func beats(shift: (Int) -> Double = { _ in 0 }, second: Float = 0, noise: Double = 0) -> [Float] {
    var random = SplitMix64(seed: 3)
    return (0..<600).map { i in
      var value = Float(random.normal(deviation: max(noise, 1e-9)))
      for beat in 0..<12 {
        let x = (Double(i) - 40 - 45 * Double(beat) - shift(beat)) / 3
        value += 63 * Float(exponential(-x * x))
        let y = x - 2.5
        value += 63 * second * Float(exponential(-y * y))
      }
      return value
    }
  }

  @Test func noiseIsNeitherTimingNorShape() throws {
    let rest = try #require(Residual([beats()], [beats(noise: 12)]))
    #expect(rest.beats == 12)
    #expect(rest.noise > 0.1)
    #expect(abs(rest.timing) < 0.2 * rest.noise && abs(rest.shape) < 0.2 * rest.noise)
  }

  @Test func beatsAtOtherTimesAreTiming() throws {
    let rest = try #require(Residual([beats()], [beats(shift: { $0 % 2 == 0 ? 0.45 : -0.45 })]))
    #expect(rest.timing > 0.01 && rest.shape < 0.2 * rest.timing && rest.noise < 0.2 * rest.timing)
  }

  @Test func anotherShapeIsShape() throws {
    let rest = try #require(Residual([beats()], [beats(second: 0.4)]))
    #expect(rest.shape > 0.05 && rest.timing < 0.01 && rest.noise < 0.01)
  }

  @Test func nothingIsSaidOfALineWithoutBeats() {
    #expect(Residual([[Float](repeating: 0, count: 600)], [beats()]) == nil)
    #expect(Residual([], []) == nil)
  }
}
