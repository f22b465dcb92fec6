extension Filter {
  /// What a Butterworth filter lets through, in Hz.
  public enum Band: Sendable, Equatable, Codable {
    /// Everything below a frequency.
    case below(Double)
    /// Everything above a frequency.
    case above(Double)
    /// Everything between two frequencies.
    case between(Double, Double)
  }

  /// Designs a Butterworth filter: as flat as can be in its band, √½ at its edges.
  ///
  /// A band with two edges has twice the order.
  public static func butterworth(order: Int, passing band: Band, rate: Double) throws(SignalError) -> Filter {
    precondition((1...20).contains(order), "butterworth(order: \(order)): expected 1 to 20")
    let prototype = (0..<order).map { k in
      Complex(angle: .pi * (Double(2 * k + order + 1) / Double(2 * order)))
    }
    switch band {
    case .below(let cutoff):
      let edge = try warped(cutoff, rate)
      return chain(poles: prototype.map { digital(edge * $0) }, zeros: [Complex(-1)], order: order, unityAt: Complex(1))
    case .above(let cutoff):
      let edge = try warped(cutoff, rate)
      return chain(
        poles: prototype.map { digital(Complex(edge) / $0) }, zeros: [Complex(1)], order: order, unityAt: Complex(-1))
    case .between(let low, let high):
      let (bottom, top) = (try warped(low, rate), try warped(high, rate))
      guard bottom < top else { throw .band(low: low, high: high) }
      let centre = (bottom * top).squareRoot()
      let poles = prototype.flatMap { pole in
        let half = (top - bottom) / 2 * pole
        let root = (half * half - Complex(centre * centre)).squareRoot
        return [digital(half + root), digital(half - root)]
      }
      let angle = 2 * arcTangent(centre)
      return chain(poles: poles, zeros: [Complex(1), Complex(-1)], order: 2 * order, unityAt: Complex(angle: angle))
    }
  }

  /// Designs a notch that takes one frequency out, such as the mains; the notch is frequency / quality wide.
  public static func notch(_ frequency: Double, quality: Double = 30, rate: Double) throws(SignalError) -> Filter {
    precondition(quality > 0, "notch(quality: \(quality)): expected above 0")
    _ = try warped(frequency, rate)
    let angle = 2 * Double.pi * frequency / rate
    let gain = 1 / (1 + tangent(angle / quality / 2))
    let middle = -2 * gain * cosine(angle)
    return Filter(sections: [.init(b0: gain, b1: middle, b2: gain, a1: middle, a2: 2 * gain - 1)])
  }

  /// Returns the analogue frequency that the bilinear transform takes to `cutoff`.
  private static func warped(_ cutoff: Double, _ rate: Double) throws(SignalError) -> Double {
    try SignalError.check(rate: rate)
    guard cutoff > 0, cutoff < rate / 2 else { throw .cutoff(found: cutoff, rate: rate) }
    return tangent(.pi * cutoff / rate)
  }

  private static func digital(_ pole: Complex) -> Complex { (Complex(1) + pole) / (Complex(1) - pole) }

  /// Pairs the poles into sections and scales each to gain 1 at a point of the unit circle.
  private static func chain(poles: [Complex], zeros: [Complex], order: Int, unityAt point: Complex) -> Filter {
    let tiny = 1e-12
    let upper = poles.filter { $0.imaginary > tiny }
    let real = poles.filter { abs($0.imaginary) <= tiny }.map(\.real).sorted()
    var pairs = upper.map { (sum: 2 * $0.real, product: $0.squaredMagnitude) }
    for i in stride(from: 0, to: real.count - 1, by: 2) {
      pairs.append((sum: real[i] + real[i + 1], product: real[i] * real[i + 1]))
    }
    let zeroSum = zeros.count == 1 ? 2 * zeros[0].real : 0
    let zeroProduct = zeros.count == 1 ? 1.0 : -1.0
    var sections = pairs.map { pair in
      Section(b0: 1, b1: -zeroSum, b2: zeroProduct, a1: -pair.sum, a2: pair.product)
    }
    if real.count % 2 == 1, let last = real.last {
      sections.insert(Section(b0: 1, b1: -zeros[0].real, b2: 0, a1: -last, a2: 0), at: 0)
    }
    let z1 = point.conjugate
    for i in sections.indices {
      let s = sections[i]
      let below = Complex(1) + s.a1 * z1 + s.a2 * (z1 * z1)
      let above = Complex(s.b0) + s.b1 * z1 + s.b2 * (z1 * z1)
      let scale = below.magnitude / above.magnitude
      sections[i].b0 *= scale
      sections[i].b1 *= scale
      sections[i].b2 *= scale
    }
    return Filter(sections: sections)
  }
}
