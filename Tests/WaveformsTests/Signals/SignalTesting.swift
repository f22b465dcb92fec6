import Foundation

/// The signal from which Scripts/goldens/signals.py starts.
func goldenSignal(_ count: Int) -> [Float] {
  (0..<count).map { i in
    let noise = Double((i * 7919 + 13 * i * i) % 1000) / 500 - 1
    return Float(0.25 * noise + (i % 41 < 5 ? 2 : 0) + 0.5)
  }
}

/// Returns the largest difference of two signals; infinite when their lengths differ or only one is missing somewhere.
func distance(_ a: [Float], _ b: [Float]) -> Float {
  guard a.count == b.count else { return .infinity }
  var worst: Float = 0
  for (x, y) in zip(a, b) where !(x.isNaN && y.isNaN) {
    if x.isNaN || y.isNaN { return .infinity }
    worst = max(worst, abs(x - y))
  }
  return worst
}

/// Returns a sine of a frequency in Hz.
func sineWave(_ frequency: Double, rate: Double, count: Int) -> [Float] {
  (0..<count).map { Float(sin(2 * Double.pi * frequency * Double($0) / rate)) }
}

/// Returns the square root of the mean square.
func rootMeanSquare(_ samples: some Collection<Float>) -> Float {
  (samples.reduce(0) { $0 + $1 * $1 } / Float(max(1, samples.count))).squareRoot()
}
