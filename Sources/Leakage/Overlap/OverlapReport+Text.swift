extension OverlapReport {
  /// The report as a text: the verdict first, then the evidence, then what to do.
  ///
  /// - Parameter limit: Pairs that are listed; of the others it is said how many there are.
  public func text(limit: Int = 10) -> String {
    var lines = [words, "", subject]
    lines += Self.table(
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

  private func listed(_ title: String, _ pairs: [Pair], _ limit: Int) -> [String] {
    if pairs.isEmpty { return [] }
    // The first of each kind comes first, so that none is hidden by the many of another.
    let order = Kind.allCases.compactMap { kind in pairs.firstIndex { $0.kind == kind } }
    let rest = pairs.indices.filter { !order.contains($0) }
    let shown = (order + rest).prefix(max(limit, order.count)).sorted().map { pairs[$0] }
    let rows = shown.map { pair in
      ["  \(pair.first.side) \(pair.first.record)", "\(pair.second.side) \(pair.second.record)", pair.why]
    }
    let more = pairs.count - shown.count
    return ["", title] + Self.table(nil, rows) + (more > 0 ? ["  and \(more) more (--json lists all)"] : [])
  }

  /// Returns rows as lines, in columns; those of numbers to the right.
  private static func table(_ header: [String]?, _ rows: [[String]]) -> [String] {
    let all = (header.map { [$0] } ?? []) + rows
    guard let columns = all.first?.count else { return [] }
    let widths = (0..<columns).map { column in all.map { $0[column].count }.max() ?? 0 }
    let numeric = (0..<columns).map { column in rows.allSatisfy { Int($0[column]) != nil } }
    return all.map { row in
      var line = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return numeric[column] ? space + cell : cell + space
      }.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
