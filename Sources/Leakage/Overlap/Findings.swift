import Cohorts
import Interchange

/// Gathers what an audit finds, and concludes.
struct Findings {
  private let audit: OverlapAudit
  private let notCompared: [OverlapReport.Remark]
  private var counts = OverlapReport.Counts()
  private var pairs: [OverlapReport.Pair] = []
  private var duplicates: [OverlapReport.Pair] = []

  init(_ audit: OverlapAudit, notCompared: [OverlapReport.Remark]) {
    self.audit = audit
    self.notCompared = notCompared
  }

  private func place(_ record: Int, _ side: Int, in partition: Partition) -> OverlapReport.Place {
    OverlapReport.Place(
      side: partition.names[side], record: audit.records.records[record].name,
      examples: partition.counts[record][side])
  }

  /// Adds the records of which examples stand on several sides.
  mutating func addRecords() {
    for record in audit.records.records.indices {
      guard let partition = audit.partitions.first(where: { $0.sides(of: record).count > 1 }) else { continue }
      let sides = partition.sides(of: record)
      counts.sharedRecords += 1
      let cut = partition.counts[record].reduce(0, +) > sides.count
      pairs.append(
        OverlapReport.Pair(
          kind: .record, first: place(record, sides[0], in: partition), second: place(record, sides[1], in: partition),
          patient: audit.records.records[record].patient, fold: partition.title,
          why: cut ? "examples cut from one record stand on both sides" : "the record stands on both sides"))
    }
  }

  /// Adds the known patients on several sides whose records are not all the same.
  mutating func addPatients() {
    var owned: [String: [Int]] = [:]
    for (place, record) in audit.records.records.enumerated() {
      if let patient = record.patient { owned[patient, default: []].append(place) }
    }
    for (patient, records) in owned.sorted(by: { precedes($0.key, $1.key) }) {
      guard
        let partition = audit.partitions.first(where: { partition in
          Set(records.flatMap { partition.sides(of: $0) }).count > 1
        })
      else { continue }
      counts.patients += 1
      // A record on both sides says it already.
      if records.contains(where: { partition.sides(of: $0).count > 1 }) { continue }
      guard let (first, second) = Self.crossing(records, partition) else { continue }
      pairs.append(
        OverlapReport.Pair(
          kind: .patient, first: place(first.record, first.side, in: partition),
          second: place(second.record, second.side, in: partition), patient: patient, fold: partition.title,
          why: "patient \(patient) stands on both sides, with \(counted(records.count, "record"))"))
    }
  }

  private static func crossing(
    _ records: [Int], _ partition: Partition
  ) -> (first: (record: Int, side: Int), second: (record: Int, side: Int))? {
    for (i, a) in records.enumerated() {
      for b in records.dropFirst(i + 1) {
        if let (x, y) = partition.crossing(a, b) { return ((a, x), (b, y)) }
      }
    }
    return nil
  }

  /// Adds two records of which one is a copy of the other.
  mutating func add(_ copy: Copies.Copy, _ first: Int, _ second: Int) {
    let patients = [first, second].map { audit.records.records[$0].patient }
    let same = patients[0].flatMap { $0 == patients[1] ? $0 : nil }
    // Two known people whose hearts look alike, or one under two names? A good copy leaves no doubt.
    let isDisputed = same == nil && !patients.contains(nil) && (copy.match?.correlation ?? 1) < Self.beyondDoubt
    let crossing = audit.partitions.lazy.compactMap { partition in
      partition.crossing(first, second).map { (partition, $0) }
    }.first
    let partition =
      crossing?.0 ?? audit.partitions.first { !$0.sides(of: first).isEmpty && !$0.sides(of: second).isEmpty }
    guard let partition, let here = partition.sides(of: first).first, let there = partition.sides(of: second).first
    else { return }
    let sides = crossing?.1 ?? (here, there)
    let match = copy.match
    let pair = OverlapReport.Pair(
      kind: copy.isIdentical ? .identical : .near, first: place(first, sides.0, in: partition),
      second: place(second, sides.1, in: partition), patient: same, fold: crossing == nil ? nil : partition.title,
      correlation: match?.correlation ?? 1, shift: match?.shift ?? 0, seconds: match?.seconds, leads: match?.leads,
      why: Self.why(copy)
        + (isDisputed ? "; said to be of two: \(patients.compactMap(\.self).joined(separator: " and "))" : ""))
    if crossing == nil {
      counts.withinOneSide += 1
      duplicates.append(pair)
    } else {
      if isDisputed {
        counts.disputed += 1
      } else if copy.isIdentical {
        counts.identical += 1
      } else {
        counts.near += 1
      }
      pairs.append(pair)
    }
  }

