import Cohorts
import Interchange
import Learning
import Waveforms

/// The small hospital that wants a network: its recordings as WFDB, a table of them, and how they are parted.
struct DemoTarget {
  /// What its patients have, in turn: the labels to tell.
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
    /// First visits of some test patients, judged on their second ones.
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
        for outcome in Parallel.outcomes(
          part.count, threads: threads,
          { index throws(WaveformError) in
            try Self.write(part[index], to: folder, gain: hospital.gain)
          })
        { try outcome.get() }
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
    let shares = [("few", 1.0 / 30), ("more", 8.0 / 30), ("rest", 1.0 / 30), ("test", 20.0 / 30)]
    let whole = Split.fractions(of: cohort, shares.map { (name: $0.0, share: $0.1) }, seed: configuration.seed)
    let few = Set(whole["few"]?.examples ?? []), more = Set(whole["more"]?.examples ?? [])
    let test = Set(whole["test"]?.examples ?? [])
    switch parting {
    case .few:
      return split(cohort, "a tenth of the training patients against the test patients", few, test)
    case .most:
      return split(cohort, "nine tenths of the training patients against the test patients", few.union(more), test)
    case .byRecording, .byPatient:
      let each = configuration.leakagePatients / Self.labels.count
      let seen = chosen(cohort, of: test, visit: 1, atMost: Self.labels.map { _ in each })
      let counts = Self.labels.map { label in
        cohort.examples.count { seen.contains($0.id) && $0.labels.contains(label) }
      }
      let again = Set(seen.map { String($0.dropLast()) + "2" })
      return parting == .byRecording
        ? split(cohort, "first visits against second visits of the same patients", unit: .record, seen, again)
        : split(
          cohort, "first visits of other patients against the same second visits",
          chosen(cohort, of: more, visit: 1, atMost: counts), again)
    }
  }

  private func split(
    _ cohort: Cohort, _ method: String, unit: Split.Unit = .patient, _ train: Set<String>, _ test: Set<String>
  ) -> Split {
    Split(
      of: cohort, method: method, unit: unit, seed: configuration.seed, names: ["train", "test"],
      assignment: cohort.examples.map { train.contains($0.id) ? 0 : test.contains($0.id) ? 1 : nil })
  }

  /// Draws recordings of one visit from some, of each label at most so many.
  private func chosen(_ cohort: Cohort, of ids: Set<String>, visit: Int, atMost counts: [Int]) -> Set<String> {
    var examples = cohort.examples.filter { ids.contains($0.id) && $0.id.hasSuffix("-\(visit)") }
    var random = SplitMix64(configuration.seed, 0x57A)
    random.shuffle(&examples)
    var result: Set<String> = []
    for (label, count) in zip(Self.labels, counts) {
      result.formUnion(examples.filter { $0.labels.contains(label) }.prefix(count).map(\.id))
    }
    return result
  }
}

extension TrainingRequest {
  /// Returns a request for the target's recordings, with a source's recipe and no part to choose by.
  static func target(in folder: String) -> TrainingRequest {
    var request = TrainingRequest(
      cohort: DemoTarget.location(in: folder), network: "lead", recipe: "\(folder)/recipe.json")
    request.metric = "none"
    return request
  }
}
