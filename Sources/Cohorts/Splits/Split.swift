import Interchange
import Waveforms

/// Which examples belong together to learn from, to choose by, or to judge by; and how that came about.
public struct Split: Sendable, Equatable, Codable {
  /// What is never divided.
  public enum Unit: String, Sendable, Codable, CaseIterable {
    /// All examples of a patient; where the patient is unknown, all examples of a record.
    case patient
    /// All examples of a record, whoever it is of.
    case record
    /// Nothing: two beats of one record may come to stand on both sides.
    case example
  }

  /// Some examples under a name.
  public struct Part: Sendable, Equatable, Codable {
    /// The name, such as `train` or `fold 3`.
    public var name: String
    /// The examples' ids, in the order of the cohort.
    public var examples: [String]

    /// Creates a part.
    public init(name: String, examples: [String]) {
      self.name = name
      self.examples = examples
    }
  }

  /// How it was split, in words.
  public var method: String
  /// What was kept together.
  public var unit: Unit
  /// The seed of what was drawn; nothing when nothing was.
  public var seed: UInt64?
  /// The cohort's name.
  public var cohort: String
  /// The fingerprint of what the cohort held.
  public var fingerprint: String
  /// Examples whose patient is unknown: that they do not cross cannot be shown.
  public var unknownPatients: Int
  /// Known patients with examples in more than one part, sorted.
  public var crossingPatients: [String]
  /// What else was done.
  public var notes: [String]
  /// The parts; no example is in two.
  public var parts: [Part]

  /// Creates the split of a cohort from the part of each example; an example without a part is left out.
  package init(
    of cohort: Cohort, method: String, unit: Unit, seed: UInt64?, names: [String], assignment: [Int?],
    notes: [String] = []
  ) {
    self.method = method
    self.unit = unit
    self.seed = seed
    self.cohort = cohort.name
    fingerprint = cohort.fingerprint
    unknownPatients = cohort.unknownPatients
    parts = names.map { Part(name: $0, examples: []) }
    var places: [String: Set<Int>] = [:]
    for (example, part) in zip(cohort.examples, assignment) {
      guard let part else { continue }
      parts[part].examples.append(example.id)
      if let patient = example.patient.identifier { places[patient, default: []].insert(part) }
    }
    crossingPatients = places.filter { $0.value.count > 1 }.keys.sorted(by: precedes)
    self.notes = notes
    if unknownPatients > 0 {
      let kept = unit == .example ? "nothing was kept together for them" : "their records were kept whole"
      self.notes.append(
        "\(unknownPatients) of \(cohort.count) examples are of unknown patients: \(kept), but whether a patient is on "
          + "both sides cannot be shown")
    }
    if !crossingPatients.isEmpty {
      let crossing = crossingPatients.count == 1 ? "1 known patient is" : "\(crossingPatients.count) known patients are"
      self.notes.append("\(crossing) in more than one part")
    }
    let left = assignment.count { $0 == nil }
    if left > 0 { self.notes.append("\(counted(left, "example")) in no part") }
  }

  /// Returns the part of that name.
  public subscript(name: String) -> Part? { parts.first { $0.name == name } }

  /// Returns the names of all parts but these: what is left to train on when these are kept apart.
  public func others(than names: [String]) -> [String] { parts.map(\.name).filter { !names.contains($0) } }

  /// Returns the places in the cohort of a part's examples.
  ///
  /// - Throws: When the cohort is not the one that was split.
  public func places(of name: String, in cohort: Cohort) throws(FileError) -> [Int] {
    try places(of: [name], in: cohort)
  }

  /// Returns the places in the cohort of the examples of some parts together, rising.
  public func places(of names: [String], in cohort: Cohort) throws(FileError) -> [Int] {
    guard cohort.fingerprint == fingerprint else {
      throw FileError(
        file: "split of \(self.cohort)", field: "fingerprint", found: "\(cohort.name) \(cohort.fingerprint)",
        expected: fingerprint, message: "the split was made of another cohort, or the cohort has changed")
    }
    let places = cohort.places
    var result: [Int] = []
    for name in names {
      guard let part = self[name] else {
        throw FileError(
          file: "split of \(self.cohort)", field: "part", found: name,
          expected: parts.map(\.name).joined(separator: ", "), message: "there is no such part")
      }
      result += part.examples.compactMap { places[$0] }
    }
    return result.sorted()
  }

  /// Writes the split as JSON: the same split makes the same bytes on every machine.
  public func write(to path: String) throws(FileError) { try JSONFile.write(self, to: path) }

  /// Reads a split; an example that stands in two parts is refused.
  public init(reading path: String) throws(FileError) {
    self = try JSONFile.read(Split.self, from: path)
    try demandEachOnce(path, field: "parts")
  }

  /// Throws where an example stands twice.
  func demandEachOnce(_ file: String, field: String) throws(FileError) {
    var owner: [String: String] = [:]
    for part in parts {
      for example in part.examples {
        if let other = owner.updateValue(part.name, forKey: example) {
          throw FileError(
            file: file, field: field, found: example, expected: "each example once",
            message: "an example stands twice, in \(other) and in \(part.name)")
        }
      }
    }
  }
}
