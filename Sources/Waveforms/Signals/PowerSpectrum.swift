/// How a signal's power is spread over frequencies (Welch: Hann windows, half overlapping, each without its mean).
public struct PowerSpectrum: Sendable, Equatable {
  /// The distance between two frequencies, in Hz.
  public let resolution: Double
  /// Power per Hz at 0, `resolution`, 2·`resolution`… up to half the rate; one-sided.
  public let density: [Double]

  /// Measures a signal's spectrum with windows of the power of two nearest below `span` seconds (and of the signal).
  ///
  /// Missing samples are bridged. A signal that is too short, empty or all missing has a spectrum of zeros.
  public init(of samples: [Float], rate: Double, span: Double = 4) {
    precondition(rate > 0 && rate.isFinite, "PowerSpectrum(rate: \(rate)): expected a positive, finite rate")
    let longest = max(8, min(Double(samples.count), span * rate, 65_536))
    let width = 1 << Int(Int(longest).bitWidth - 1 - Int(longest).leadingZeroBitCount)
    resolution = rate / Double(width)
    var density = [Double](repeating: 0, count: width / 2 + 1)
    if samples.count >= width, let whole = MissingSamples.bridged(samples) {
      let window = (0..<width).map { 0.5 - 0.5 * cosine(2 * .pi * Double($0) / Double(width)) }
      let transform = FourierTransform(count: width)
      let starts = Array(stride(from: 0, through: samples.count - width, by: width / 2))
      for start in starts {
        let part = whole[start..<(start + width)].map(Double.init)
        let mean = part.reduce(0, +) / Double(width)
        let values = transform(zip(part, window).map { Complex(($0 - mean) * $1) })
        for k in density.indices { density[k] += values[k].squaredMagnitude }
      }
      let energy = window.reduce(0) { $0 + $1 * $1 }
      for k in density.indices {
        density[k] *= (k == 0 || k == width / 2 ? 1 : 2) / (rate * energy * Double(starts.count))
      }
    }
    self.density = density
  }

  /// Returns the power between two frequencies, in squared units of the signal.
  public func power(from low: Double, to high: Double) -> Double {
    var sum = 0.0
    for k in density.indices where Double(k) * resolution >= low && Double(k) * resolution < high { sum += density[k] }
    return sum * resolution
  }
}
