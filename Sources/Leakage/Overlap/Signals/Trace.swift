/// One lead in a signature's band and rate, in units of how high its beats usually stand.
struct Trace {
  /// The samples; zero where one is missing.
  private var samples: [Float]

  /// Scales a lead; nothing when it holds no signal.
  ///
  /// The scale is the median over seconds of the largest deflection, which a few spikes or a pause do not move.
  init?(_ filtered: [Float]) {
    samples = filtered
    for i in samples.indices where !samples[i].isFinite { samples[i] = 0 }
    let width = Int(Signature.rate)
    let peaks = stride(from: 0, to: samples.count, by: width).map { start in
      samples[start..<min(samples.count, start + width)].reduce(Float(0)) { max($0, abs($1)) }
    }.sorted()
    guard let highest = peaks.last, highest > 1e-6 else { return nil }
    let usual = peaks[peaks.count / 2] > 0.01 * highest ? peaks[peaks.count / 2] : highest
    for i in samples.indices { samples[i] /= usual }
  }

  /// Returns the samples in eight bits, with room for twice the usual height; zeros follow up to a count.
  func quantised(count: Int) -> [Int8] {
    var result = [Int8](repeating: 0, count: count)
    for i in 0..<min(count, samples.count) { result[i] = Int8(max(-127, min(127, 63 * samples[i])).rounded()) }
    return result
  }

  /// Returns what the lead can be looked up by.
  func landmarks(lead: UInt8) -> [Landmark] {
    let apart = Int(0.25 * Signature.rate)
    let reach = Int(Landmark.margin)
    guard samples.count > 2 * reach else { return [] }
    var result: [Landmark] = []
    return samples.withUnsafeBufferPointer { samples in
      var i = reach
      while i < samples.count - reach {
        let height = abs(samples[i])
        guard height > 0.4, isHighest(samples, i, height, apart) else {
          i += 1
          continue
        }
        if let landmark = Landmark(of: samples, at: i, lead: lead) { result.append(landmark) }
        i += apart
      }
      return result
    }
  }

  private func isHighest(_ samples: UnsafeBufferPointer<Float>, _ i: Int, _ height: Float, _ apart: Int) -> Bool {
    for j in (i - apart)...(i + apart) where abs(samples[j]) > height { return false }
    return true
  }
}
