import Testing

@testable import Waveforms

@Suite struct PowerSpectrumTests {
  @Test func agreesWithSciPysWelch() {
    let spectrum = PowerSpectrum(of: goldenSignal(1000), rate: 250, span: 256 / 250.0)
    #expect(spectrum.density.count == 129)
    #expect(distance(spectrum.density.prefix(40).map(Float.init), SignalGoldens.spectrum) < 1e-7)
  }

  @Test func findsAllOfASinesPowerAtItsFrequency() {
    let spectrum = PowerSpectrum(of: sineWave(12, rate: 256, count: 4096), rate: 256)
    #expect(abs(spectrum.power(from: 11, to: 13) - 0.5) < 0.01)
    #expect(spectrum.power(from: 20, to: 128) < 1e-9)
  }

  @Test(arguments: [0, 1, 7, 8, 9])
  func copesWithShortSignals(count: Int) {
    let spectrum = PowerSpectrum(of: goldenSignal(count), rate: 250)
    #expect(spectrum.density.allSatisfy { $0 >= 0 && $0.isFinite })
    #expect(spectrum.density.contains { $0 > 0 } == (count >= 8))
  }

  @Test func transformsAnImpulseAndAWave() {
    let transform = FourierTransform(count: 8)
    let impulse = transform([Complex(1)] + Array(repeating: Complex(0), count: 7))
    #expect(impulse.allSatisfy { abs($0.real - 1) < 1e-12 && abs($0.imaginary) < 1e-12 })
    let wave = transform((0..<8).map { Complex(angle: 2 * .pi * 3 * Double($0) / 8) })
    for k in 0..<8 { #expect(abs(wave[k].magnitude - (k == 3 ? 8 : 0)) < 1e-12) }
    #expect(FourierTransform(count: 1)([Complex(4)]) == [Complex(4)])
  }
}
