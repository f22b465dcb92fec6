import Learning

extension RankingResult {
  /// The result on one screen: the first measure in full, and of every measure what it says of each source.
  public func overview() -> String {
    guard measures.count > 3, let first = measures.firstIndex(where: { $0.best != nil }) else { return text() }
    let lines = heading + [""] + table(measures[first], first) + perLabel(first) + [""] + everyMeasure
    return lines.joined(separator: "\n") + "\n"
  }

  /// A line for each measure, a column for each source.
  private var everyMeasure: [String] {
    let (names, legend) = columns
    let width = max(9, names.map(\.count).max() ?? 0) + 2
    // Where not all values fit beside each other, places tell as much of a choice.
    let isWide = width * names.count > 76
    let cell = isWide ? max(4, (names.map(\.count).max() ?? 0) + 2) : width
    let wide = measures.map(\.name.count).max() ?? 0
    var lines = [
      "Every measure's \(isWide ? "order of the sources" : "value, * the best")"
        + (legend.isEmpty ? "" : "; sources by their number:")
    ]
    lines += legend
    lines.append(padded("", wide + 8) + names.map { padded($0, cell, right: true) }.joined())
    for (place, measure) in measures.enumerated() {
      let entries = sources.map { $0.measures[place] }
      var line = padded(measure.name, wide) + "  "
      if entries.allSatisfy({ $0.value == nil }) {
        line += entries.first?.note ?? "not defined"
      } else {
        line += padded(measure.isHigherBetter ? "high" : "low", 6)
        // Where all are alike, none is the best.
        let isTie = entries.count > 1 && entries.allSatisfy { $0.rank == 1 }
        line += entries.map { entry in
          padded(
            isWide ? Self.place(entry) : (entry.rank == 1 && !isTie ? "*" : "") + Self.value(entry), cell, right: true)
        }.joined()
      }
      lines.append(line)
    }
    return lines
  }

  private static func place(_ entry: Entry) -> String { entry.rank.map { "\($0)" } ?? "–" }

  private static func value(_ entry: Entry) -> String {
    entry.value.map { abs($0) < 1000 ? shown($0) : fixed($0, 0) } ?? "–"
  }

  /// What the columns are called: what tells the sources' paths apart, or numbers and whose they are.
  private var columns: (names: [String], legend: [String]) {
    let short = Self.differences(sources.map(\.name))
    if short.allSatisfy({ !$0.isEmpty && $0.count <= 16 }) { return (short, []) }
    let numbers = sources.indices.map { "\($0 + 1)" }
    return (numbers, sources.indices.map { padded(numbers[$0], 4, right: true) + "  " + sources[$0].name })
  }

  /// Returns paths without the folders that all begin with and the parts that all end with.
  static func differences(_ paths: [String]) -> [String] {
    var parts = paths.map { $0.split(separator: "/").map(String.init) }
    func drop(_ end: (([String]) -> String?), _ cut: (inout [String]) -> Void) {
      while let shared = parts.first.flatMap(end), parts.allSatisfy({ $0.count > 1 && end($0) == shared }) {
        for index in parts.indices { cut(&parts[index]) }
      }
    }
    guard paths.count > 1 else { return paths }
    drop({ $0.last }, { $0.removeLast() })
    drop({ $0.first }, { $0.removeFirst() })
    return parts.map { $0.joined(separator: "/") }
  }
}
