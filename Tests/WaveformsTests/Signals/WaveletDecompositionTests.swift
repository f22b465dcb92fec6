import Testing

@testable import Waveforms

@Suite struct WaveletDecompositionTests {
  @Test func agreesWithPyWavelets() throws {
    for golden in SignalGoldens.decomposed {
      let wavelet = try #require(Wavelet(rawValue: golden.wavelet))
      let border = try #require(Wavelet.Border(rawValue: golden.border))
      let parts = WaveletDecomposition(
        of: goldenSignal(golden.count), wavelet: wavelet, levels: golden.levels, border: border)
      for (ours, theirs) in zip([parts.approximation] + parts.details, golden.values) {
        #expect(distance(ours, theirs) < 5e-6, "\(golden.wavelet), \(golden.border)")
      }
    }
  }

  @Test(arguments: Wavelet.allCases, [1, 2, 7, 64, 101])
  func joinsToTheSignal(wavelet: Wavelet, count: Int) {
    for border in Wavelet.Border.allCases {
      let signal = goldenSignal(count)
      let parts = WaveletDecomposition(of: signal, wavelet: wavelet, levels: 4, border: border)
      #expect(distance(parts.joined(), signal) < 5e-6)
    }
  }

  @Test func countsUsefulLevelsAsPyWavelets() {
    // pywt.dwt_max_level(1000, "db6") = 6, ("sym8", 90) = 2, ("haar", 8) = 3, ("db4", 6) = 0
    #expect(WaveletDecomposition.usefulLevels(count: 1000, wavelet: .db6) == 6)
    #expect(WaveletDecomposition.usefulLevels(count: 90, wavelet: .sym8) == 2)
    #expect(WaveletDecomposition.usefulLevels(count: 8, wavelet: .haar) == 3)
    #expect(WaveletDecomposition.usefulLevels(count: 6, wavelet: .db4) == 0)
  }
}
