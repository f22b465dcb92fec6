import Waveforms

/// Examples with the vocabulary of their labels.
///
///     let cohort = try Cohort.load("ptb-xl,task=superdiagnostic:/data/ptb-xl")
///     let split = Split.folds(of: cohort, count: 10, seed: 1)
public struct Cohort: Sendable {
  /// The database's name, with what was asked of it.
  public var name: String
  /// What the labels mean, and their order.
  public var vocabulary: Vocabulary
  /// The examples; no two have the same `id`.
  public var examples: [Example]
  /// What was done to get here, a sentence each: what was left out, what is only a part.
  public var notes: [String]
  /// Who numbers the patients, where the name does not say it: one number of two registries is of two people.
  public var registry: String?

  /// Creates a cohort.
  public init(name: String, vocabulary: Vocabulary, examples: [Example], notes: [String] = []) {
    self.name = name
    self.vocabulary = vocabulary
    self.examples = examples
    self.notes = notes
  }

  /// The number of examples.
  public var count: Int { examples.count }

  /// Returns the examples at some places, in that order.
  public func selecting(_ indices: [Int]) -> Cohort {
    var result = self
    result.examples = indices.map { examples[$0] }
    return result
  }

  /// Returns the examples that meet a condition.
  public func filter(_ isWanted: (Example) -> Bool) -> Cohort {
    var result = self
    result.examples = examples.filter(isWanted)
    return result
  }

  /// The first example of each recording, in the order of the cohort: examples may be cut from the same one.
  public var recordings: [Example] {
    var seen: Set<String> = []
    var last = ""
    return examples.filter { example in
      // Neighbours are mostly cut from the same record, whose source need not be spelt out again.
      if case .file(let path, _) = example.source {
        if path == last { return false }
        last = path
      }
      return seen.insert(example.source.key).inserted
    }
  }

  /// The known patients, each once, sorted.
  public var patients: [String] { Set(examples.compactMap(\.patient.identifier)).sorted(by: precedes) }

  /// The number of examples whose patient is unknown.
  public var unknownPatients: Int { examples.count { $0.patient == .unknown } }

  /// Returns the place of each example by its id.
  public var places: [String: Int] {
    Dictionary(zip(examples.lazy.map(\.id), examples.indices), uniquingKeysWith: { first, _ in first })
  }

  /// A fingerprint of the ids, patients, labels and folds: two cohorts with the same one are split in the same way.
  public var fingerprint: String {
    var hash = Fingerprint()
    hash.add(vocabulary.codes.joined(separator: "\u{1}"))
    for example in examples {
      hash.add(example.id)
      hash.add(example.record)
      hash.add(example.patient.identifier.map { "=" + $0 } ?? "unknown")
      hash.add(example.labels.joined(separator: "\u{1}"))
      hash.add("\(example.fold ?? -1)")
    }
    return hash.hex
  }

  /// Throws when two examples have the same id, naming it.
  func checkingIdentities(file: String) throws(FileError) -> Cohort {
    var seen: Set<String> = []
    for example in examples where !seen.insert(example.id).inserted {
      throw FileError(
        file: file, field: "record", found: example.id, expected: "each record once", message: "a record stands twice")
    }
    return self
  }
}

/// Orders names by their bytes, as every machine does alike.
package func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
