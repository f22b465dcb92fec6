/// A signal as the details of several halvings and the approximation that is left.
public struct WaveletDecomposition: Sendable, Equatable {
  /// The wavelet that split the signal.
  public let wavelet: Wavelet
  /// What stood beyond the signal's ends.
  public let border: Wavelet.Border
  /// How many samples the signal had.
  public let count: Int
  /// The slowest part, after the last halving.
  public var approximation: [Float]
  /// The details, the finest (the first halving's) first.
  public var details: [[Float]]

  /// Splits a signal, and its slow half again, `levels` times.
  ///
  /// - Complexity: O(count · taps).
  public init(of samples: [Float], wavelet: Wavelet, levels: Int, border: Wavelet.Border = .symmetric) {
    precondition(levels >= 0, "WaveletDecomposition(levels: \(levels)): expected 0 or more")
    self.wavelet = wavelet
    self.border = border
    count = samples.count
    approximation = MissingSamples.bridged(samples) ?? samples
    details = []
    for _ in 0..<levels {
      let halves = wavelet.split(approximation, border: border)
      approximation = halves.approximation
      details.append(halves.detail)
    }
  }

  /// Returns how many halvings leave at least one coefficient that no border has touched.
  public static func usefulLevels(count: Int, wavelet: Wavelet) -> Int {
    var levels = 0
    while (wavelet.taps - 1) << (levels + 1) <= count { levels += 1 }
    return levels
  }

  /// Joins all levels to a signal of the original length.
  public func joined() -> [Float] {
    var slow = approximation
    for detail in details.reversed() {
      // A level of odd length comes back with one sample too many.
      slow = wavelet.join(.init(approximation: Array(slow.prefix(detail.count)), detail: detail), border: border)
    }
    return Array(slow.prefix(count))
  }
}
