import Interchange

extension CohortReport {
  /// The report as text for people.
  public var text: String { text(calling: .codes) }

  /// The report as text for people, with names beside labels' codes.
  package func text(calling names: LabelNames) -> String {
    var lines = [
      "\(cohort): \(counted(examples, "example")) of \(counted(records, "record"))"
    ]
    lines += notes.map { "  note: \($0)" }
    lines.append(
      "  patients: \(patients) known, at most \(counted(mostOfOnePatient, "example")) of one; unknown for \(counted(unknownPatients, "example"))"
    )
    lines.append("  labels (\(vocabulary)): \(shown(labels, limit: 80, calling: names.beside))")
    lines.append("  without a label: \(unlabelled); labels an example: \(rounded(labelsPerExample))")
    if !coOccurrence.isEmpty {
      let pairs = coOccurrence.map {
        Count(name: $0.labels.map { names($0) }.joined(separator: " + "), count: $0.count)
      }
      lines.append("  together: \(shown(pairs, limit: 12))")
    }
    if !folds.isEmpty { lines.append("  folds: \(shown(folds, limit: 20))") }
    if !sites.isEmpty { lines.append("  sites: \(shown(sites, limit: 20))") }
    lines.append("  rates in Hz: \(shown(rates, limit: 10))")
    if let seconds {
      lines.append(
        "  seconds: \(rounded(seconds.shortest)) to \(rounded(seconds.longest)), median \(rounded(seconds.median))")
    }
    lines.append("  leads: \(shown(leads, limit: 6))")
    lines.append("  leads without samples: \(shown(missingLeads, limit: 12))")
    lines.append("  flat leads: \(shown(flatLeads, limit: 12))")
    lines.append("  records with gaps: \(recordsWithGaps)")
    let copies = duplicates.prefix(6).map { $0.joined(separator: " = ") }.joined(separator: "; ")
    lines.append("  records with the same samples: \(duplicates.count)\(copies.isEmpty ? "" : ": \(copies)")")
    for remark in flagged.prefix(20) { lines.append("  flagged: \(remark.record): \(remark.remark)") }
    if flagged.count > 20 { lines.append("  and \(flagged.count - 20) more flagged records") }
    for remark in refused.prefix(20) { lines.append("  refused: \(remark.remark)") }
    if refused.count > 20 { lines.append("  and \(refused.count - 20) more refused records") }
    return lines.joined(separator: "\n")
  }

  private func shown(_ counts: [Count], limit: Int, calling name: (String) -> String = { $0 }) -> String {
    if counts.isEmpty { return "none" }
    var words = counts.prefix(limit).map { "\(name($0.name)) \($0.count)" }
    if counts.count > limit { words.append("and \(counts.count - limit) more") }
    return words.joined(separator: ", ")
  }

  private func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
