/// Makes twelve-lead electrocardiograms: a dipole that moves with the heart's beat, seen through a patient's chest and
/// a hospital's recorder.
///
/// The same seed makes the same records on every machine, up to the last digit of its mathematics library.
///
///     let synthesizer = Synthesizer(seed: 1)
///     let record = synthesizer.record(of: 12, visit: 0)
public struct Synthesizer: Sendable {
  /// The seed from which everything follows.
  public let seed: UInt64
  /// The length of a record.
  public let seconds: Double
  /// The hospitals; a patient always goes to the same one.
  public let hospitals: [SyntheticHospital]
  /// What patients may have: patient n has the n-th, going round; empty for what hospitals see.
  public var mix: [Set<Finding>] = []

  /// Creates a synthesizer with hospitals of its own making.
  public init(seed: UInt64, seconds: Double = 10, hospitals count: Int = 4) {
    precondition(count >= 1, "Synthesizer(hospitals: \(count)): expected at least one")
    self.init(seed: seed, seconds: seconds, hospitals: (0..<count).map { SyntheticHospital(seed: seed, number: $0) })
  }

  /// Creates a synthesizer with given hospitals.
  public init(seed: UInt64, seconds: Double = 10, hospitals: [SyntheticHospital]) {
    precondition(!hospitals.isEmpty, "Synthesizer(hospitals: []): expected at least one")
    precondition((1...86_400).contains(seconds), "Synthesizer(seconds: \(seconds)): expected 1 to 86 400")
    self.seed = seed
    self.seconds = seconds
    self.hospitals = hospitals
  }

  /// What, beside the seed, its signals hang on, in words.
  package var settings: String {
    let places = hospitals.map { place in
      let figures = [
        place.rate, place.gain, place.calibration, place.noise, place.wander, place.mainsFrequency, place.mains,
        place.highpass, place.lowpass, place.swaps, place.disconnections,
      ]
      return "\(place.name) \(figures.map { "\($0)" }.joined(separator: " "))"
    }
    let findings = mix.map { $0.sorted().map(\.rawValue).joined(separator: " ") }
    return "\(seconds) s, \(places.joined(separator: "; ")), \(findings.joined(separator: "; "))"
  }

  /// Makes the record of one visit of one patient to the patient's hospital.
  public func record(of patient: Int, visit: Int = 0) -> SyntheticRecord {
    let findings = mix.isEmpty ? nil : mix[(patient % mix.count + mix.count) % mix.count]
    let person = SyntheticPatient(seed: seed, number: patient, findings: findings)
    var random = SplitMix64(seed, 0x41, UInt64(bitPattern: Int64(patient)))
    return record(of: person, visit: visit, at: hospitals[random.index(below: hospitals.count)])
  }

  /// Makes the record of one visit of a given patient to a given hospital.
  ///
  /// - Complexity: O(seconds · rate).
  public func record(of patient: SyntheticPatient, visit: Int = 0, at hospital: SyntheticHospital) -> SyntheticRecord {
    var random = SplitMix64(seed, patient.key, UInt64(bitPattern: Int64(visit)))
    // Electrodes never stick to quite the same place twice.
    let matrix = patient.matrix.varied(by: 0.02, &random)
    var recorder = Recorder(hospital: hospital, matrix: matrix, random: SplitMix64(random.next(), 1))
    let count = Int((seconds * hospital.rate).rounded())
    let rhythm = SyntheticRhythm(patient: patient, seconds: seconds, random: SplitMix64(random.next(), 2))
    var track = DipoleTrack(rate: hospital.rate, count: recorder.prelude + count)
    let origin = Double(recorder.prelude) / hospital.rate
    var motion = HeartMotion(patient: patient, rhythm: rhythm, random: SplitMix64(random.next(), 3))
    motion.draw(on: &track, origin: origin, seconds: seconds)
    let swap =
      random.chance(hospital.swaps) ? SyntheticRecord.Swap.allCases[random.index(below: 3)] : nil
    let off = random.chance(hospital.disconnections) ? SyntheticRecord.leadNames[6 + random.index(below: 6)] : nil
    let leads = Montage(gain: hospital.gain, swap: swap, disconnected: off).leads(of: recorder.record(track))
    let beats = rhythm.beats.compactMap { beat -> SyntheticRecord.Beat? in
      let sample = Int((beat.time * hospital.rate).rounded())
      guard sample >= 0, sample < count else { return nil }
      return SyntheticRecord.Beat(sample: sample, symbol: symbol(of: beat, in: patient))
    }
    let labels = hospital.report(patient.findings, &random)
    let recording = Recording(
      name: "\(hospital.name)-P\(patient.number)-\(visit)", rate: hospital.rate,
      leads: zip(SyntheticRecord.leadNames, leads).map { .init(name: $0, samples: $1) },
      annotations: beats.compactMap { Annotation(sample: $0.sample, symbol: String($0.symbol)) },
      labels: labels.map(\.rawValue))
    return SyntheticRecord(
      recording: recording, beats: beats, patient: patient.number, findings: patient.findings.sorted(), labels: labels,
      hospital: hospital.name, swap: swap, disconnected: off)
  }

  private func symbol(of beat: SyntheticRhythm.Beat, in patient: SyntheticPatient) -> Character {
    switch beat.origin {
    case .ventricular: "V"
    case .paced: "/"
    case .aberrant: "a"
    case .conducted where beat.premature: "A"
    case .conducted where patient.findings.contains(.leftBundleBlock): "L"
    case .conducted where patient.findings.contains(.rightBundleBlock): "R"
    case .conducted: "N"
    }
  }
}
