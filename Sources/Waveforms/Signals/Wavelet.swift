import CKernels

/// An orthogonal wavelet: splits a signal into a slow and a fast half, each at half the rate, and joins them again.
///
/// Values, lengths and borders are those of PyWavelets. Missing samples are bridged before a signal is split.
public enum Wavelet: String, Sendable, Codable, CaseIterable {
  /// The step of Haar, two taps.
  case haar
  /// Daubechies' wavelet with four vanishing moments, eight taps.
  case db4
  /// Daubechies' wavelet with six vanishing moments, twelve taps.
  case db6
  /// The symlet with eight vanishing moments, sixteen taps.
  case sym8

  /// What stands beyond the ends of a signal.
  public enum Border: String, Sendable, Codable, CaseIterable {
    /// The signal mirrored, its end sample twice: ⌊(n + taps − 1) / 2⌋ coefficients.
    case symmetric
    /// The signal repeated (an odd one with its last sample twice): ⌈n / 2⌉ coefficients.
    case periodization
  }

  /// One level of a transform.
  public struct Halves: Sendable, Equatable {
    /// The slow half: the signal low-passed, thinned by two and √2 times as large.
    public var approximation: [Float]
    /// The fast half: what the slow one leaves out.
    public var detail: [Float]

    /// Creates the two halves of a signal.
    public init(approximation: [Float], detail: [Float]) {
      self.approximation = approximation
      self.detail = detail
    }
  }

  /// Returns how many coefficients each half of a signal of `count` samples has.
  public func count(for count: Int, border: Border) -> Int {
    switch border {
    case _ where count == 0: 0
    case .symmetric: (count + taps - 1) / 2
    case .periodization: (count + 1) / 2
    }
  }

  /// Splits a signal into its two halves.
  ///
  /// - Complexity: O(count · taps).
  public func split(_ samples: [Float], border: Border = .symmetric) -> Halves {
    let length = count(for: samples.count, border: border)
    guard let whole = MissingSamples.bridged(samples) else {
      let missing = MissingSamples.missing(length)
      return Halves(approximation: missing, detail: missing)
    }
    let extended = extend(whole, border: border, length: length)
    return Halves(
      approximation: thinned(extended, by: splittingLowpass, length: length),
      detail: thinned(extended, by: splittingHighpass, length: length))
  }

  /// Joins two halves to a signal: the inverse of `split`.
  ///
  /// The result has 2·n − taps + 2 samples (symmetric) or 2·n (periodized); that is one more than a signal of odd
  /// length had, and the caller drops it.
  public func join(_ halves: Halves, border: Border = .symmetric) -> [Float] {
    let count = halves.approximation.count
    precondition(
      halves.detail.count == count, "join: \(count) approximations, but \(halves.detail.count) details")
    if count == 0 { return [] }
    let length = border == .symmetric ? 2 * count - taps + 2 : 2 * count
    precondition(length > 0, "join: \(count) coefficients, but \(self) needs at least \(taps / 2)")
    // Coefficient i was made from samples 2i + shift − j, so it goes back to those.
    let shift = border == .symmetric ? 1 : taps / 2
    let low = splittingLowpass
    let high = splittingHighpass
    var result = [Float](repeating: 0, count: length)
    for i in 0..<count {
      let (slow, fast) = (halves.approximation[i], halves.detail[i])
      for j in 0..<taps {
        var k = 2 * i + shift - j
        if border == .periodization { k = wrapped(k, length) }
        guard k >= 0, k < length else { continue }
        result[k] += slow * low[j] + fast * high[j]
      }
    }
    return result
  }

  /// Returns the signal at half its rate: the approximation divided by √2, so that millivolts stay millivolts.
  ///
  /// A sample is missing where the sample under the filter's largest tap was.
  public func halved(_ samples: [Float], border: Border = .periodization) -> [Float] {
    var result = split(samples, border: border).approximation
    for i in result.indices { result[i] *= Float(0.5.squareRoot()) }
    guard MissingSamples.any(in: samples) else { return result }
    let low = splittingLowpass.map(abs)
    let peak = low.indices.max { low[$0] < low[$1] } ?? 0
    let shift = border == .symmetric ? 1 : taps / 2
    for i in result.indices {
      let position = source(2 * i + shift - peak, samples.count, border)
      if !samples[position].isFinite { result[i] = .nan }
    }
    return result
  }

  var taps: Int { rebuildingLowpass.count }
  private var splittingLowpass: [Float] { rebuildingLowpass.reversed().map(Float.init) }
  private var splittingHighpass: [Float] {
    rebuildingLowpass.enumerated().map { Float($0.offset.isMultiple(of: 2) ? -$0.element : $0.element) }
  }

  /// Returns the samples that the filters meet, in the order of time, from the first that coefficient 0 needs.
  private func extend(_ samples: [Float], border: Border, length: Int) -> [Float] {
    let first = (border == .symmetric ? 1 : taps / 2) - (taps - 1)
    return (0..<(length == 0 ? 0 : 2 * length - 2 + taps)).map { samples[source($0 + first, samples.count, border)] }
  }

  /// Returns the sample that stands at a position inside or beyond a signal of `count` samples.
  private func source(_ position: Int, _ count: Int, _ border: Border) -> Int {
    if position >= 0 && position < count { return position }
    switch border {
    case .symmetric:
      let k = wrapped(position, 2 * count)
      return k < count ? k : 2 * count - 1 - k
    case .periodization:
      return min(wrapped(position, count + count % 2), count - 1)
    }
  }

  private func wrapped(_ k: Int, _ period: Int) -> Int {
    let rest = k % period
    return rest < 0 ? rest + period : rest
  }

  private func thinned(_ extended: [Float], by filter: [Float], length: Int) -> [Float] {
    let weights = Array(filter.reversed())
    return [Float](unsafeUninitializedCapacity: length) { output, initialized in
      extended.withUnsafeBufferPointer { signal in
        weights.withUnsafeBufferPointer { weights in
          guard let signal = signal.baseAddress, let first = weights.baseAddress else { return }
          for i in 0..<length { output[i] = ek_dot(signal + 2 * i, first, weights.count) }
        }
      }
      initialized = length
    }
  }
}
