import Cohorts
import Interchange

/// Examples that something is to be judged on: a part of a cohort, or all of it.
package struct JudgedExamples {
  /// The whole of a cohort, of which some examples may have been left out; read once, and only when it is asked for.
  private final class Whole {
    let location: String?
    private(set) lazy var owners = location.flatMap { try? Cohort.load($0) }?.owners ?? [:]
    init(_ location: String?) { self.location = location }
  }

  /// What the cohort holds of which they are a part.
  let fingerprint: String
  /// The split that the examples are a part of; nothing for all examples.
  let split: Split?
  /// The part.
  let part: String?
  /// How many they are.
  let count: Int
  private let name: String
  private let owners: [String: String]
  private let judged: [String]
  private let whole: Whole

  /// All examples of a cohort, and where it is, if that is known.
  package init(_ cohort: Cohort, location: String? = nil) {
    (name, fingerprint, owners) = (cohort.name, cohort.fingerprint, cohort.owners)
    (judged, count, whole) = (cohort.examples.map(\.id), cohort.count, Whole(location))
    (split, part) = (nil, nil)
  }

  /// A part of a cohort; without a split or a part, all of it.
  package init(_ cohort: Cohort, split: Split?, part: String?, location: String? = nil) {
    self.init(JudgedExamples(cohort, location: location), split, part)
  }

  private init(_ all: JudgedExamples, _ split: Split?, _ part: String?) {
    (name, owners, whole) = (all.name, all.owners, all.whole)
    let isPart = split != nil && part != nil
    // A split may be of a cohort with other labels, whose examples are among these.
    fingerprint = isPart ? split?.fingerprint ?? all.fingerprint : all.fingerprint
    (self.split, self.part) = isPart ? (split, part) : (nil, nil)
    judged = isPart ? part.flatMap { split?[$0]?.examples } ?? [] : all.judged
    count = judged.count
  }

  /// Returns those of a split's part alone.
  package func among(_ part: String, of split: Split) -> JudgedExamples { JudgedExamples(self, split, part) }

  /// What they are called in a sentence.
  var words: String { part.map { "examples of the \($0) part" } ?? "examples" }

  /// Returns how many of the examples are among some others of the same database, or of the same patients or records.
  ///
  /// - Returns: The number; nothing where there is none and not all of the others could be found.
  func shared(with ids: [String]) -> Int? {
    var others = Set(ids.compactMap { owners[$0] })
    func found() -> Int { judged.count { owners[$0].map(others.contains) ?? false } }
    let lost = ids.filter { owners[$0] == nil }
    if lost.isEmpty || found() > 0 { return found() }
    // What was left out of the cohort may be of the same patients: the whole of it says whose it is.
    for id in lost {
      guard let owner = whole.owners[id] else { return nil }
      others.insert(owner)
    }
    return found()
  }

  /// Whether a cohort of some name, at a place if that is known, may hold the same recordings.
  func isOfDatabase(_ other: String, at place: String?) -> Bool {
    func isTable(_ name: String) -> Bool { name.hasPrefix("csv ") }
    if isTable(name), isTable(other), let place, let location = whole.location {
      return Self.folder(of: place) == Self.folder(of: location)
    }
    return Self.database(name) == Self.database(other)
  }

  /// `ptb-xl` with one task holds the recordings of `ptb-xl` with another; tables and made cohorts are told by their whole name.
  private static func database(_ name: String) -> Substring {
    let first = name.prefix { $0 != "," && $0 != " " && $0 != ":" }
    return ["csv", "synthetic"].contains(first) ? name[...] : first
  }

  /// Returns the folder of a cohort's table, however it is reached.
  private static func folder(of location: String) -> String {
    let path = location.firstIndex(of: ":").map { String(location[location.index(after: $0)...]) } ?? location
    return FileAccess.identity(FileAccess.folder(of: path))
  }
}

extension Cohort {
  /// Whose each example is, by its id: its patient's, or where nobody knows that its record's.
  fileprivate var owners: [String: String] {
    let owners = examples.map { ($0.id, $0.patient.identifier.map { "patient \($0)" } ?? "record \($0.record)") }
    return Dictionary(owners, uniquingKeysWith: { first, _ in first })
  }
}
