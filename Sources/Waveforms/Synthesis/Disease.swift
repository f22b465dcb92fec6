/// What a patient's findings do to the shape of the beats.
struct Disease {
  let findings: Set<Finding>
  let seed: UInt64

  /// Returns the shape of a beat in this patient.
  func changed(_ shape: VentricularShape) -> VentricularShape {
    var random = SplitMix64(seed, 3)
    let place = random.index(below: 3)
    let depth = random.uniform(0.8, 1.3)
    let strained = random.chance(0.7)
    var result = voltage(shape)
    if findings.contains(.hypertrophy) {
      result.waves = result.waves.map { wave in
        var wave = wave
        // The free wall (left) and the base (back) grow; the septum and the right ventricle do not.
        if wave.vector.x > 0.1 { wave.vector *= SIMD3(1.65, 1.2, 1.9) }
        return wave.stretched(by: 1.06)
      }
      if strained && findings.isDisjoint(with: [.depression, .elevation, .inversion]) {
        result.recovery = SIMD3(-0.30, -0.05, -0.34)
        result.injury += SIMD3(-0.10, -0.02, -0.06)
        result.slopes = true
      }
    }
    if findings.contains(.inversion) {
      let vectors = [SIMD3(0.10, 0.16, 0.36), SIMD3(-0.34, -0.12, -0.10), SIMD3(-0.16, -0.36, -0.16)]
      result.recovery = vectors[place] * depth
    }
    if findings.contains(.depression) {
      let vectors = [SIMD3(-0.20, -0.10, 0.06), SIMD3(-0.17, -0.17, 0.02), SIMD3(-0.22, -0.05, 0.10)]
      result.injury += vectors[place] * depth
      if !findings.contains(.inversion) { result.recovery *= 0.45 }
    }
    if findings.contains(.elevation) {
      let vectors = [SIMD3(0.09, -0.09, -0.24), SIMD3(-0.06, 0.26, 0.04), SIMD3(0.27, -0.05, 0.03)]
      result.injury += vectors[place] * depth
      if !findings.contains(.inversion) { result.recovery += vectors[place] * 0.9 }
    }
    return result
  }

  /// Returns the shape with its voltage as the findings have it.
  func voltage(_ shape: VentricularShape) -> VentricularShape {
    guard findings.contains(.lowVoltage) else { return shape }
    var result = shape
    for i in result.waves.indices { result.waves[i].vector *= 0.25 }
    result.recovery *= 0.45
    result.injury *= 0.45
    return result
  }

  /// Returns the waves of the atria with their voltage as the findings have it.
  func atria(_ waves: [Wave]) -> [Wave] {
    guard findings.contains(.lowVoltage) else { return waves }
    return waves.map { wave in
      var wave = wave
      wave.vector *= 0.55
      return wave
    }
  }
}
