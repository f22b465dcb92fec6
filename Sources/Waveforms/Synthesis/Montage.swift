/// The twelve leads from the eight independent ones, as the converter counts them.
struct Montage {
  let gain: Double
  let swap: SyntheticRecord.Swap?
  let disconnected: String?

  /// Returns the leads I, II, III, aVR, aVL, aVF, V1–V6, rounded to whole steps of the converter.
  func leads(of signal: [SIMD8<Float>]) -> [[Float]] {
    let gain = Float(self.gain)
    let step = 1 / gain
    var leads = (0..<12).map { k in
      [Float](unsafeUninitializedCapacity: signal.count) { output, initialized in
        for i in signal.indices { output[i] = Self.rounded(Self.lead(k, of: signal[i]) * gain) * step }
        initialized = signal.count
      }
    }
    switch swap {
    case .arms:
      for i in leads[0].indices { leads[0][i] = -leads[0][i] }
      leads.swapAt(1, 2)
      leads.swapAt(3, 4)
    case .leftSide:
      for i in leads[2].indices { leads[2][i] = -leads[2][i] }
      leads.swapAt(0, 1)
      leads.swapAt(4, 5)
    case .firstChest: leads.swapAt(6, 7)
    case nil: break
    }
    if let disconnected, let k = SyntheticRecord.leadNames.firstIndex(of: disconnected) {
      leads[k] = [Float](repeating: 0, count: signal.count)
    }
    return leads
  }

  @inline(__always)
  private static func lead(_ k: Int, of x: SIMD8<Float>) -> Float {
    switch k {
    case 0: x[0]
    case 1: x[1]
    case 2: x[1] - x[0]
    case 3: -0.5 * (x[0] + x[1])
    case 4: x[0] - 0.5 * x[1]
    case 5: x[1] - 0.5 * x[0]
    default: x[k - 4]
    }
  }

  /// Rounds to the nearest whole number; adding and taking away 1.5·2²³ does so without a call for each sample.
  @inline(__always)
  private static func rounded(_ x: Float) -> Float {
    let large: Float = 12_582_912
    return (min(4e6, max(-4e6, x)) + large) - large
  }
}
