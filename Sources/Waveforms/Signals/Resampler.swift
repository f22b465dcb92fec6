import CKernels

/// Changes a signal's sampling rate by a ratio of whole numbers, without aliasing.
///
/// A Kaiser-windowed (β = 5) low-pass of 20·max(up, down) + 1 taps, applied phase by phase: an output sample costs about
/// 20·max(1, down/up) products. A rate whose ratio is not one of whole numbers up to 10 000 is met by the nearest that
/// is: within 50 parts in a million, the tolerance of a recorder's crystal.
public struct Resampler: Sendable {
  /// What stands beyond the two ends of a signal while it is filtered.
  public enum Edge: String, Sendable, Codable, CaseIterable {
    /// Zeros, as `scipy.signal.resample_poly` does when it is told nothing.
    case zero
    /// The first and the last sample repeated, so that an offset makes no step.
    case hold
  }

  /// The largest term of the ratio of the two rates.
  static let largestTerm = 10_000
  /// How many times faster or slower the new rate may be.
  public static let widestRatio = 256

  /// The factor by which samples are multiplied before the filter.
  public let up: Int
  /// The factor by which samples are thinned after the filter.
  public let down: Int

  private let edge: Edge
  /// Samples of history that an output sample needs on its left.
  private let reach: Int
  private let taps: Int
  /// `up` rows of `taps` weights: row p makes the output samples that fall p/up after an input sample.
  private let phases: [Float]

  /// Creates a resampler from one rate to another.
  public init(from source: Double, to target: Double, edge: Edge = .hold) throws(SignalError) {
    try SignalError.check(rate: source)
    try SignalError.check(rate: target)
    let factor = target / source
    guard max(factor, 1 / factor) <= Double(Self.widestRatio),
      let ratio = Ratio(nearest: factor, limit: Self.largestTerm)
    else { throw .ratio(from: source, to: target, limit: Self.widestRatio) }
    self.init(up: ratio.numerator, down: ratio.denominator, edge: edge)
  }

  private init(up: Int, down: Int, edge: Edge) {
    self.up = up
    self.down = down
    self.edge = edge
    let half = 10 * max(up, down)
    reach = half / up + 1
    taps = 2 * reach + 1
    // Output j·down = i·up + p sits p steps after input i; input i + m then meets prototype tap half + p − m·up.
    let prototype = Self.lowpass(half: half, cutoff: 1 / Double(max(up, down)), gain: Double(up))
    var phases = [Float](repeating: 0, count: up * taps)
    for p in 0..<up {
      for t in 0..<taps {
        let tap = half + p - (t - reach) * up
        if prototype.indices.contains(tap) { phases[p * taps + t] = Float(prototype[tap]) }
      }
    }
    self.phases = phases
  }

  /// Returns how many samples a signal of `count` samples becomes: count·up/down, rounded up.
  public func count(for count: Int) -> Int {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: down)
    return whole * up + (rest * up + down - 1) / down
  }

  /// Returns the signal at the new rate; a sample is missing where the nearest old one was.
  ///
  /// - Complexity: O(count · (1 + up/down)).
  public func callAsFunction(_ samples: [Float]) -> [Float] {
    if up == down || samples.isEmpty { return samples }
    let length = count(for: samples.count)
    guard MissingSamples.any(in: samples) else { return convolve(samples, length) }
    guard let whole = MissingSamples.bridged(samples) else { return MissingSamples.missing(length) }
    var result = convolve(whole, length)
    visit(length) { j, index, phase in
      let nearest = min(samples.count - 1, 2 * phase > up ? index + 1 : index)
      if !samples[nearest].isFinite { result[j] = .nan }
    }
    return result
  }

  private func convolve(_ samples: [Float], _ length: Int) -> [Float] {
    let beyond = edge == .hold
    let before = [Float](repeating: beyond ? samples[0] : 0, count: reach)
    let after = [Float](repeating: beyond ? samples[samples.count - 1] : 0, count: reach)
    let padded = before + samples + after
    return [Float](unsafeUninitializedCapacity: length) { output, initialized in
      padded.withUnsafeBufferPointer { padded in
        phases.withUnsafeBufferPointer { phases in
          guard let signal = padded.baseAddress, let weights = phases.baseAddress else { return }
          visit(length) { j, index, phase in
            output[j] = ek_dot(signal + index, weights + phase * taps, taps)
          }
        }
      }
      initialized = length
    }
  }

  /// Calls the body with each output sample, the input sample at or before it, and the phase between them.
  @inline(__always)
  private func visit(_ length: Int, _ body: (_ output: Int, _ input: Int, _ phase: Int) -> Void) {
    let (stride, advance) = down.quotientAndRemainder(dividingBy: up)
    var (index, phase) = (0, 0)
    for j in 0..<length {
      body(j, index, phase)
      index += stride
      phase += advance
      if phase >= up {
        phase -= up
        index += 1
      }
    }
  }

  /// Returns 2·half + 1 taps of a Kaiser-windowed sinc, scaled so that they sum to `gain`; cut-off in half rates.
  private static func lowpass(half: Int, cutoff: Double, gain: Double) -> [Double] {
    let beta = 5.0
    var taps = (-half...half).map { n -> Double in
      let x = Double(n) * cutoff * .pi
      let position = Double(n) / Double(half)
      return (n == 0 ? 1 : sine(x) / x) * besselI0(beta * max(0, 1 - position * position).squareRoot())
    }
    let scale = gain / taps.reduce(0, +)
    for i in taps.indices { taps[i] *= scale }
    return taps
  }

  /// Returns the modified Bessel function of the first kind and order 0, by its power series.
  private static func besselI0(_ x: Double) -> Double {
    let quarter = x * x / 4
    var (sum, term, k) = (1.0, 1.0, 1.0)
    while term > 1e-17 * sum {
      term *= quarter / (k * k)
      sum += term
      k += 1
    }
    return sum
  }
}
