import Cohorts
import Interchange
import Learning
import Waveforms

/// Looks for patients and recordings that stand on both sides of a split, or in two cohorts.
///
///     let audit = try OverlapAudit(of: cohort, split: split)
///     print(audit.run()?.words ?? "stopped")
public struct OverlapAudit: Sendable {
  /// How far an audit is.
  public enum Progress: Sendable {
    /// Records whose signal was read.
    case reading(Int, of: Int)
    /// Pieces of the comparison.
    case comparing(Int, of: Int)
  }

  let subject: String
  let cohorts: [Cohort]
  let records: AuditedRecords
  let partitions: [Partition]
  /// What is known beforehand to stand in the way of a verdict of `clean`, a sentence each.
  let doubts: [String]
  /// Whether what a network learnt from could not all be found again.
  let hasGaps: Bool
  /// What to do about networks that the weights come from and that have seen what is judged on, by the name of the side.
  let remedies: [String: String]
  /// What to do where a network learnt from a part of what it is tested on; nothing where that is not known.
  let hint: String?
  /// Whether the sides are parts of one cohort, whatever ancestors of a network have seen beside.
  let isSplit: Bool

  /// Audits a split of a cohort: no two parts may share anything.
  ///
  /// - Throws: When the split names an example that the cohort does not hold.
  public init(of cohort: Cohort, split: Split) throws(FileError) { try self.init(of: cohort, splits: [split]) }

  /// Audits several splits of a cohort, such as the folds of a cross-validation; signals are compared once.
  public init(of cohort: Cohort, splits: [Split]) throws(FileError) {
    try self.init(of: cohort, splits: splits, carriedFrom: nil)
  }

  /// Audits the splits of a run: neither the network nor those that its weights come from may have seen what it is tested on.
  package init(
    of cohort: Cohort, splits: [Split], carriedFrom pedigree: Pedigree?, at location: String? = nil
  ) throws(FileError) {
    var ancestry = Ancestry()
    for (number, split) in splits.enumerated() {
      if let pedigree { ancestry.add(pedigree, split, number, of: cohort, at: location) }
    }
    cohorts = [cohort] + ancestry.cohorts
    records = AuditedRecords(cohorts)
    var partitions: [Partition] = []
    for (number, split) in splits.enumerated() {
      let title = splits.count > 1 ? "fold \(number + 1)" : nil
      partitions.append(try Partition(split, title: title, of: cohort, records))
      for side in ancestry.sides where side.split == number {
        partitions.append(try Partition(split, side, title: title, of: cohort, records))
      }
    }
    self.partitions = partitions
    subject = "\(cohort.name), split by \(splits.first?.method ?? "nothing")"
    doubts = ancestry.doubts + (ancestry.cohorts.isEmpty ? [] : Self.strangers(cohort, ancestry.cohorts))
    (hasGaps, isSplit, remedies, hint) = (!ancestry.doubts.isEmpty, true, ancestry.remedies, nil)
  }

  /// Audits two cohorts, such as what a network is tested on and what it was trained on.
  public init(of tested: Cohort, against trained: Cohort) {
    let names = [tested.name, trained.name]
    let isOne = names[0] == names[1]
    self.init(
      of: tested, against: [trained], names: isOne ? ["first", "second"] : names, doubts: [])
  }

  /// Audits a cohort against several, under names of one's own, with what could not be found again, a sentence each.
  init(of tested: Cohort, against trained: [Cohort], names: [String], doubts: [String], hint: String? = nil) {
    self.hint = hint
    cohorts = [tested] + trained
    subject = ([tested.name] + trained.map(\.name)).joined(separator: " against ")
    let records = AuditedRecords(cohorts)
    partitions = trained.indices.map {
      Partition(tested: 0, trained: $0 + 1, names: [names[0], names[$0 + 1]], records)
    }
    self.records = records
    (hasGaps, isSplit, remedies) = (!doubts.isEmpty, false, [:])
    self.doubts = doubts + Self.strangers(tested, trained)
  }

  /// Which cohorts name their patients otherwise than one that is tested on, a sentence each.
  private static func strangers(_ tested: Cohort, _ trained: [Cohort]) -> [String] {
    let registry = AuditedRecords.registry(of: tested)
    let others = trained.filter { AuditedRecords.registry(of: $0) != registry && $0.unknownPatients < $0.count }
    guard tested.unknownPatients < tested.count else { return [] }
    return others.map { other in
      let remedy =
        tested.registry != nil && other.registry != nil
        ? "; where one hospital numbers both, give both registry=NAME" : ""
      return
        "\(tested.name) and \(other.name) name their patients each in its own way: who is in both cannot be told by names"
        + remedy
    }
  }

  /// Reads every record once, compares, and says what was found; nothing when it was told to stop.
  ///
  /// - Parameters:
  ///   - threads: Threads to use; nil for as many as there are processors.
  ///   - effort: How much may be done; everything if nothing is said.
  ///   - report: Told how far it is.
  ///   - shouldStop: Asked on the way.
  /// - Complexity: Memory for the records that the threads are reading, and about 8 kB for each 12-lead record of ten seconds.
  public func run(
    threads: Int? = nil, effort: Effort? = nil, report: (Progress) -> Void = { _ in },
    shouldStop: @Sendable () -> Bool = { false }
  ) -> OverlapReport? {
    let used = records.records.indices.filter { record in partitions.contains { !$0.sides(of: record).isEmpty } }
    guard
      let signals = AuditedSignals(
        of: used, records.records, threads: threads, effort: effort, report: { report(.reading($0, of: $1)) },
        shouldStop),
      let copies = Copies(
        of: signals.signatures, isDeep: signals.isDeep, threads: threads, report: { report(.comparing($0, of: $1)) },
        shouldStop)
    else { return nil }
    var findings = Findings(self, signals)
    findings.addRecords()
    findings.addPatients()
    for copy in copies.all { findings.add(copy, signals.places[copy.first], signals.places[copy.second]) }
    return findings.report(records: used.count)
  }
}
