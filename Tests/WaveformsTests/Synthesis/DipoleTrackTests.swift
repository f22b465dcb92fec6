import Foundation
import Testing

@testable import Waveforms

@Suite struct DipoleTrackTests {
  @Test(arguments: [0.5, 0.503, 0.0, -0.02, 0.9999, 1.05])
  func drawsAGaussianWithoutExponentials(moment: Double) {
    var track = DipoleTrack(rate: 500, count: 500)
    track.add(Wave(at: 0, rise: 0.03, fall: 0.05, SIMD3(1, -2, 0.5)), at: moment)
    for (i, sample) in track.samples.enumerated() {
      let d = Double(i) / 500 - moment
      let width = d < 0 ? 0.03 : 0.05
      let expected = exp(-d * d / (2 * width * width))
      #expect(abs(Double(sample.x) - expected) < 6e-4)
      #expect(abs(sample.y + 2 * sample.x) < 1e-6 && abs(sample.z - 0.5 * sample.x) < 1e-6)
    }
  }

  @Test(arguments: [(0.3, 0.6), (0.3001, 0.3002), (0.3, 0.3), (0.3011, 0.3999)])
  func drawsAFlatTop(start: Double, end: Double) {
    var track = DipoleTrack(rate: 500, count: 500)
    track.add(Wave(from: start, to: end, rise: 0.01, fall: 0.04, SIMD3(1, 0, 0)), at: 0)
    for (i, sample) in track.samples.enumerated() {
      let t = Double(i) / 500
      let d = t < start ? (start - t) / 0.01 : t > end ? (t - end) / 0.04 : 0
      #expect(abs(Double(sample.x) - exp(-d * d / 2)) < 6e-4)
    }
  }

  @Test func ignoresWavesFarAway() {
    var track = DipoleTrack(rate: 500, count: 100)
    for moment in [-1e12, -5, 5, 1e12] { track.add(Wave(at: 0, rise: 0.03, fall: 0.05, SIMD3(1, 1, 1)), at: moment) }
    #expect(track.samples.allSatisfy { $0 == .zero })
  }
}
