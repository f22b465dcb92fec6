import Cohorts
import Interchange
import Learning

extension RankingResult {
  /// The result as tables: one for each measure, the best source first, and the labels of one measure.
  public func text(perLabel measure: String? = "melep") -> String {
    var lines = heading
    for (place, summary) in measures.enumerated() { lines += [""] + table(summary, place) }
    if let measure, let place = measures.firstIndex(where: { $0.name == measure || $0.name == measure + "/label" }) {
      lines += self.perLabel(place)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Returns the result with the names of labels beside their codes, for people.
  package func calling(_ names: LabelNames) -> RankingResult {
    var result = self
    result.labels = labels.map(names.beside)
    for place in degenerate.indices { result.degenerate[place].label = names.beside(degenerate[place].label) }
    return result
  }

  /// What was ranked on, and what came of it.
  var heading: [String] {
    [
      "\(counted(examples, "example")) of the part \"\(part)\", \(counted(groups, "group")); labels: "
        + labels.joined(separator: ", ")
    ]
      + [emptiness ?? verdict].compactMap(\.self) + degenerate.map { "label \($0.label): \($0.reason)" }
  }

  /// What all of it comes to: how sure the first measure is of its choice, and how many others make the same.
  private var verdict: String? {
    guard sources.count > 1, let first = measures.indices.first(where: { !winners($0).isEmpty }) else { return nil }
    let name = measures[first].name
    let names = winners(first).map { sources[$0].name }
    guard names.count == 1, let winner = winners(first).first else {
      return "\(name) cannot tell \(names.joined(separator: " and ")) apart."
    }
    var words = "\(name) puts \(names[0]) first"
    if let chance = sources[winner].measures[first].chance {
      words += ", in \(Int((100 * chance).rounded())) % of the draws" + (chance < 0.95 ? ": not beyond doubt" : "")
    }
    // One of a kind: variants of a measure are no second opinion, and what knows no network has none.
    var kinds: Set = [Self.kind(name)]
    let others = measures.indices.filter { index in
      [.probabilities, .features].contains(measures[index].input)
        && kinds.insert(Self.kind(measures[index].name)).inserted
    }
    guard !others.isEmpty else { return words + "." }
    let groups = Dictionary(grouping: others) { index in
      let choice = winners(index)
      return choice == [winner] ? "the same" : choice.count == 1 ? "another" : "cannot tell"
    }
    let told = ["the same", "another", "cannot tell"].compactMap { answer in
      groups[answer].map { "\(answer): " + $0.map { Self.kind(measures[$0].name) }.joined(separator: " ") }
    }
    return words + ". Other kinds of measure: " + told.joined(separator: "; ") + "."
  }

  /// Said where no source tells anything, in place of the verdict: however sure the order, it is one of equals. Sources of many labels come to 0.98 and tell much.
  private var emptiness: String? {
    guard let place = measures.firstIndex(where: { $0.name == "melep:share" }) else { return nil }
    let shares = sources.compactMap { $0.measures[place].value }
    guard let least = shares.min(), least > 0.998 else { return nil }
    return "mind: what the labels leave open no source tells more than \(fixed(max(0, 100 * (1 - least)), 1)) % of "
      + "(melep:share): their order says little."
  }

  /// The sources that a measure puts first; none where what it says is known to mean little.
  private func winners(_ measure: Int) -> [Int] {
    let entries = sources.map { $0.measures[measure] }
    guard !entries.contains(where: { $0.note == HScore.saysLittle }) else { return [] }
    return entries.indices.filter { entries[$0].rank == 1 }
  }

  /// A measure's name without its variant, and without the mean over labels.
  private static func kind(_ name: String) -> Substring { name.prefix { $0 != ":" && $0 != "/" } }

  func table(_ summary: Summary, _ place: Int) -> [String] {
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

  func perLabel(_ place: Int) -> [String] {
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

  /// Returns a number with four places, whole if it is large, by its power of ten if it is tiny.
  static func shown(_ value: Double) -> String {
    guard value != 0, abs(value) < 5e-4 else { return fixed(value, abs(value) < 1e6 ? 4 : 0) }
    var (mantissa, power) = (abs(value), 0)
    while mantissa < 0.9995, power < 400 { (mantissa, power) = (mantissa * 10, power + 1) }
    return (value < 0 ? "−" : "") + fixed(mantissa, 1) + "e−\(power)"
  }
}
