/// One smooth bump of the heart's dipole: a Gaussian flank up, a flat top that may have no length, a Gaussian flank down.
///
/// Times are in seconds, from a moment that the user of the wave fixes. The vector is in the axes of Frank: left, down
/// to the feet, back; its length is in millivolts.
struct Wave: Sendable, Equatable {
  var start: Double
  var end: Double
  /// The deviation of the rising flank.
  var rise: Double
  /// The deviation of the falling flank.
  var fall: Double
  var vector: SIMD3<Double>

  /// Creates a bump with its peak at a time.
  init(at peak: Double, rise: Double, fall: Double, _ vector: SIMD3<Double>) {
    (start, end, self.rise, self.fall, self.vector) = (peak, peak, rise, fall, vector)
  }

  /// Creates a bump with a flat top.
  init(from start: Double, to end: Double, rise: Double, fall: Double, _ vector: SIMD3<Double>) {
    (self.start, self.end, self.rise, self.fall, self.vector) = (start, max(start, end), rise, fall, vector)
  }

  /// Creates a symmetric bump from figures in milliseconds.
  init(_ peak: Double, _ width: Double, _ x: Double, _ y: Double, _ z: Double) {
    self.init(at: peak / 1000, rise: width / 1000, fall: width / 1000, SIMD3(x, y, z))
  }

  /// Returns the wave with its times stretched about 0.
  func stretched(by factor: Double) -> Wave {
    Wave(from: start * factor, to: end * factor, rise: rise * factor, fall: fall * factor, vector)
  }
}
