import Cohorts
import Interchange
import Learning

extension RankingResult {
  /// The result as tables: one for each measure, the best source first, and the labels of one measure.
  public func text(perLabel measure: String? = "melep") -> String { text(perLabel: measure, calling: .codes) }

  /// The result as tables, with labels called by names.
  package func text(perLabel measure: String? = "melep", calling names: LabelNames) -> String {
    let shown = labels.map(names.beside).joined(separator: ", ")
    var lines = [
      "\(counted(examples, "example")) of the part \"\(part)\", \(counted(groups, "group")); labels: \(shown)"
    ]
    if let verdict { lines.append(verdict) }
    lines += degenerate.map { "label \(names($0.label)): \($0.reason)" }
    for (place, summary) in measures.enumerated() { lines += [""] + table(summary, place) }
    if let measure, let place = measures.firstIndex(where: { $0.name == measure || $0.name == measure + "/label" }) {
      lines += perLabel(place, labels.map { names($0) })
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What all of it comes to: how sure the first measure is of its choice, and how many others make the same.
  private var verdict: String? {
    guard sources.count > 1, let first = measures.firstIndex(where: { $0.best != nil }), let best = measures[first].best
    else { return nil }
    func winners(_ measure: Int) -> [SourceRow] { sources.filter { $0.measures[measure].rank == 1 } }
    let name = measures[first].name
    var words = "\(name) puts \(best) first"
    if winners(first).count > 1 {
      words = "\(name) cannot tell \(winners(first).map(\.name).joined(separator: " and ")) apart"
    } else if let chance = winners(first).first?.measures[first].chance {
      words += ", in \(Int((100 * chance).rounded())) % of the draws" + (chance < 0.95 ? ": not beyond doubt" : "")
    }
    let others = measures.indices.filter { $0 != first && measures[$0].best != nil }
    guard !others.isEmpty else { return words + "." }
    let agreeing = others.count { other in winners(other).contains { $0.name == best } }
    return words + "; \(agreeing) of \(others.count) other measures put \(best) first too."
  }

  private func table(_ summary: Summary, _ place: Int) -> [String] {
    let values = sources.map { $0.measures[place] }
    if values.allSatisfy({ $0.value == nil }) {
      return ["\(summary.name): no value (\(values.first?.note ?? "not defined"))"]
    }
    var title = "\(summary.name) (\(summary.isHigherBetter ? "higher" : "lower") is better"
    title += summary.draws > 0 ? ", 95 % by \(summary.draws) halves of the groups)" : ")"
    let order = sources.indices.sorted { a, b in
      (sources[a].measures[place].rank ?? .max, a) < (sources[b].measures[place].rank ?? .max, b)
    }
    let width = sources.map(\.name.count).max() ?? 0
    return [title]
      + order.map { index in
        let entry = sources[index].measures[place]
        var line = padded(entry.rank.map { "\($0)" } ?? "–", 4, right: true) + "  " + padded(sources[index].name, width)
        line += "  " + padded(entry.value.map(RankingResult.shown) ?? "none", 11, right: true)
        if let interval = entry.interval {
          line += "  " + padded(interval.map(RankingResult.shown).joined(separator: " … "), 25)
        }
        if let chance = entry.chance { line += "  best in \(Int((100 * chance).rounded())) %" }
        if let note = entry.note { line += "  (\(note))" }
        return line.replacing(#/ +$/#, with: "")
      }
  }

  private func perLabel(_ place: Int, _ labels: [String]) -> [String] {
    guard sources.contains(where: { !$0.measures[place].perLabel.isEmpty }) else { return [] }
    let width = labels.map(\.count).max() ?? 0
    let columns = sources.map { max(11, $0.name.count) }
    var lines = ["", "\(measures[place].name) by label"]
    lines.append(
      padded("", width) + zip(sources, columns).map { "  " + padded($0.name, $1, right: true) }.joined())
    for (index, label) in labels.enumerated() {
      var line = padded(label, width)
      for (source, column) in zip(sources, columns) {
        let values = source.measures[place].perLabel
        let value = values.indices.contains(index) ? values[index] : nil
        line += "  " + padded(value.map(RankingResult.shown) ?? "none", column, right: true)
      }
      lines.append(line)
    }
    return lines
  }

  /// Returns a number with four places, or whole if it is large.
  static func shown(_ value: Double) -> String { fixed(value, abs(value) < 1e6 ? 4 : 0) }
}
