/// Draws all that the heart does in a record on a track: P, QRS, ST and T of each beat, and atria without order.
struct HeartMotion {
  let patient: SyntheticPatient
  let rhythm: SyntheticRhythm
  var random: SplitMix64

  /// Draws the heart's motion; time 0 of the record stands at `origin` seconds of the track.
  mutating func draw(on track: inout DipoleTrack, origin: Double, seconds: Double) {
    let breath = 2 * Double.pi * random.uniform()
    let beats = rhythm.beats
    for (i, beat) in beats.enumerated() {
      let time = origin + beat.time
      // Breath moves the heart; no two beats are quite alike.
      let swing = sine(2 * .pi * patient.breathing * beat.time + breath)
      let gain = 1 + 0.035 * swing + random.bounded(mean: 0, deviation: 0.012)
      if let atrial = beat.atrial { drawAtria(on: &track, at: origin + atrial, ectopic: beat.ectopicAtrial) }
      // QT follows the mean interval, and the last one a little; it may not run into the next beat.
      let last = i > 0 ? beat.time - beats[i - 1].time : rhythm.interval
      let effective = 0.85 * rhythm.interval + 0.15 * min(last, 1.5 * rhythm.interval)
      let next = i + 1 < beats.count ? beats[i + 1].time - beat.time : rhythm.interval
      let qt = min(patient.qtc * max(0.3, effective).squareRoot(), next - 0.02)
      shape(of: beat).draw(on: &track, at: time, qt: max(0.2, qt), gain: gain)
      if beat.origin == .paced {
        let spike = time + VentricularShape.paced.onset - 0.012
        // Never narrower than the track can hold, and then lower.
        let width = max(0.0008, 0.5 / track.rate)
        track.add(
          Wave(at: 0, rise: width, fall: width, SIMD3(-0.5, -2.2, 1.2)), at: spike, gain: 0.0012 / width)
      }
    }
    if patient.findings.contains(.flutter) { drawFlutter(on: &track) }
    if patient.findings.contains(.fibrillation) { drawFibrillation(on: &track) }
  }

  private func shape(of beat: SyntheticRhythm.Beat) -> VentricularShape {
    switch beat.origin {
    case .conducted: patient.conducted
    case .aberrant: .rightBundleBlock
    case .ventricular: patient.ectopic
    case .paced: .paced
    }
  }

  private func drawAtria(on track: inout DipoleTrack, at time: Double, ectopic: Bool) {
    for wave in patient.atria {
      var wave = wave
      // From low in the atria: upward instead of downward.
      if ectopic { wave.vector *= SIMD3(0.8, -0.7, 1.1) }
      track.add(wave, at: time)
    }
  }

  /// The saw: a slow fall and a quick rise in the leads from below, small upright bumps in V1.
  private mutating func drawFlutter(on track: inout DipoleTrack) {
    let cycle = rhythm.flutterCycle
    let size = random.bounded(mean: 1, deviation: 0.12)
    var time = -cycle * random.uniform()
    while time < Double(track.samples.count) / track.rate + cycle {
      track.add(Wave(at: 0, rise: 0.26 * cycle, fall: 0.075 * cycle, SIMD3(0.02, -0.30, -0.01)), at: time, gain: size)
      track.add(
        Wave(at: 0, rise: 0.07 * cycle, fall: 0.20 * cycle, SIMD3(-0.02, 0.10, -0.10)), at: time + 0.24 * cycle,
        gain: size)
      time += cycle * random.bounded(mean: 1, deviation: 0.006)
    }
  }

  /// Small waves without rest or order, four to nine a second, largest in V1.
  private mutating func drawFibrillation(on track: inout DipoleTrack) {
    let end = Double(track.samples.count) / track.rate
    let coarseness = random.uniform(0.7, 1.4)
    var time = -0.3
    var sign = 1.0
    while time < end + 0.3 {
      let width = random.uniform(0.022, 0.04)
      let height = coarseness * sign * random.uniform(0.25, 1)
      let direction = SIMD3(
        random.bounded(mean: -0.03, deviation: 0.02), random.bounded(mean: 0.07, deviation: 0.025),
        random.bounded(mean: -0.10, deviation: 0.02))
      track.add(Wave(at: 0, rise: width, fall: width, direction), at: time, gain: height)
      time += random.uniform(0.05, 0.105)
      sign = -sign
    }
  }
}
