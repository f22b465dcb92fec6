import Testing

@testable import Waveforms

@Suite struct BaselineTests {
  @Test func mediansAreSciPys() {
    #expect(runningMedian(goldenSignal(40), width: 15) == SignalGoldens.median)
    #expect(runningMedian([], width: 3).isEmpty)
    #expect(runningMedian([4], width: 101) == [4])
    #expect(runningMedian([5, 1, 9], width: 1) == [5, 1, 9])
  }

  @Test(arguments: [Baseline.highpass(0.5), .medians(0.2, 0.6)])
  func takesWanderAwayAndKeepsSpikes(baseline: Baseline) throws {
    let rate = 250.0
    let wander = sineWave(0.15, rate: rate, count: 5000)
    var spikes = [Float](repeating: 0, count: 5000)
    for i in stride(from: 100, to: 5000, by: 200) { spikes[i] = 1 }
    let result = try baseline.removed(from: zip(wander, spikes).map(+), rate: rate)
    #expect(rootMeanSquare(zip(result, spikes).map(-)[500..<4500]) < 0.07)
    #expect(rootMeanSquare(wander) > 0.6)
  }

  @Test func keepsGaps() throws {
    var signal = goldenSignal(300)
    signal[7] = .nan
    for baseline in [Baseline.highpass(0.5), .medians(0.2, 0.6)] {
      let result = try baseline.removed(from: signal, rate: 100)
      #expect(result.indices.filter { result[$0].isNaN } == [7])
    }
  }

  @Test func refusesImpossibleRates() {
    #expect(throws: SignalError.rate(found: .infinity)) {
      try Baseline.medians(0.2, 0.6).removed(from: [1], rate: .infinity)
    }
  }
}
