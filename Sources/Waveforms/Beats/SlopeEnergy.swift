/// A lead's band-passed signal, the energy of its slope, and how high a beat usually stands in it.
struct SlopeEnergy {
  /// The seconds over which one maximum and one median are taken.
  private static let span = 1.4

  /// The signal in the band of the QRS complex.
  let filtered: [Float]
  /// The root of the mean square slope in a moving window, which does not shift.
  let energy: [Float]
  private let width: Int
  /// The median of the maxima of nine windows, one for each window.
  private let levels: [Float]
  /// The median of the medians of nine windows.
  private let floors: [Float]

  init(of samples: [Float], rate: Double, band: (low: Double, high: Double), width: Double) throws(SignalError) {
    let high = min(band.high, 0.4 * rate)
    let filter = try Filter.butterworth(order: 2, passing: .between(min(band.low, 0.5 * high), high), rate: rate)
    let filtered = filter.zeroPhase(MissingSamples.bridged(samples) ?? samples)
    var slopes = [Double](repeating: 0, count: samples.count)
    for i in slopes.indices.dropFirst().dropLast() {
      let slope = Double(filtered[i + 1] - filtered[i - 1])
      slopes[i] = slope * slope
    }
    let half = max(1, Int(width * rate / 2))
    var sum = slopes.prefix(half).reduce(0, +)
    var energy = [Float](repeating: 0, count: samples.count)
    for i in energy.indices {
      if i + half < slopes.count { sum += slopes[i + half] }
      if i - half - 1 >= 0 { sum -= slopes[i - half - 1] }
      energy[i] = Float(max(0, sum) / Double(2 * half + 1)).squareRoot()
    }
    self.init(filtered: filtered, energy: energy, rate: rate)
  }

  private init(filtered: [Float], energy: [Float], rate: Double) {
    self.init(filtered: filtered, energy: energy, width: max(1, Int(Self.span * rate)))
  }

  private init(filtered: [Float], energy: [Float], width: Int) {
    self.filtered = filtered
    self.energy = energy
    self.width = width
    let windows = stride(from: 0, to: energy.count, by: width).map {
      energy[$0..<min(energy.count, $0 + width)].sorted()
    }
    levels = Self.medians(of: windows.map { $0[$0.count - 1] })
    floors = Self.medians(of: windows.map { $0[$0.count / 2] })
  }

  /// Adds up the energies of several leads, each in its own height and weighted by how far it stands out.
  static func joined(_ traces: [SlopeEnergy]) -> SlopeEnergy {
    let count = traces[0].energy.count
    var sum = [Float](repeating: 0, count: count)
    for trace in traces {
      let highest = trace.levels.max() ?? 0
      guard highest > 0 else { continue }
      for i in 0..<count {
        let level = max(trace.level(at: i), 0.05 * highest)
        let clearness = min(20, level / max(trace.floors[i / trace.width], 0.01 * level))
        sum[i] += clearness * clearness * min(3, trace.energy[i] / level)
      }
    }
    return SlopeEnergy(filtered: [], energy: sum, width: traces[0].width)
  }

  /// The usual height of a beat near a sample.
  func level(at sample: Int) -> Float { levels[sample / width] }

  private static func medians(of values: [Float]) -> [Float] {
    values.indices.map { k in
      let near = values[max(0, k - 4)...min(values.count - 1, k + 4)].sorted()
      return near[near.count / 2]
    }
  }
}
