import Cohorts
import Interchange
import Learning
import Waveforms

/// The small hospital that wants a network: its recordings as WFDB, a table of them, and how they are parted.
struct DemoTarget {
  /// The labels to tell.
  static let labels = ["NORM", "AFIB", "PVC", "LVH"]
  /// The first patient's number.
  private static let first = 1001
  /// What the table's codes are of.
  static func location(in folder: String) -> String { "csv,codes=scp:\(folder)/target.csv" }

  /// How the recordings are parted, by the name of the split's file.
  enum Parting: String, CaseIterable {
    /// A tenth of the training patients, against the test patients.
    case few
    /// Nine tenths of them.
    case most
    /// The first visits of the test patients, judged on their second ones.
    case byRecording = "by-recording"
    /// As many first visits of other patients, judged on the same.
    case byPatient = "by-patient"

    /// The split's file.
    func file(in folder: String) -> String { "\(folder)/splits/\(rawValue).json" }
  }

  let configuration: DemoConfiguration

  /// The recorder: another rate than the sources', noisier, with stronger filters and 60 Hz mains.
  var hospital: SyntheticHospital {
    var hospital = SyntheticHospital(name: "T", rate: 250, gain: 200)
    hospital.noise = 0.03
    hospital.wander = 0.2
    hospital.mainsFrequency = 60
    hospital.mains = 0.02
    hospital.highpass = 0.5
    hospital.lowpass = 40
    return hospital
  }

  /// The examples without their samples: every patient twice, one finding each.
  var cohort: Cohort {
    var synthesizer = Synthesizer(seed: configuration.seed &* 10 &+ 9, seconds: 10, hospitals: [hospital])
    synthesizer.mix = Self.labels.compactMap { Finding(rawValue: $0).map { [$0] } }
    let examples = (0..<configuration.targetPatients).flatMap { number in
      (0..<2).map { visit in
        let patient = Self.first + number
        return Example(
          id: "target/P\(patient)-\(visit + 1)", source: .synthetic(synthesizer, patient: patient, visit: visit),
          patient: .known("P\(patient)"), labels: [Self.labels[patient % Self.labels.count]])
      }
    }
    return Cohort(name: "target", vocabulary: Vocabulary.findings.restricted(to: Self.labels), examples: examples)
  }

  /// Writes the records, the table and the splits into a folder; what is there already is kept.
  func write(to folder: String, threads: Int?, report: (Int) -> Void) throws {
    let cohort = cohort
    let table = "\(folder)/target.csv"
    if FileAccess.kind(table) != .file {
      try AtomicFile.makeFolder("\(folder)/target")
      let size = 32
      for start in stride(from: 0, to: cohort.count, by: size) {
        report(start)
        let part = Array(cohort.examples[start..<min(cohort.count, start + size)])
        for outcome in Parallel.outcomes(part.count, threads: threads, { index throws(WaveformError) in
          try Self.write(part[index], to: folder, gain: hospital.gain)
        }) { try outcome.get() }
      }
      report(cohort.count)
      // The table comes last: where it is, all records are.
      let rows = cohort.examples.map { DelimitedText.line([$0.id, $0.patient.identifier ?? "", $0.labels[0]]) }
      let text = DelimitedText.line(["record", "patient", "labels"]) + rows.joined()
      try AtomicFile.write(Array(text.utf8), to: table)
    }
    let read = try TrainingRequest.target(in: folder).loadedCohort().cohort
    try AtomicFile.makeFolder("\(folder)/splits")
    for parting in Parting.allCases { try split(parting, of: read).write(to: parting.file(in: folder)) }
  }

  private static func write(_ example: Example, to folder: String, gain: Double) throws(WaveformError) {
    guard case .synthetic(let synthesizer, let patient, let visit) = example.source else { return }
    var recording = synthesizer.record(of: patient, visit: visit).recording
    recording.name = String(example.id.dropFirst("target/".count))
    try WFDBWriter.write(recording, to: "\(folder)/target", gain: gain)
  }

  /// Parts the examples by their patients, label by label as evenly as the counts allow.
  func split(_ parting: Parting, of cohort: Cohort) -> Split {
    let shares = [("few", 2.0 / 30), ("more", 16.0 / 30), ("rest", 2.0 / 30), ("test", 10.0 / 30)]
    let whole = Split.fractions(
      of: cohort, shares.map { (name: $0.0, share: $0.1) }, seed: configuration.seed)
    var part: [String: String] = [:]
    for piece in whole.parts { for id in piece.examples { part[id] = piece.name } }
    var strangers = cohort.examples.filter { part[$0.id] == "more" && $0.id.hasSuffix("-1") }
    var random = SplitMix64(configuration.seed, 0x57A)
    random.shuffle(&strangers)
    let (assigned, method): ((Example) -> String?, String)
    switch parting {
    case .few:
      assigned = { ["few": "train", "test": "test"][part[$0.id] ?? ""] }
      method = "a tenth of the training patients against the test patients"
    case .most:
      assigned = { ["few": "train", "more": "train", "test": "test"][part[$0.id] ?? ""] }
      method = "nine tenths of the training patients against the test patients"
    case .byRecording:
      assigned = { part[$0.id] == "test" ? ($0.id.hasSuffix("-1") ? "train" : "test") : nil }
      method = "first visits of the test patients against their second ones, by recording"
    case .byPatient:
      let chosen = Self.alike(strangers, to: cohort.examples.filter { part[$0.id] == "test" && $0.id.hasSuffix("-1") })
      assigned = { example in
        if part[example.id] == "test" { return example.id.hasSuffix("-2") ? "test" : nil }
        return chosen.contains(example.id) ? "train" : nil
      }
      method = "first visits of other patients against second visits of the test patients, by patient"
    }
    let names = ["train", "test"]
    return Split(
      of: cohort, method: method, unit: parting == .byRecording ? .record : .patient, seed: configuration.seed,
      names: names, assignment: cohort.examples.map { assigned($0).flatMap(names.firstIndex) })
  }

  /// Returns the ids of as many examples of each label as others have, or of as many as there are.
  private static func alike(_ examples: [Example], to others: [Example]) -> Set<String> {
    var left: [String: Int] = [:]
    for example in others { left[example.labels.joined(), default: 0] += 1 }
    var chosen: Set<String> = []
    for example in examples where left[example.labels.joined(), default: 0] > 0 {
      left[example.labels.joined(), default: 0] -= 1
      chosen.insert(example.id)
    }
    return chosen
  }
}

extension TrainingRequest {
  /// Returns a request for the target's recordings, with a source's recipe and no part to choose by.
  static func target(in folder: String) -> TrainingRequest {
    var request = TrainingRequest(
      cohort: DemoTarget.location(in: folder), network: "lead", recipe: "\(folder)/recipe.json")
    request.labels = DemoTarget.labels
    request.metric = "none"
    return request
  }
}