  /// The correlation above which two recordings are of one heart, whoever they are said to be of.
  private static let beyondDoubt = 0.99

  private static func why(_ copy: Copies.Copy) -> String {
    guard let match = copy.match else { return "the same samples" }
    let turned = match.isInverted ? ", upside down" : ""
    if copy.isIdentical { return "the same signal in another form\(turned)" }
    let shift = abs(match.shift) < 0.05 ? "" : ", shifted by \(tenths(abs(match.shift))) s"
    return
      "\(tenths(match.seconds)) s of the same signal\(shift)\(turned) (correlation \(thousandths(match.correlation)))"
  }

  private static func tenths(_ x: Double) -> String { "\((x * 10).rounded() / 10)" }
  private static func thousandths(_ x: Double) -> String { "\((x * 1000).rounded() / 1000)" }

  /// Whether something stands in several parts of the split itself.
  private var isWithin: Bool {
    pairs.contains { audit.remedies[$0.first.side] == nil && audit.remedies[$0.second.side] == nil }
  }

  /// What to do about what networks have seen that the weights come from.
  private var remedies: [String] {
    let sides = Set(pairs.flatMap { [$0.first.side, $0.second.side] })
    return audit.remedies.filter { sides.contains($0.key) }.sorted { precedes($0.key, $1.key) }.map { side, advice in
      let name = side.replacing("seen by ", with: "", maxReplacements: 1)
      return "Figures were measured on what \(name) had seen and are too good; \(advice)."
    }
  }

  /// Concludes.
  func report(records: Int) -> OverlapReport {
    var counts = counts
    counts.records = records
    counts.compared = records - notCompared.count
    let sides = sides()
    counts.unknownPatients = sides.reduce(0) { $0 + $1.unknownPatients }
    let reasons = reasons(counts, examples: sides.reduce(0) { $0 + $1.examples })
    let verdict: Verdict = pairs.count > counts.disputed ? .leaking : reasons.isEmpty ? .clean : .cannotVerify
    let words = OverlapWords(
      counts: counts, verdict: verdict, reasons: reasons, isCompared: !audit.partitions.isEmpty,
      hasGaps: audit.hasGaps, isSplit: audit.isSplit, isWithin: isWithin, remedies: remedies, hint: audit.hint)
    return OverlapReport(
      subject: audit.subject, verdict: verdict, words: words.sentence, reasons: reasons, advice: words.advice,
      sides: sides, counts: counts, pairs: pairs, duplicates: duplicates, notCompared: notCompared)
  }

  private func reasons(_ counts: OverlapReport.Counts, examples: Int) -> [String] {
    var reasons = audit.doubts
    if counts.unknownPatients > 0 {
      reasons.append(
        "\(counts.unknownPatients) of \(examples) examples are of unknown patients: other recordings of the same person "
          + "may stand on both sides")
    }
    if audit.partitions.allSatisfy({ partition in !partition.hasTwoSides }) {
      reasons.append("there is one side only: nothing is judged on that was not learnt from")
    }
    if !notCompared.isEmpty {
      reasons.append("\(counted(notCompared.count, "record")) could not be compared by the signal")
    }
    if counts.disputed > 0 {
      reasons.append(
        "\(counted(counts.disputed, "pair")) of recordings on both sides look like copies, and are said to be of "
          + "two patients")
    }
    return reasons
  }

  /// What the sides hold; of several folds, those of the first.
  private func sides() -> [OverlapReport.Side] {
    var result: [OverlapReport.Side] = []
    for partition in audit.partitions where partition.title == audit.partitions[0].title {
      for (side, name) in partition.names.enumerated() where !result.contains(where: { $0.name == name }) {
        result.append(self.side(side, name, of: partition))
      }
    }
    return result
  }

  private func side(_ side: Int, _ name: String, of partition: Partition) -> OverlapReport.Side {
    var result = OverlapReport.Side(name: name, examples: 0, records: 0, patients: 0, unknownPatients: 0)
    var patients: Set<String> = []
    for (place, record) in audit.records.records.enumerated() where partition.counts[place][side] > 0 {
      result.records += 1
      result.examples += partition.counts[place][side]
      if let patient = record.patient {
        patients.insert(patient)
      } else {
        result.unknownPatients += partition.counts[place][side]
      }
    }
    result.patients = patients.count
    return result
  }
}
