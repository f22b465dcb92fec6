import Interchange
import Waveforms

/// Writes made records as a database of files: WFDB records with their beats, a folder a hospital, and an `index.csv`.
public struct SyntheticFolder: Sendable {
  /// The number of patients.
  public var patients = 100
  /// Visits a patient.
  public var visits = 1
  /// Seconds a record.
  public var seconds = 10.0
  /// The number of hospitals.
  public var hospitals = 4
  /// The first patient's number.
  public var first = 0
  /// The rate of all hospitals; each has its own when nothing is said.
  public var rate: Double?
  /// The leads that are written; all twelve when nothing is said.
  public var leads: [String]?

  /// Creates the description of a hundred patients, one visit each.
  public init() {}

  /// The hospitals of a seed.
  private func synthesizer(seed: UInt64) -> Synthesizer {
    let made = (0..<hospitals).map { number in
      var hospital = SyntheticHospital(seed: seed, number: number)
      if let rate { hospital.rate = rate }
      return hospital
    }
    return Synthesizer(seed: seed, seconds: seconds, hospitals: made)
  }

  /// Writes the database of a seed, the same bytes each time; the index comes last, so that what it lists is whole.
  ///
  /// - Returns: The number of records.
  public func write(seed: UInt64, to folder: String, threads: Int? = nil) throws(FileError) -> Int {
    let unknown = leads?.first { !SyntheticRecord.leadNames.contains(LeadName.canonical($0)) }
    if let unknown {
      throw FileError(
        file: folder, field: "leads", found: unknown, expected: SyntheticRecord.leadNames.joined(separator: ", "),
        message: "a made record has no such lead")
    }
    let synthesizer = synthesizer(seed: seed)
    for hospital in synthesizer.hospitals { try AtomicFile.makeFolder("\(folder)/\(hospital.name)") }
    let gains = synthesizer.hospitals.reduce(into: [:]) { $0[$1.name] = $1.gain }
    let count = patients * visits
    let rows = try Parallel.map(count, threads: threads) { index throws(FileError) -> String in
      let patient = first + index / visits
      let record = synthesizer.record(of: patient, visit: index % visits)
      var recording = record.recording
      if let leads { recording.leads = leads.compactMap { recording[lead: $0] } }
      let place = "\(folder)/\(record.hospital)"
      try WFDBWriter.write(recording, to: place, gain: gains[record.hospital] ?? 1000)
      let labels = record.labels.map(\.rawValue).joined(separator: "|")
      return DelimitedText.line(
        ["\(record.hospital)/\(recording.name)", "P\(patient)", labels, record.hospital])
    }
    let head = DelimitedText.line(["record", "patient", "labels", "site"])
    try AtomicFile.write(Array((head + rows.joined()).utf8), to: "\(folder)/index.csv")
    return count
  }
}
