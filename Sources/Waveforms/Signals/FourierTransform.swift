/// The discrete Fourier transform of a fixed power of two, in double precision.
struct FourierTransform: Sendable {
  let count: Int
  private let roots: [Complex]

  init(count: Int) {
    precondition(count > 0 && count & (count - 1) == 0, "FourierTransform(count: \(count)): expected a power of two")
    self.count = count
    roots = (0..<max(1, count / 2)).map { Complex(angle: -2 * .pi * Double($0) / Double(count)) }
  }

  /// Returns Σ x[n]·exp(−2πi·kn/count) for each k.
  func callAsFunction(_ signal: [Complex]) -> [Complex] {
    precondition(signal.count == count, "FourierTransform of \(count): got \(signal.count) values")
    let bits = count.trailingZeroBitCount
    var values = (0..<count).map { signal[bits == 0 ? 0 : Int(UInt($0).bitReversed >> UInt(UInt.bitWidth - bits))] }
    var half = 1
    while half < count {
      let step = count / (2 * half)
      for start in stride(from: 0, to: count, by: 2 * half) {
        for k in 0..<half {
          let odd = roots[k * step] * values[start + k + half]
          let even = values[start + k]
          values[start + k] = even + odd
          values[start + k + half] = even - odd
        }
      }
      half *= 2
    }
    return values
  }
}

extension UInt {
  fileprivate var bitReversed: UInt {
    var (source, result) = (self, UInt(0))
    for _ in 0..<UInt.bitWidth {
      result = result << 1 | source & 1
      source >>= 1
    }
    return result
  }
}
