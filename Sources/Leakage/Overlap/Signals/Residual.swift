/// What is left between two signals that lie upon each other, beat by beat, by its cause.
///
/// Noise differs from beat to beat. Another heart beats at slightly other times, and its beats have another shape, the same
/// one each time. So noise may be large in a copy, but what comes from timing and shape is small; two regular hearts of one
/// rate, which correlate as well as a noisy copy does, are told from it by that.
///
/// Each part is a share of the signal's energy around the beats.
struct Residual {
  /// Beats that were looked at.
  let beats: Int
  /// What goes away when each beat may move, beyond what noise alone would move it.
  let timing: Float
  /// What all beats have in common, beyond what the mean of noise would have.
  let shape: Float
  /// What is left.
  let noise: Float

  init(beats: Int, timing: Float, shape: Float, noise: Float) {
    (self.beats, self.timing, self.shape, self.noise) = (beats, timing, shape, noise)
  }

  /// Samples on both sides of a beat.
  private static let reach = 15
  /// Samples around a beat in which none is higher.
  private static let apart = 12

  /// Takes apart what is left of each lead of `y` after the same lead of `x`, at the same places; nothing where fewer
  /// than two beats stand.
  init?(_ x: [[Float]], _ y: [[Float]]) {
    guard let count = x.first?.count, count > 2 * Self.reach + 2 else { return nil }
    let places = Self.beats(of: x, count: count)
    guard places.count >= 2 else { return nil }
    let width = 2 * Self.reach + 1
    // How a lead changes with time, in its own scale in y: a beat that comes later differs by that.
    var signal: Float = 0
    var slopes = [Float](repeating: 0, count: places.count)
    var shifts = [Float](repeating: 0, count: places.count)
    var rests: [[Float]] = []
    var changes: [[Float]] = []
    for (x, y) in zip(x, y) {
      var (xy, xx): (Float, Float) = (0, 0)
      for i in 0..<count {
        xy += x[i] * y[i]
        xx += x[i] * x[i]
      }
      guard xx > 0 else { continue }
      let gain = xy / xx
      // Each lead counts alike: y is scaled so that the leads are of one energy.
      let scale = 1 / max(abs(gain) * xx.squareRoot(), 1e-6)
      var rest = [Float](repeating: 0, count: places.count * width)
      var change = rest
      for (beat, place) in places.enumerated() {
        for k in 0..<width {
          let i = place - Self.reach + k
          let expected = scale * gain * x[i]
          let slope = scale * gain * 0.5 * (x[i + 1] - x[i - 1])
          let left = scale * y[i] - expected
          signal += expected * expected
          slopes[beat] += slope * slope
          shifts[beat] += slope * left
          rest[beat * width + k] = left
          change[beat * width + k] = slope
        }
      }
      rests.append(rest)
      changes.append(change)
    }
    guard signal > 0 else { return nil }
    for beat in shifts.indices { shifts[beat] = slopes[beat] > 0 ? shifts[beat] / slopes[beat] : 0 }
    var moved: Float = 0
    for beat in shifts.indices { moved += shifts[beat] * shifts[beat] * slopes[beat] }
    var (common, different): (Float, Float) = (0, 0)
    let beats = Float(places.count)
    for (rest, change) in zip(rests, changes) {
      for k in 0..<width {
        var (sum, squares): (Float, Float) = (0, 0)
        for beat in places.indices {
          let left = rest[beat * width + k] - shifts[beat] * change[beat * width + k]
          sum += left
          squares += left * left
        }
        common += sum * sum / beats
        different += max(0, squares - sum * sum / beats)
      }
    }
    self.beats = places.count
    noise = different / signal * beats / (beats - 1)
    // Noise moves each beat in one direction of the many in which it lies, and leaves one beat's worth in the mean.
    timing = moved / signal - noise * 2 / Float(width * max(1, rests.count))
    shape = common / signal - noise / beats
  }

  /// Returns where the leads together stand highest.
  private static func beats(of leads: [[Float]], count: Int) -> [Int] {
    var height = [Float](repeating: 0, count: count)
    for lead in leads { for i in 0..<count { height[i] += abs(lead[i]) } }
    let least = 0.3 * 63 * Float(leads.count)
    var result: [Int] = []
    var i = reach + 1
    while i < count - reach - 1 {
      let near = height[max(0, i - apart)...min(count - 1, i + apart)]
      if height[i] > least, height[i] >= near.max() ?? 0 {
        result.append(i)
        i += apart
      }
      i += 1
    }
    return result
  }
}
