/// The heart's dipole over time, as equally spaced samples.
struct DipoleTrack {
  let rate: Double
  /// Left, down, back, and one unused lane.
  private(set) var samples: [SIMD4<Float>]

  init(rate: Double, count: Int) {
    self.rate = rate
    samples = Array(repeating: .zero, count: count)
  }

  /// Adds a wave whose time 0 falls on `moment` seconds.
  ///
  /// A Gaussian at equal steps is a product of products, so no exponential is taken inside the loop:
  /// g(n + 1) = g(n)·r(n) and r(n + 1) = r(n)·q.
  mutating func add(_ wave: Wave, at moment: Double, gain: Double = 1) {
    let vector = SIMD4<Float>(SIMD4(wave.vector * gain, 0))
    let start = (moment + wave.start) * rate
    let end = (moment + wave.end) * rate
    // Nothing is narrower than half a sample, or it could fall between two.
    let rise = max(0.5, wave.rise * rate)
    let fall = max(0.5, wave.fall * rate)
    let count = Double(samples.count)
    guard end + 4 * fall > 0, start - 4 * rise < count else { return }
    let firstTop = Int(max(-1e9, start.rounded(.up)))
    let lastTop = Int(min(1e9, end.rounded(.down)))
    samples.withUnsafeMutableBufferPointer { samples in
      if firstTop <= lastTop {
        for i in max(0, firstTop)..<max(0, firstTop, min(samples.count, lastTop + 1)) { samples[i] += vector }
      }
      Self.flank(
        samples, vector, from: lastTop + 1, step: 1, distance: Double(lastTop + 1) - end, deviation: fall)
      Self.flank(
        samples, vector, from: firstTop - 1, step: -1, distance: start - Double(firstTop - 1), deviation: rise)
    }
  }

  /// Adds exp(−d²/2σ²) from a first sample outward, where d starts at `distance` samples and grows by one.
  @inline(__always)
  private static func flank(
    _ samples: UnsafeMutableBufferPointer<SIMD4<Float>>, _ vector: SIMD4<Float>, from first: Int, step: Int,
    distance: Double, deviation: Double
  ) {
    let scale = 0.5 / (deviation * deviation)
    var value = exponential(-distance * distance * scale)
    var ratio = exponential(-(2 * distance + 1) * scale)
    let change = exponential(-2 * scale)
    let length = Int((3.9 * deviation - distance).rounded(.up))
    var i = first
    for _ in 0..<max(0, length) {
      if i >= 0 && i < samples.count { samples[i] += Float(value) * vector }
      value *= ratio
      ratio *= change
      i += step
    }
  }
}
