import Interchange
import Waveforms

/// Made patients of made hospitals, all of them known.
public struct SyntheticLoader: CohortLoader {
  /// What a location of this loader begins with.
  public static let name = "synthetic"
  /// What it loads, in a line.
  public static let summary =
    "made records; the path is the seed; patients=100, visits=1, seconds=10, hospitals=4, first=0 (first patient's number), "
    + "findings=NORM+AFIB (what patients have, in turn; as hospitals see it if not given), noise=MV (in place of the "
    + "hospitals' own), reports=usual|exact (whether hospitals leave findings out and have habits)"

  /// How hospitals report what a record shows.
  public enum Reports: String, Sendable, CaseIterable {
    /// With omissions and habits.
    case usual
    /// All of it, under its own codes.
    case exact
  }

  /// The number of patients.
  public var patients: Int
  /// Records a patient.
  public var visits: Int
  /// Seconds a record.
  public var seconds: Double
  /// The number of hospitals.
  public var hospitals: Int
  /// The first patient's number.
  public var first: Int
  /// What patients have, in turn; empty for what hospitals see.
  public var findings: [Finding] = []
  /// Noise in millivolts in place of the hospitals' own.
  public var noise: Double?
  /// How hospitals report what a record shows.
  public var reports = Reports.usual

  /// Creates the loader.
  public init(patients: Int = 100, visits: Int = 1, seconds: Double = 10, hospitals: Int = 4, first: Int = 0) {
    precondition(patients >= 1 && visits >= 1, "SyntheticLoader: \(patients) patients of \(visits) visits")
    self.patients = patients
    self.visits = visits
    self.seconds = seconds
    self.hospitals = hospitals
    self.first = first
  }

  /// Creates the loader from the options of a location; an unknown value is an error.
  public init(_ options: inout LoaderOptions) throws(FileError) {
    patients = try options.takeInteger("patients", in: 1...1_000_000) ?? 100
    visits = try options.takeInteger("visits", in: 1...1000) ?? 1
    seconds = try options.takeNumber("seconds", in: 1...3600) ?? 10
    hospitals = try options.takeInteger("hospitals", in: 1...1000) ?? 4
    first = try options.takeInteger("first", in: 0...1_000_000_000) ?? 0
    noise = try options.takeNumber("noise", in: 0...10)
    reports = try options.take("reports", default: .usual)
    for word in options.take("findings")?.split(separator: "+", omittingEmptySubsequences: false) ?? [] {
      guard let finding = Finding(rawValue: String(word)) else {
        throw FileError(
          file: options.text, field: "findings", found: String(word),
          expected: Finding.allCases.map(\.rawValue).joined(separator: "+"), message: "there is no such finding")
      }
      findings.append(finding)
    }
  }

  /// Reads the cohort at a path.
  public func load(_ path: String) throws(FileError) -> Cohort {
    guard let seed = UInt64(path.isEmpty ? "0" : path) else {
      throw FileError(
        file: "synthetic:\(path)", field: "seed", found: path, expected: "a whole number from 0",
        message: "the seed is not valid")
    }
    return cohort(seed: seed)
  }

  private func synthesizer(seed: UInt64) -> Synthesizer {
    var places = (0..<hospitals).map { SyntheticHospital(seed: seed, number: $0) }
    for i in places.indices {
      if let noise { places[i].noise = noise }
      if reports == .exact { (places[i].omissions, places[i].habits) = ([:], [:]) }
    }
    var result = Synthesizer(seed: seed, seconds: seconds, hospitals: places)
    result.mix = findings.map { [$0] }
    return result
  }

  /// Makes the cohort of a seed.
  public func cohort(seed: UInt64) -> Cohort {
    let synthesizer = synthesizer(seed: seed)
    let examples = Parallel.map(patients * visits, threads: nil) { index throws(Never) -> Example in
      let (patient, visit) = (first + index / visits, index % visits)
      let record = synthesizer.record(of: patient, visit: visit)
      return Example(
        id: "P\(patient)-\(visit)", source: .synthetic(synthesizer, patient: patient, visit: visit),
        patient: .known("P\(patient)"), labels: record.labels.map(\.rawValue), site: record.hospital)
    }
    return Cohort(
      name: "synthetic \(seed)", vocabulary: .findings, examples: examples,
      notes: ["made records: \(counted(patients, "patient")), \(visits) each, seed \(seed)"])
  }
}
