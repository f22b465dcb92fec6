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
  /// Whether the sides are parts of one cohort.
  var isSplit: Bool { cohorts.count == 1 }

  /// Audits a split of a cohort: no two parts may share anything.
  ///
  /// - Throws: When the split names an example that the cohort does not hold.
  public init(of cohort: Cohort, split: Split) throws(FileError) { try self.init(of: cohort, splits: [split]) }

  /// Audits the split of a run: neither the network nor those that its weights come from may have seen what it is tested on.
  package init(
    of cohort: Cohort, split: Split, carriedFrom pedigree: Pedigree?, at location: String? = nil
  ) throws(FileError) {
    let records = AuditedRecords([cohort])
    var partitions = [try Partition(split, title: nil, of: cohort, records)]
    var doubts: [String] = []
    var remedies: [String: String] = [:]
    let test = split.parts.filter { $0.name == "test" }
    let judged = JudgedExamples(cohort, split: split, part: "test", location: location)
    for encounter in test.isEmpty ? [] : pedigree?.encounters(with: judged) ?? [] where encounter.isAncestor {
      let side = "seen by \(encounter.name)"
      let learnt = encounter.learnt.filter(Set(cohort.examples.map(\.id)).contains)
      if !learnt.isEmpty {
        var both = split
        both.parts = test + [Split.Part(name: side, examples: learnt)]
        partitions.append(try Partition(both, title: nil, of: cohort, records))
        remedies[side] = encounter.advice ?? "leave those recordings out of what is judged on"
      }
      if encounter.seen == nil, encounter.isDoubtful, let words = encounter.words { doubts.append(words) }
    }
    subject = "\(cohort.name), split by \(split.method)"
    (cohorts, self.doubts, hasGaps, self.remedies) = ([cohort], doubts, !doubts.isEmpty, remedies)
    (self.records, self.partitions, hint) = (records, partitions, nil)
  }

  /// Audits several splits of a cohort, such as the folds of a cross-validation; signals are compared once.
  public init(of cohort: Cohort, splits: [Split]) throws(FileError) {
    let records = AuditedRecords([cohort])
    var partitions: [Partition] = []
    for (number, split) in splits.enumerated() {
      let title = splits.count > 1 ? "fold \(number + 1)" : nil
      partitions.append(try Partition(split, title: title, of: cohort, records))
    }
    subject = "\(cohort.name), split by \(splits.first?.method ?? "nothing")"
    (cohorts, doubts, hasGaps, remedies) = ([cohort], [], false, [:])
    (self.records, self.partitions, hint) = (records, partitions, nil)
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
    hasGaps = !doubts.isEmpty
    remedies = [:]
    var doubts = doubts
    let registry = AuditedRecords.registry(of: tested)
    let others = trained.filter { AuditedRecords.registry(of: $0) != registry && $0.unknownPatients < $0.count }
    if tested.unknownPatients < tested.count {
      for other in others {
        let remedy =
          tested.registry != nil && other.registry != nil
          ? "; where one hospital numbers both, give both registry=NAME" : ""
        doubts.append(
          "\(tested.name) and \(other.name) name their patients each in its own way: who is in both cannot be told by names"
            + remedy)
      }
    }
    self.doubts = doubts
  }

  /// Reads every record once, compares, and says what was found; nothing when it was told to stop.
  ///
  /// - Complexity: Memory for the records that the threads are reading, and about 8 kB for each 12-lead record of ten seconds.
  public func run(
    threads: Int? = nil, report: (Progress) -> Void = { _ in }, shouldStop: @Sendable () -> Bool = { false }
  ) -> OverlapReport? {
    let all = records.records
    var signatures: [Signature] = []
    var places: [Int] = []
    var notCompared: [OverlapReport.Remark] = []
    let used = all.indices.filter { record in partitions.contains { !$0.sides(of: record).isEmpty } }
    let size = 64 * max(1, threads ?? Parallel.processors)
    for start in stride(from: 0, to: used.count, by: size) {
      report(.reading(start, of: used.count))
      if shouldStop() { return nil }
      let part = used[start..<min(used.count, start + size)]
      let outcomes = Parallel.outcomes(part.count, threads: threads) { index throws(FileError) in
        Signature(of: try all[part[part.startIndex + index]].source.read())
      }
      for (place, outcome) in zip(part, outcomes) {
        switch outcome {
        case .success(let signature):
          if let problem = signature.problem { notCompared.append(.init(record: all[place].name, remark: problem)) }
          signatures.append(signature)
          places.append(place)
        case .failure(let error): notCompared.append(.init(record: all[place].name, remark: error.description))
        }
      }
    }
    report(.reading(used.count, of: used.count))
    let copies = Copies(of: signatures, threads: threads, report: { report(.comparing($0, of: $1)) }, shouldStop)
    guard let copies else { return nil }
    var findings = Findings(self, notCompared: notCompared)
    findings.addRecords()
    findings.addPatients()
    for copy in copies.all { findings.add(copy, places[copy.first], places[copy.second]) }
    return findings.report(records: used.count)
  }
}
