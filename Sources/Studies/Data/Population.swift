import Waveforms

/// Made patients of three classes who visit made hospitals: normal sinus rhythm, atrial fibrillation, other.
public struct Population: Sendable {
  /// The classes' names, in the order of their numbers.
  public static let classes = ["normal", "fibrillation", "other"]
  /// What the patients of each class may have; a patient has one of the class's combinations.
  static let findings: [[Set<Finding>]] = [
    [[.normal], [.normal], [.normal], [.bradycardia], [.tachycardia]],
    [
      [.fibrillation], [.fibrillation], [.fibrillation, .hypertrophy], [.fibrillation, .inversion],
      [.fibrillation, .rightBundleBlock], [.fibrillation, .depression],
    ],
    [
      [.ventricularBeats], [.leftBundleBlock], [.rightBundleBlock], [.flutter], [.atrialBeats], [.firstDegreeBlock],
      [.inversion], [.hypertrophy], [.depression], [.pacing], [.arrhythmia], [.longQT],
    ],
  ]

  /// What everything follows from.
  public let seed: UInt64
  /// The hospitals.
  public let hospitals: [SyntheticHospital]
  /// Patients of all hospitals together.
  public let patients: Int
  /// Visits of each patient.
  public let visits: Int
  /// The number of the first patient; populations with other numbers share nobody.
  public let first: Int

  /// Creates a population.
  public init(seed: UInt64, hospitals: [SyntheticHospital], patients: Int, visits: Int = 2, first: Int = 0) {
    self.seed = seed
    self.hospitals = hospitals
    self.patients = patients
    self.visits = visits
    self.first = first
  }

  /// Makes all recordings, with some leads, at a rate, of a length; a patient's class is its number modulo 3.
  public func examples(leads names: [String], rate: Double, samples: Int) throws(SignalError) -> ExampleSet {
    let synthesizer = Synthesizer(seed: seed, seconds: Double(samples) / rate, hospitals: hospitals)
    let resamplers = try hospitals.map { hospital throws(SignalError) in try Resampler(from: hospital.rate, to: rate) }
    var set = ExampleSet(leads: names.count, samples: samples)
    for number in first..<(first + patients) {
      let label = number % Self.classes.count
      var random = SplitMix64(seed, 0x909, UInt64(number))
      let choices = Self.findings[label]
      let findings = choices[random.index(below: choices.count)]
      let place = random.index(below: hospitals.count)
      let patient = SyntheticPatient(seed: seed, number: number, findings: findings)
      for visit in 0..<visits {
        let recording = synthesizer.record(of: patient, visit: visit, at: hospitals[place]).recording
        let leads = names.map { resamplers[place](recording[lead: $0]?.samples ?? []) }
        set.append(leads: leads, label: label, patient: number, visit: visit)
      }
    }
    return set
  }
}
