import Cohorts

/// The records of one cohort or of two, each once, whatever number of examples was cut from it.
struct AuditedRecords {
  /// One record.
  struct Record {
    /// Its name in its cohort.
    let name: String
    /// Where its samples are.
    let source: SignalSource
    /// Whose it is, by a name that tells patients of different databases apart.
    let patient: String?
    /// The number of examples that were cut from it, by cohort and place there.
    var examples: [[Int]]
  }

  /// The records, those of the first cohort first.
  private(set) var records: [Record] = []
  /// The place of the record of each example, by cohort.
  private(set) var places: [[Int]] = []

  init(_ cohorts: [Cohort]) {
    var known: [String: Int] = [:]
    for (number, cohort) in cohorts.enumerated() {
      var own: [Int] = []
      own.reserveCapacity(cohort.count)
      for (place, example) in cohort.examples.enumerated() {
        let key = Self.key(of: example.source, cohort: number)
        let record = known[key] ?? records.count
        if record == records.count {
          known[key] = record
          records.append(
            Record(
              name: example.record, source: example.source,
              patient: example.patient.identifier.map { Self.name(ofPatient: $0, in: cohort) },
              examples: [[Int]](repeating: [], count: cohorts.count)))
        }
        records[record].examples[number].append(place)
        own.append(record)
      }
      places.append(own)
    }
  }

  /// Files and made records are the same in every cohort; what is held in memory has a name within its cohort alone.
  private static func key(of source: SignalSource, cohort: Int) -> String {
    switch source {
    case .file, .synthetic: source.key
    case .row, .memory: "\(cohort) \(source.key)"
    }
  }

  /// Returns who numbers the patients of a cohort: two that have the same name number them together.
  ///
  /// A made cohort is named by its seed, one of a table by its file, all others by their database.
  static func registry(of cohort: Cohort) -> String {
    if cohort.name.hasPrefix("synthetic") { return cohort.name }
    return cohort.name.split(separator: " ").first.map(String.init) ?? cohort.name
  }

  /// Returns a patient's name among those of all cohorts.
  static func name(ofPatient identifier: String, in cohort: Cohort) -> String {
    let registry = registry(of: cohort)
    // The parts of a challenge call the patients by the database that they come from.
    return identifier.hasPrefix("ptb-xl ") ? identifier : "\(registry) \(identifier)"
  }
}
