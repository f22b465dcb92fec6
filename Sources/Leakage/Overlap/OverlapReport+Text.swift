extension OverlapReport {
  /// The report as a text: the verdict first, then the evidence, then what to do.
  ///
  /// - Parameter limit: Pairs that are listed; of the others it is said how many there are.
  public func text(limit: Int = 10) -> String {
    var lines = [words, "", subject]
    lines += Columns.lines(
      ["", "examples", "records", "patients", "of unknown patients"],
      sides.map { ["  \($0.name)", "\($0.examples)", "\($0.records)", "\($0.patients)", "\($0.unknownPatients)"] })
    lines += listed("On both sides:", pairs, limit)
    lines += listed("Duplicates on one side, which are no leak:", duplicates, min(limit, 3))
    if !notCompared.isEmpty {
      lines += ["", "Signals that were not compared: \(notCompared.count)"]
      lines += notCompared.prefix(3).map { "  \($0.record): \($0.remark)" }
      if notCompared.count > 3 { lines.append("  and \(notCompared.count - 3) more") }
    }
    if !reasons.isEmpty { lines += ["", "What cannot be shown:"] + reasons.map { "  \($0)" } }
    if !advice.isEmpty { lines += ["", "What to do:"] + advice.map { "  \($0)" } }
    return lines.joined(separator: "\n")
  }

  /// Returns the pairs that a list of so many shows: the first of each kind always, so that none is hidden by the many of another.
  package static func shown(_ pairs: [Pair], limit: Int) -> [Pair] {
    let first = Kind.allCases.compactMap { kind in pairs.firstIndex { $0.kind == kind } }
    let rest = pairs.indices.filter { !first.contains($0) }
    return (first + rest).prefix(max(limit, first.count)).sorted().map { pairs[$0] }
  }

  private func listed(_ title: String, _ pairs: [Pair], _ limit: Int) -> [String] {
    if pairs.isEmpty { return [] }
    let shown = Self.shown(pairs, limit: limit)
    let rows = shown.map { pair in
      ["  \(pair.first.side): \(pair.first.record)", "\(pair.second.side): \(pair.second.record)", pair.why]
    }
    let more = pairs.count - shown.count
    return ["", title] + Columns.lines(nil, rows) + (more > 0 ? ["  and \(more) more (--json lists all)"] : [])
  }
}
