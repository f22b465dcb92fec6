import Testing

@testable import Waveforms

@Suite struct WaveletTests {
  /// PyWavelets computes in double precision, this in single.
  @Test func splitsAsPyWavelets() throws {
    for golden in SignalGoldens.halves {
      let wavelet = try #require(Wavelet(rawValue: golden.wavelet))
      let border = try #require(Wavelet.Border(rawValue: golden.border))
      let halves = wavelet.split(goldenSignal(golden.count), border: border)
      let name = "\(golden.wavelet), \(golden.border), \(golden.count)"
      #expect(distance(halves.approximation, golden.slow) < 2e-6, "\(name)")
      #expect(distance(halves.detail, golden.fast) < 2e-6, "\(name)")
    }
  }

  @Test(arguments: Wavelet.allCases, Wavelet.Border.allCases)
  func joinsWhatItSplit(wavelet: Wavelet, border: Wavelet.Border) {
    for count in [1, 2, 3, 8, 15, 16, 17, 100, 333] {
      let signal = goldenSignal(count)
      let halves = wavelet.split(signal, border: border)
      #expect(halves.approximation.count == wavelet.count(for: count, border: border))
      let joined = wavelet.join(halves, border: border)
      #expect(joined.count == count + count % 2)
      #expect(distance(Array(joined.prefix(count)), signal) < 2e-6, "\(count)")
    }
  }

  @Test func nineThousandSamplesGiveTheLengthsOfThePaper() {
    #expect(Wavelet.db6.count(for: 9000, border: .symmetric) == 4505)
    #expect(Wavelet.db6.count(for: 9000, border: .periodization) == 4500)
  }

  @Test func halvesInMillivolts() {
    let constant = Wavelet.db6.halved([Float](repeating: 1.5, count: 50))
    #expect(distance(constant, [Float](repeating: 1.5, count: 25)) < 1e-5)
  }

  @Test func keepsGapsWhenHalving() {
    var signal = [Float](repeating: 1, count: 100)
    for i in 40..<60 { signal[i] = .nan }
    for border in Wavelet.Border.allCases {
      let halved = Wavelet.db6.halved(signal, border: border)
      #expect(halved.count { $0.isNaN } == 10)
      #expect(halved.allSatisfy { $0.isNaN || abs($0 - 1) < 1e-5 })
    }
  }

  @Test func emptyAndMissingSignalsStayWhatTheyAre() {
    #expect(Wavelet.db6.split([]).approximation.isEmpty)
    #expect(Wavelet.db6.join(Wavelet.db6.split([])).isEmpty)
    #expect(Wavelet.db4.split([.nan, .nan]).detail.allSatisfy { $0.isNaN })
  }
}
