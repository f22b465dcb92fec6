import Waveforms

/// Made patients of made hospitals, all of them known.
public struct SyntheticLoader: CohortLoader {
  /// What a location of this loader begins with.
  public static let name = "synthetic"
  /// What it loads, in a line.
  public static let summary =
    "made records; the path is the seed; patients=100, visits=1, seconds=10, hospitals=4, first=0 (first patient's number)"

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

  /// Makes the cohort of a seed.
  public func cohort(seed: UInt64) -> Cohort {
    let synthesizer = Synthesizer(seed: seed, seconds: seconds, hospitals: hospitals)
    let examples = Parallel.map(patients * visits, threads: nil) { index throws(Never) -> Example in
      let (patient, visit) = (first + index / visits, index % visits)
      let record = synthesizer.record(of: patient, visit: visit)
      return Example(
        id: "P\(patient)-\(visit)", source: .synthetic(synthesizer, patient: patient, visit: visit),
        patient: .known("P\(patient)"), labels: record.labels.map(\.rawValue), site: record.hospital)
    }
    return Cohort(
      name: "synthetic \(seed)", vocabulary: .findings, examples: examples,
      notes: ["made records: \(patients) patients, \(visits) each, seed \(seed)"])
  }
}
