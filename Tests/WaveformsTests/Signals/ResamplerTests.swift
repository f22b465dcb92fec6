import Testing

@testable import Waveforms

@Suite struct ResamplerTests {
  /// SciPy computes in double precision, this in single: 2·10⁻⁶ of a signal of about 2.
  @Test func agreesWithSciPy() throws {
    for golden in SignalGoldens.resampled {
      let edge = try #require(Resampler.Edge(rawValue: golden.edge))
      let resampler = try Resampler(from: golden.from, to: golden.to, edge: edge)
      let result = resampler(goldenSignal(golden.count))
      #expect(
        distance(result, golden.values) < 2e-6,
        "\(golden.count) samples, \(golden.from) to \(golden.to), \(golden.edge)")
    }
  }

  @Test(arguments: [
    (360.0, 125.0, 25, 72), (500, 100, 1, 5), (257, 100, 100, 257), (1000.0 / 3, 250, 3, 4), (128, 128, 1, 1),
  ])
  func findsTheRatio(from: Double, to: Double, up: Int, down: Int) throws {
    let resampler = try Resampler(from: from, to: to)
    #expect(resampler.up == up)
    #expect(resampler.down == down)
  }

  @Test(arguments: [256.41, 977.0 / 7.3, 249.9875, 360.000_01, 499.9, 1.01, 63_990])
  func meetsAwkwardRatesWithinTheToleranceOfACrystal(rate: Double) throws {
    let resampler = try Resampler(from: rate, to: 250)
    let found = Double(resampler.up) / Double(resampler.down)
    #expect(abs(found * rate / 250 - 1) <= 50.01e-6)
    #expect(resampler.up <= 10_000 && resampler.down <= 10_000)
  }

  @Test(arguments: [0, 1, 2, 3, 71, 72, 73, 1000])
  func givesTheLengthItPromises(count: Int) throws {
    let resampler = try Resampler(from: 360, to: 125)
    #expect(resampler(goldenSignal(count)).count == resampler.count(for: count))
    #expect(resampler.count(for: count) == (count * 25 + 71) / 72)
  }

  @Test func keepsASlowSineAndDropsAFastOne() throws {
    let resampler = try Resampler(from: 500, to: 100)
    let slow = resampler(sineWave(10, rate: 500, count: 5000))
    #expect(distance(Array(slow[20..<980]), Array(sineWave(10, rate: 100, count: 1000)[20..<980])) < 2e-3)
    let fast = resampler(sineWave(80, rate: 500, count: 5000))
    #expect(rootMeanSquare(fast[20..<980]) < 3e-3)
  }

  @Test func keepsAnOffsetUpToTheEnds() throws {
    let resampler = try Resampler(from: 360, to: 250)
    let result = resampler([Float](repeating: 4.5, count: 200))
    #expect(distance(result, [Float](repeating: 4.5, count: result.count)) < 0.01)
  }

  @Test func leavesMissingSamplesMissing() throws {
    let resampler = try Resampler(from: 100, to: 50)
    var samples = [Float](repeating: 1, count: 40)
    for i in 10..<20 { samples[i] = .nan }
    let result = resampler(samples)
    #expect(result.indices.filter { result[$0].isNaN } == Array(5..<10))
    #expect(result.allSatisfy { $0.isNaN || abs($0 - 1) < 0.01 })
    let empty = resampler([Float](repeating: .nan, count: 7))
    #expect(empty.count == 4 && empty.allSatisfy { $0.isNaN })
  }

  @Test func refusesImpossibleRates() {
    #expect(throws: SignalError.rate(found: 0)) { try Resampler(from: 0, to: 100) }
    #expect(throws: SignalError.rate(found: -.infinity)) { try Resampler(from: 100, to: -.infinity) }
    #expect(throws: SignalError.rate(found: 1e9)) { try Resampler(from: 1e9, to: 1) }
    #expect(throws: SignalError.ratio(from: 1e6, to: 1, limit: 256)) { try Resampler(from: 1e6, to: 1) }
    #expect(throws: SignalError.ratio(from: 1e-300, to: 100, limit: 256)) { try Resampler(from: 1e-300, to: 100) }
  }
}
