/// A complex number, as far as the design of filters and the Fourier transform need one.
struct Complex: Equatable, Sendable {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// Creates the point of the unit circle at an angle.
  init(angle: Double) { self.init(cosine(angle), sine(angle)) }

  var conjugate: Complex { Complex(real, -imaginary) }
  var squaredMagnitude: Double { real * real + imaginary * imaginary }
  var magnitude: Double { squaredMagnitude.squareRoot() }

  /// The square root with a non-negative real part.
  var squareRoot: Complex {
    let length = magnitude
    let half = max(0, (length + real) / 2).squareRoot()
    let other = max(0, (length - real) / 2).squareRoot()
    return Complex(half, imaginary < 0 ? -other : other)
  }

  static func + (a: Complex, b: Complex) -> Complex { Complex(a.real + b.real, a.imaginary + b.imaginary) }
  static func - (a: Complex, b: Complex) -> Complex { Complex(a.real - b.real, a.imaginary - b.imaginary) }
  static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }
  static func * (a: Double, b: Complex) -> Complex { Complex(a * b.real, a * b.imaginary) }
  static func / (a: Complex, b: Complex) -> Complex { (1 / b.squaredMagnitude) * (a * b.conjugate) }
}
