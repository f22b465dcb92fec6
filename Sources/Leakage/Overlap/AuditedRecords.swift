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
    let prefixes = Self.prefixes(cohorts)
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
              patient: example.patient.identifier.map { Self.name(ofPatient: $0, prefixes[number]) },
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
  /// A made cohort is named by its seed, all others by their database, unless they say it themselves.
  static func registry(of cohort: Cohort) -> String {
    if let registry = cohort.registry { return registry }
    if cohort.name.hasPrefix("synthetic") { return cohort.name }
    return cohort.name.split(separator: " ").first.map(String.init) ?? cohort.name
  }

  /// Returns what the patients of each cohort are called by: the database, with a number where two registries are of one kind.
  private static func prefixes(_ cohorts: [Cohort]) -> [String] {
    var registries: [String] = []
    return cohorts.map { cohort in
      let registry = registry(of: cohort)
      if !registries.contains(registry) { registries.append(registry) }
      guard cohort.registry != nil else { return registry }
      let word = cohort.name.split(separator: " ").first.map(String.init) ?? cohort.name
      let place = registries.firstIndex(of: registry) ?? 0
      return place == 0 ? word : "\(word) (\(place + 1))"
    }
  }

  /// Returns a patient's name among those of all cohorts.
  private static func name(ofPatient identifier: String, _ prefix: String) -> String {
    // The parts of a challenge call the patients by the database that they come from.
    return identifier.hasPrefix("ptb-xl ") ? identifier : "\(prefix) \(identifier)"
  }
}
