import Waveforms

extension Split {
  /// How a split is to be made.
  public struct Options: Sendable, Equatable {
    /// What is never divided; `.record` and `.example` must be asked for.
    public var unit: Unit
    /// Whether each part gets its share of every label.
    public var isStratified: Bool
    /// Ids of examples that must stay together although nobody knows that they are of one patient, such as duplicates.
    public var together: [[String]]

    /// Creates options.
    public init(unit: Unit = .patient, isStratified: Bool = true, together: [[String]] = []) {
      self.unit = unit
      self.isStratified = isStratified
      self.together = together
    }
  }

  /// Splits into k folds of about the same size, and the same labels.
  public static func folds(of cohort: Cohort, count: Int, seed: UInt64, options: Options = Options()) -> Split {
    precondition(count >= 2, "folds(count: \(count)): expected 2 or more")
    let shares = [Double](repeating: 1 / Double(count), count: count)
    return dealt(
      cohort, "\(count) folds", names: (1...count).map { "fold \($0)" }, shares: shares, seed: seed, options)
  }

  /// Splits by fractions that sum to 1, such as `[("train", 0.8), ("validation", 0.1), ("test", 0.1)]`.
  public static func fractions(
    of cohort: Cohort, _ parts: [(name: String, share: Double)], seed: UInt64, options: Options = Options()
  ) -> Split {
    let shares = parts.map(\.share)
    precondition(
      !parts.isEmpty && shares.allSatisfy { $0 > 0 } && abs(shares.reduce(0, +) - 1) < 1e-9,
      "fractions \(shares): expected numbers above 0 that sum to 1")
    precondition(Set(parts.map(\.name)).count == parts.count, "fractions: the names \(parts.map(\.name)) repeat")
    let words = parts.map { "\($0.name) \($0.share)" }.joined(separator: ", ")
    return dealt(cohort, "fractions: \(words)", names: parts.map(\.name), shares: shares, seed: seed, options)
  }

  private static func dealt(
    _ cohort: Cohort, _ what: String, names: [String], shares: [Double], seed: UInt64, _ options: Options
  ) -> Split {
    let groups = SplitGroups(of: cohort, unit: options.unit, together: options.together).groups
    let labels = cohort.examples.map { options.isStratified ? cohort.vocabulary.places(of: $0.labels) : [] }
    let parts = Stratification.deal(
      groups, labels: labels, labelCount: cohort.vocabulary.count, shares: shares, seed: seed)
    var assignment = [Int?](repeating: nil, count: cohort.count)
    for (group, part) in zip(groups, parts) { for member in group.members { assignment[member] = part } }
    let how = options.isStratified ? "iterative stratification" : "not stratified"
    return Split(
      of: cohort, method: "\(what), by \(options.unit.rawValue), \(how)", unit: options.unit, seed: seed, names: names,
      assignment: assignment, notes: joined(options))
  }

  private static func joined(_ options: Options) -> [String] {
    options.together.isEmpty ? [] : ["\(options.together.count) sets of examples were kept together as asked"]
  }

  /// Splits into folds of `count` patients (or records) each, in random order; the last fold may be smaller.
  public static func leavingOut(_ count: Int, of cohort: Cohort, seed: UInt64, options: Options = Options()) -> Split {
    precondition(count >= 1, "leavingOut(\(count)): expected 1 or more")
    var groups = SplitGroups(of: cohort, unit: options.unit, together: options.together).groups
    var random = SplitMix64(seed, 0x4C)
    random.shuffle(&groups)
    var assignment = [Int?](repeating: nil, count: cohort.count)
    for (place, group) in groups.enumerated() { for member in group.members { assignment[member] = place / count } }
    let folds = (groups.count + count - 1) / count
    return Split(
      of: cohort, method: "leave \(count) out, by \(options.unit.rawValue)", unit: options.unit, seed: seed,
      names: (0..<folds).map { "fold \($0 + 1)" }, assignment: assignment, notes: joined(options))
  }

  /// Splits as the publisher did, by the folds of each part, such as `[("train", [1, 2]), ("test", [3])]`.
  ///
  /// Whether a patient is in two parts is looked at and written in the result, not prevented.
  public static func official(of cohort: Cohort, _ parts: [(name: String, folds: [Int])]) -> Split {
    let folds = parts.flatMap(\.folds)
    precondition(Set(folds).count == folds.count, "official: the folds \(folds) repeat")
    precondition(Set(parts.map(\.name)).count == parts.count, "official: the names \(parts.map(\.name)) repeat")
    let membership = cohort.examples.map { example in
      parts.indices.filter { part in example.fold.map(parts[part].folds.contains) ?? false }
    }
    let words = parts.map { "\($0.name) \($0.folds.map(String.init).joined(separator: "+"))" }
    return Split(
      of: cohort, method: "official folds: \(words.joined(separator: ", "))", unit: nil, seed: nil,
      names: parts.map(\.name), membership: membership)
  }
}
