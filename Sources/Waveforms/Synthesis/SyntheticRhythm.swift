/// When the chambers beat.
struct SyntheticRhythm {
  /// Where a ventricular beat starts.
  enum Origin: Sendable { case conducted, aberrant, ventricular, paced }

  /// One beat of the ventricles, with the P wave before it if there is one.
  struct Beat: Sendable {
    /// Seconds from the record's start to the R wave.
    var time: Double
    var origin: Origin
    /// Seconds from the record's start to the start of P.
    var atrial: Double?
    /// Whether the P wave comes from elsewhere than the sinus node.
    var ectopicAtrial = false
    /// Whether the beat comes before its time.
    var premature = false
  }

  private(set) var beats: [Beat] = []
  /// The mean R–R interval.
  private(set) var interval: Double
  /// Seconds of one turn of an atrial flutter.
  let flutterCycle: Double

  private let patient: SyntheticPatient
  /// Seconds from the R wave back to the start of P.
  private let lead: Double
  private var random: SplitMix64

  init(patient: SyntheticPatient, seconds: Double, random: SplitMix64) {
    self.patient = patient
    self.random = random
    interval = 60 / (patient.pulse * self.random.bounded(mean: 1, deviation: 0.03))
    flutterCycle = self.random.uniform(0.19, 0.215)
    lead = patient.pr - patient.conducted.onset
    let begin = -2.5 - self.random.uniform() * interval
    let end = seconds + 1.5
    let findings = patient.findings
    if findings.contains(.fibrillation) {
      fibrillate(from: begin, to: end)
    } else if findings.contains(.flutter) {
      flutter(from: begin, to: end)
    } else {
      beatRegularly(from: begin, to: end)
    }
    if findings.contains(.ventricularBeats) { interrupt(seconds, ventricular: true) }
    if findings.contains(.atrialBeats) { interrupt(seconds, ventricular: false) }
  }

  private mutating func beatRegularly(from begin: Double, to end: Double) {
    let paced = patient.findings.contains(.pacing)
    // Half of the paced hearts follow their own P waves; in the others the atria are silent.
    let follows = SplitMix64.mix(patient.key) & 1 == 0
    let (breath, slow) = (random.uniform() * 2 * .pi, random.uniform() * 2 * .pi)
    var time = begin
    while time < end {
      let delay = paced ? 0.15 - VentricularShape.paced.onset : lead
      let atrial = paced && !follows ? nil : time - delay
      beats.append(Beat(time: time, origin: paced ? .paced : .conducted, atrial: atrial))
      let variation =
        patient.breathingDepth * sine(2 * .pi * patient.breathing * time + breath)
        + patient.slowDepth * sine(2 * .pi * 0.1 * time + slow) + random.bounded(mean: 0, deviation: 0.008)
      time += interval * (1 + (paced && !follows ? 0 : paced ? 0.3 : 1) * variation)
    }
  }

  private mutating func fibrillate(from begin: Double, to end: Double) {
    var time = begin
    while time < end {
      beats.append(Beat(time: time, origin: .conducted, atrial: nil))
      time += max(0.32, interval * exponential(random.bounded(mean: -0.03, deviation: 0.24)))
    }
  }

  private mutating func flutter(from begin: Double, to end: Double) {
    // Conduction of two to one, four to one, or changing.
    let pattern = random.uniform()
    var time = begin
    while time < end {
      beats.append(Beat(time: time, origin: .conducted, atrial: nil))
      let turns = pattern < 0.25 ? 2 : pattern < 0.65 ? 4 : 2 + random.index(below: 3)
      time += Double(turns) * flutterCycle
    }
    interval = (time - begin) / Double(max(1, beats.count))
  }

  /// Brings some beats forward, at least one of them inside the record.
  private mutating func interrupt(_ seconds: Double, ventricular: Bool) {
    let certain = seconds * random.uniform(0.2, 0.8)
    let share = random.uniform(0.06, 0.2)
    let paired = ventricular && random.chance(0.15)
    let coupling = ventricular ? random.uniform(0.55, 0.7) : random.uniform(0.6, 0.74)
    var (forced, quiet) = (false, 0)
    var i = 1
    while i < beats.count - 1 {
      let due = !forced && beats[i].time >= certain
      let chosen = due || (quiet >= 2 && random.chance(share)) || (paired && quiet == 1)
      guard chosen, beats[i].origin != .ventricular, beats[i - 1].origin != .ventricular else {
        quiet += 1
        i += 1
        continue
      }
      forced = forced || due
      quiet = 0
      let before = beats[i - 1].time
      let time = before + max(0.37, coupling * (beats[i].time - before) * random.bounded(mean: 1, deviation: 0.02))
      let gain = beats[i].time - time
      beats[i].time = time
      beats[i].premature = true
      if ventricular {
        // The sinus node beats on unheard: the pause makes up for the early beat.
        beats[i].origin = .ventricular
        beats[i].atrial = nil
      } else {
        beats[i].atrial = time - lead
        beats[i].ectopicAtrial = true
        if coupling < 0.63 && random.chance(0.5) && patient.conducted == patient.narrow { beats[i].origin = .aberrant }
        // The early beat resets the sinus node, so all later ones come earlier.
        let shift = max(0, gain - 0.08 * interval)
        for j in (i + 1)..<beats.count {
          beats[j].time -= shift
          beats[j].atrial = beats[j].atrial.map { $0 - shift }
        }
      }
      i += 1
    }
  }
}
