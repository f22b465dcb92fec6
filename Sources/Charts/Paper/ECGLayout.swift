/// Which stretch of which lead stands where on the paper.
struct ECGLayout {
  /// A stretch of a lead.
  struct Cell {
    let lead: Int
    /// Samples of the lead.
    let samples: Range<Int>
    /// Seconds from the beginning of its row.
    let offset: Double
  }

  struct Row {
    let cells: [Cell]
    /// Seconds from the beginning of the recording.
    let start: Double
    /// Whether beats are marked above it: the first row of each line of time.
    let hasMarks: Bool
    /// Seconds that the row shows.
    let seconds: Double
  }

  static let lineSeconds = 10.0
  /// A quarter of less has no room for a lead's name: leads then stand one a row.
  static let shortest = 3.2
  private static let standard = [["I", "aVR", "V1", "V4"], ["II", "aVL", "V2", "V5"], ["III", "aVF", "V3", "V6"]]

  let rows: [Row]

  init(_ chart: ECGChart) {
    let isStandard =
      chart.layout == .threeByFour && chart.duration >= ECGLayout.shortest
      && ECGLayout.standard.joined().contains { name in
        chart.leads.contains { $0.name == name }
      }
    rows = isStandard ? ECGLayout.threeByFour(chart) : ECGLayout.stacked(chart)
  }

  /// Which samples of each lead the paper shows, by name: from the first to the last of them.
  static func shown(_ chart: ECGChart) -> [String: Range<Int>] {
    var result: [String: Range<Int>] = [:]
    for cell in ECGLayout(chart).rows.flatMap(\.cells) {
      let name = chart.leads[cell.lead].name
      let old = result[name] ?? cell.samples
      result[name] = min(old.lowerBound, cell.samples.lowerBound)..<max(old.upperBound, cell.samples.upperBound)
    }
    return result
  }

  /// Blocks of three rows of four leads over a whole one, all as long, none longer than a line.
  private static func threeByFour(_ chart: ECGChart) -> [Row] {
    let count = chart.leads.map(\.samples.count).max() ?? 0
    let perLine = max(1, Int((lineSeconds * chart.rate).rounded()))
    let blocks = max(1, (count + perLine - 1) / perLine)
    return (0..<blocks).flatMap { block in
      threeByFour(chart, count * block / blocks..<count * (block + 1) / blocks)
    }
  }

  private static func threeByFour(_ chart: ECGChart, _ range: Range<Int>) -> [Row] {
    let start = Double(range.lowerBound) / chart.rate, seconds = Double(range.count) / chart.rate
    let column = seconds / 4
    func samples(_ from: Double, _ to: Double, _ lead: Int) -> Range<Int> {
      let count = min(range.upperBound, chart.leads[lead].samples.count)
      let first = min(count, range.lowerBound + Int((from * chart.rate).rounded()))
      return first..<max(first, min(count, range.lowerBound + Int((to * chart.rate).rounded())))
    }
    var rows = standard.enumerated().map { index, names in
      let cells = names.enumerated().compactMap { place, name -> Cell? in
        guard let lead = chart.leads.firstIndex(where: { $0.name == name }) else { return nil }
        let from = Double(place) * column
        return Cell(lead: lead, samples: samples(from, from + column, lead), offset: from)
      }
      return Row(cells: cells, start: start, hasMarks: index == 0, seconds: seconds)
    }
    if let lead = chart.leads.firstIndex(where: { $0.name == chart.rhythm }) {
      let cell = Cell(lead: lead, samples: samples(0, seconds, lead), offset: 0)
      rows.append(Row(cells: [cell], start: start, hasMarks: false, seconds: seconds))
    }
    return rows
  }

  private static func stacked(_ chart: ECGChart) -> [Row] {
    let perLine = max(1, Int((lineSeconds * chart.rate).rounded()))
    let count = chart.leads.map(\.samples.count).max() ?? 0
    return stride(from: 0, to: count, by: perLine).flatMap { first in
      chart.leads.indices.map { lead in
        let own = chart.leads[lead].samples.count
        let range = min(own, first)..<min(own, first + perLine)
        let seconds = Double(min(perLine, count - first)) / chart.rate
        return Row(
          cells: [Cell(lead: lead, samples: range, offset: 0)], start: Double(first) / chart.rate, hasMarks: lead == 0,
          seconds: seconds)
      }
    }
  }
}
