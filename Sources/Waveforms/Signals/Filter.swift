/// A recursive filter as a chain of second-order sections, computed in double precision.
public struct Filter: Sendable, Equatable {
  /// One section: H(z) = (b0 + b1·z⁻¹ + b2·z⁻²) / (1 + a1·z⁻¹ + a2·z⁻²).
  public struct Section: Sendable, Equatable {
    /// The coefficients above the line.
    public var b0, b1, b2: Double
    /// The coefficients below the line.
    public var a1, a2: Double

    /// Creates a section.
    public init(b0: Double, b1: Double, b2: Double, a1: Double, a2: Double) {
      (self.b0, self.b1, self.b2, self.a1, self.a2) = (b0, b1, b2, a1, a2)
    }

    /// The section's answer to a constant 1, once it has settled.
    var steadyGain: Double { (b0 + b1 + b2) / (1 + a1 + a2) }
  }

  /// The sections, in the order in which they run.
  public let sections: [Section]

  /// Creates a filter from its sections.
  public init(sections: [Section]) { self.sections = sections }

  /// Returns the factor by which a sine of a frequency is multiplied in one pass.
  public func gain(at frequency: Double, rate: Double) -> Double {
    let z1 = Complex(angle: -2 * .pi * frequency / rate)
    let z2 = z1 * z1
    return sections.reduce(1) { gain, s in
      let above = Complex(s.b0) + s.b1 * z1 + s.b2 * z2
      let below = Complex(1) + s.a1 * z1 + s.a2 * z2
      return gain * above.magnitude / below.magnitude
    }
  }

  /// Filters forward in time, from rest, as a device does.
  public func forward(_ samples: [Float]) -> [Float] {
    MissingSamples.around(samples) { samples in
      var signal = samples.map(Double.init)
      for section in sections { Self.run(section, over: &signal, settledOn: 0) }
      return signal.map(Float.init)
    }
  }

  /// Filters forward and backward, so that no wave is shifted; the gain applies twice.
  ///
  /// The ends are continued by their own mirror image turned upside down, as `scipy.signal.sosfiltfilt` does; a signal
  /// shorter than that continuation is continued by all it has.
  /// - Complexity: O(count · sections).
  public func zeroPhase(_ samples: [Float]) -> [Float] {
    MissingSamples.around(samples) { samples in
      guard samples.count > 1 else { return samples.map { $0 * Float(steadyGain * steadyGain) } }
      let padding = min(self.padding, samples.count - 1)
      var signal = Self.extended(samples, by: padding)
      for _ in 0..<2 {
        var level = signal[0]
        for section in sections {
          Self.run(section, over: &signal, settledOn: level)
          level *= section.steadyGain
        }
        signal.reverse()
      }
      return signal[padding..<(padding + samples.count)].map(Float.init)
    }
  }

  private var steadyGain: Double { sections.reduce(1) { $0 * $1.steadyGain } }

  /// Three times the filter's length, where sections of first order count for one tap less.
  private var padding: Int {
    let short = min(sections.count { $0.b2 == 0 }, sections.count { $0.a2 == 0 })
    return 3 * (2 * sections.count + 1 - short)
  }

  private static func extended(_ samples: [Float], by padding: Int) -> [Double] {
    let first = 2 * Double(samples[0])
    let last = 2 * Double(samples[samples.count - 1])
    var result: [Double] = []
    result.reserveCapacity(samples.count + 2 * padding)
    for i in 0..<padding { result.append(first - Double(samples[padding - i])) }
    result.append(contentsOf: samples.lazy.map(Double.init))
    for i in 0..<padding { result.append(last - Double(samples[samples.count - 2 - i])) }
    return result
  }

  /// Runs one section in place, starting as if its input had always been `level`.
  private static func run(_ s: Section, over signal: inout [Double], settledOn level: Double) {
    let output = level == 0 ? 0 : s.steadyGain * level
    var first = output - s.b0 * level
    var second = s.b2 * level - s.a2 * output
    signal.withUnsafeMutableBufferPointer { signal in
      for i in signal.indices {
        let x = signal[i]
        let y = s.b0 * x + first
        first = s.b1 * x - s.a1 * y + second
        second = s.b2 * x - s.a2 * y
        signal[i] = y
      }
    }
  }
}
