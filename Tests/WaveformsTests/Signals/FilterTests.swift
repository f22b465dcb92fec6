import Testing

@testable import Waveforms

@Suite struct FilterTests {
  private func band(_ low: Double, _ high: Double) -> Filter.Band {
    low > 0 && high > 0 ? .between(low, high) : low > 0 ? .above(low) : .below(high)
  }

  @Test func agreesWithSciPyInZeroPhase() throws {
    for golden in SignalGoldens.filtered {
      let filter = try Filter.butterworth(
        order: golden.order, passing: band(golden.low, golden.high), rate: golden.rate)
      let result = filter.zeroPhase(goldenSignal(golden.count))
      #expect(distance(result, golden.values) < 1e-6, "order \(golden.order), \(golden.low) to \(golden.high)")
    }
  }

  @Test func agreesWithSciPyForward() throws {
    let filter = try Filter.butterworth(order: 2, passing: .between(0.05, 40), rate: 250)
    #expect(distance(filter.forward(goldenSignal(60)), SignalGoldens.forward) < 1e-6)
  }

  @Test func notchesAsSciPy() throws {
    for golden in SignalGoldens.notched {
      let filter = try Filter.notch(golden.frequency, quality: golden.quality, rate: golden.rate)
      #expect(distance(filter.zeroPhase(goldenSignal(60)), golden.values) < 1e-6)
      #expect(filter.gain(at: golden.frequency, rate: golden.rate) < 1e-9)
    }
  }

  @Test func hasSciPysGains() throws {
    for golden in SignalGoldens.gains {
      let filter = try Filter.butterworth(
        order: golden.order, passing: band(golden.low, golden.high), rate: golden.rate)
      let gain = filter.gain(at: golden.at, rate: golden.rate)
      #expect(abs(gain - golden.gain) <= 1e-7 * golden.gain + 1e-15, "order \(golden.order) at \(golden.at): \(gain)")
    }
  }

  @Test func leavesGapsAndBridgesThem() throws {
    let filter = try Filter.butterworth(order: 2, passing: .below(40), rate: 500)
    var signal = [Float](repeating: 2, count: 50)
    for i in 0..<5 { signal[i] = .nan }
    for i in 20..<30 { signal[i] = .infinity }
    let result = filter.zeroPhase(signal)
    #expect(result.indices.filter { result[$0].isNaN } == Array(0..<5) + Array(20..<30))
    #expect(result.allSatisfy { $0.isNaN || abs($0 - 2) < 1e-5 })
    #expect(filter.zeroPhase([.nan, .nan]).allSatisfy { $0.isNaN })
  }

  @Test func copesWithShortSignals() throws {
    let filter = try Filter.butterworth(order: 4, passing: .between(0.5, 40), rate: 500)
    #expect(filter.zeroPhase([]).isEmpty)
    #expect(filter.forward([]).isEmpty)
    #expect(abs(filter.zeroPhase([3])[0]) < 1e-6)
    #expect(filter.zeroPhase([1, 2, 3]).allSatisfy { $0.isFinite })
  }

  @Test func refusesImpossibleBands() {
    #expect(throws: SignalError.cutoff(found: 150, rate: 250)) {
      try Filter.butterworth(order: 2, passing: .below(150), rate: 250)
    }
    #expect(throws: SignalError.band(low: 40, high: 5)) {
      try Filter.butterworth(order: 2, passing: .between(40, 5), rate: 250)
    }
    #expect(throws: SignalError.cutoff(found: 0, rate: 250)) { try Filter.notch(0, rate: 250) }
    #expect(throws: SignalError.rate(found: -1)) { try Filter.notch(50, rate: -1) }
  }
}
