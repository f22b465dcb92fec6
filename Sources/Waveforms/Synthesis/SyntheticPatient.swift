/// A made person: the heart's place and shape, its habits, and what is wrong with it.
///
/// Everything follows from the seed and the number, so patient 12 of seed 7 is the same person in every run.
public struct SyntheticPatient: Sendable, Equatable {
  /// The number under which the patient is known.
  public let number: Int
  /// What the patient has.
  public let findings: Set<Finding>
  let key: UInt64
  let matrix: LeadMatrix
  let narrow: VentricularShape
  let conducted: VentricularShape
  let ectopic: VentricularShape
  let atria: [Wave]
  /// Seconds from the start of P to the start of QRS.
  let pr: Double
  /// The QT interval at 60 beats a minute.
  let qtc: Double
  /// Beats a minute, on an average day.
  let pulse: Double
  let breathing: Double
  /// How far the pulse follows the breath, and slower waves, as shares of the R–R interval.
  let breathingDepth: Double
  let slowDepth: Double

  /// Draws a patient; with `findings`, one who has these.
  public init(seed: UInt64, number: Int, findings given: Set<Finding>? = nil) {
    precondition(
      given.map(Finding.areCompatible) ?? true,
      "SyntheticPatient(findings: \(given?.map(\.rawValue).sorted() ?? [])): one record cannot show all of these")
    var random = SplitMix64(seed, 0x50, UInt64(bitPattern: Int64(number)))
    var illness = SplitMix64(seed, 0x51, UInt64(bitPattern: Int64(number)))
    let findings = given ?? Finding.draw(&illness)
    self.number = number
    self.findings = findings
    key = random.next()
    let degree = Double.pi / 180
    matrix = LeadMatrix.dower
      .turned(
        left: random.bounded(mean: 0, deviation: 8 * degree), down: random.bounded(mean: 0, deviation: 10 * degree),
        back: random.bounded(mean: 0, deviation: 12 * degree)
      )
      .varied(by: 0.08, &random)
    let size = exponential(random.bounded(mean: 0, deviation: 0.13))
    let speed = random.bounded(mean: 0.98, deviation: 0.05)
    let personal = Personal(size: size, speed: speed, seed: random.next())
    let disease = Disease(findings: findings, seed: illness.next())
    narrow = disease.changed(personal.changed(.narrow))
    conducted =
      findings.contains(.leftBundleBlock)
      ? disease.changed(personal.changed(.leftBundleBlock))
      : findings.contains(.rightBundleBlock) ? disease.changed(personal.changed(.rightBundleBlock)) : narrow
    let site = random.chance(0.5) ? VentricularShape.rightVentricular : .leftVentricular
    ectopic = disease.voltage(personal.changed(site))
    atria = disease.atria(personal.changed([Wave(42, 18, 0.07, 0.095, -0.05), Wave(78, 18, 0.095, 0.045, 0.055)]))
    let blocked = random.bounded(mean: 0.26, deviation: 0.025)
    let usual = random.bounded(mean: 0.155, deviation: 0.014)
    pr = findings.contains(.firstDegreeBlock) ? blocked : usual
    let long = random.bounded(mean: 0.535, deviation: 0.02)
    let ordinary = random.bounded(mean: 0.405, deviation: 0.013)
    qtc = findings.contains(.longQT) ? long : ordinary
    pulse = Self.pulse(findings, &random)
    breathing = random.uniform(0.18, 0.30)
    let deep = random.uniform(0.12, 0.20)
    let shallow = random.uniform(0.01, 0.035)
    breathingDepth = findings.contains(.arrhythmia) ? deep : shallow
    slowDepth = random.uniform(0.008, 0.02)
  }

  private static func pulse(_ findings: Set<Finding>, _ random: inout SplitMix64) -> Double {
    let share = random.uniform()
    func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * share }
    if findings.contains(.bradycardia) { return between(40, 55) }
    if findings.contains(.tachycardia) { return between(108, 145) }
    if findings.contains(.fibrillation) { return between(65, 130) }
    if findings.contains(.pacing) { return between(60, 75) }
    return between(64, 92)
  }
}

/// What makes one person's waves differ from another's.
private struct Personal {
  let size: Double
  let speed: Double
  let seed: UInt64

  func changed(_ shape: VentricularShape) -> VentricularShape {
    var random = SplitMix64(seed, 1)
    var result = shape
    result.waves = shape.waves.map { wave in
      var wave = vary(wave.stretched(by: speed), by: 0.2, &random)
      wave.vector *= size
      return wave
    }
    let strength = size.squareRoot() * random.bounded(mean: 1, deviation: 0.18)
    result.recovery = vary(shape.recovery, by: 0.15, &random) * strength
    result.injury *= size
    return result
  }

  func changed(_ atria: [Wave]) -> [Wave] {
    var random = SplitMix64(seed, 2)
    let strength = random.bounded(mean: 1, deviation: 0.15)
    return atria.map { wave in
      var wave = vary(wave, by: 0.18, &random)
      wave.vector *= strength
      return wave
    }
  }

  private func vary(_ wave: Wave, by deviation: Double, _ random: inout SplitMix64) -> Wave {
    var result = wave.stretched(by: 1)
    let shift = random.bounded(mean: 0, deviation: 0.0015)
    result.start += shift
    result.end += shift
    result.vector = vary(wave.vector, by: deviation, &random)
    return result
  }

  /// Changes length and direction: each axis by a share of the vector's length.
  private func vary(_ vector: SIMD3<Double>, by deviation: Double, _ random: inout SplitMix64) -> SIMD3<Double> {
    let length = (vector * vector).sum().squareRoot()
    var result = vector * random.bounded(mean: 1, deviation: deviation)
    for axis in 0..<3 { result[axis] += length * random.bounded(mean: 0, deviation: 0.5 * deviation) }
    return result
  }
}
