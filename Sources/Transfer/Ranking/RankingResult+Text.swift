extension RankingResult {
  /// The result as tables: one for each measure, the best source first, and the labels of one measure.
  public func text(perLabel measure: String? = "melep") -> String {
    var lines = [
      "\(examples) examples of the part \"\(part)\", \(groups) groups; labels: \(labels.joined(separator: ", "))"
    ]
    lines += degenerate.map { "label \($0.label): \($0.reason)" }
    for (place, summary) in measures.enumerated() { lines += [""] + table(summary, place) }
    if let measure, let place = measures.firstIndex(where: { $0.name == measure || $0.name == measure + "/label" }) {
      lines += self.perLabel(place)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(_ summary: Summary, _ place: Int) -> [String] {
    var title = "\(summary.name) (\(summary.isHigherBetter ? "higher" : "lower") is better"
    title += summary.draws > 0 ? ", 95 % of \(summary.draws) draws of the groups)" : ")"
    let order = sources.indices.sorted { a, b in
      (sources[a].measures[place].rank ?? .max, a) < (sources[b].measures[place].rank ?? .max, b)
    }
    let width = sources.map(\.name.count).max() ?? 0
    return [title]
      + order.map { index in
        let entry = sources[index].measures[place]
        var line = "\(entry.rank.map { "\($0)" } ?? "-")".aligned(right: 4) + "  " + sources[index].name.aligned(left: width)
        line += "  " + (entry.value.map(RankingResult.shown) ?? "none").aligned(right: 11)
        if let interval = entry.interval {
          line += "  " + interval.map(RankingResult.shown).joined(separator: " … ").aligned(left: 25)
        }
        if let chance = entry.chance { line += "  best in \(Int((100 * chance).rounded())) %" }
        if let note = entry.note { line += "  (\(note))" }
        return line
      }
  }

  private func perLabel(_ place: Int) -> [String] {
    guard sources.contains(where: { !$0.measures[place].perLabel.isEmpty }) else { return [] }
    let width = labels.map(\.count).max() ?? 0
    let columns = sources.map { max(11, $0.name.count) }
    var lines = ["", "\(measures[place].name) by label"]
    lines.append(
      "".aligned(left: width)
        + zip(sources, columns).map { "  " + $0.name.aligned(right: $1) }.joined())
    for (index, label) in labels.enumerated() {
      var line = label.aligned(left: width)
      for (source, column) in zip(sources, columns) {
        let values = source.measures[place].perLabel
        let value = values.indices.contains(index) ? values[index] : nil
        line += "  " + (value.map(RankingResult.shown) ?? "none").aligned(right: column)
      }
      lines.append(line)
    }
    return lines
  }

  /// Returns a number with four decimal places, or whole if it is large.
  static func shown(_ value: Double) -> String {
    guard abs(value) < 1e6 else { return abs(value) < 1e15 ? "\(Int(value.rounded()))" : "\(value)" }
    let scaled = Int((abs(value) * 1e4).rounded())
    let fraction = "\(scaled % 10_000)"
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + "\(scaled / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
  }
}

extension String {
  fileprivate func aligned(right width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
  fileprivate func aligned(left width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
