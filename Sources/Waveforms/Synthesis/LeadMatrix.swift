/// How the eight independent leads I, II, V1–V6 see the heart's dipole: one lane a lead, one column an axis.
struct LeadMatrix: Sendable, Equatable {
  var left: SIMD8<Float>
  var down: SIMD8<Float>
  var back: SIMD8<Float>

  /// The matrix of Dower, Machado and Osborne, "On deriving the electrocardiogram from vectorcardiographic leads",
  /// Clinical Cardiology 3:87, 1980.
  static let dower = LeadMatrix(
    left: SIMD8(0.632, 0.235, -0.515, 0.044, 0.882, 1.213, 1.125, 0.831),
    down: SIMD8(-0.235, 1.066, 0.157, 0.164, 0.098, 0.127, 0.127, 0.076),
    back: SIMD8(0.059, -0.132, -0.917, -1.387, -1.277, -0.601, -0.086, 0.230))

  /// Returns the matrix for a heart turned by angles (radians) about the axes left, down and back, in that order.
  func turned(left a: Double, down b: Double, back c: Double) -> LeadMatrix {
    let (ca, sa) = (Float(cosine(a)), Float(sine(a)))
    let (cb, sb) = (Float(cosine(b)), Float(sine(b)))
    let (cc, sc) = (Float(cosine(c)), Float(sine(c)))
    var m = self
    (m.down, m.back) = (m.down * ca + m.back * sa, m.back * ca - m.down * sa)
    (m.left, m.back) = (m.left * cb - m.back * sb, m.back * cb + m.left * sb)
    (m.left, m.down) = (m.left * cc + m.down * sc, m.down * cc - m.left * sc)
    return m
  }

  /// Returns the matrix with each lead's weights changed at random, as another chest or another nurse would.
  func varied(by deviation: Double, _ random: inout SplitMix64) -> LeadMatrix {
    var m = self
    for lane in 0..<8 {
      let gain = Float(1 + deviation * random.bounded(mean: 0, deviation: 1))
      m.left[lane] = m.left[lane] * gain + Float(0.5 * deviation * random.bounded(mean: 0, deviation: 1))
      m.down[lane] = m.down[lane] * gain + Float(0.5 * deviation * random.bounded(mean: 0, deviation: 1))
      m.back[lane] = m.back[lane] * gain + Float(0.5 * deviation * random.bounded(mean: 0, deviation: 1))
    }
    return m
  }

  /// Returns what the leads see of a dipole.
  @inline(__always)
  func callAsFunction(_ dipole: SIMD4<Float>) -> SIMD8<Float> {
    left * dipole.x + down * dipole.y + back * dipole.z
  }
}
