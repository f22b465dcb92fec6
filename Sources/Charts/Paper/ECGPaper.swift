/// Draws an electrocardiogram on its paper; a unit is a tenth of a millimetre.
struct ECGPaper {
  static let second = 250.0
  static let millivolt = 100.0
  private static let margin = 50.0
  private static let pulseRoom = 100.0

  let chart: ECGChart
  private let rows: [(row: ECGLayout.Row, baseline: Double, top: Double, bottom: Double)]
  private let width: Double
  private let height: Double
  private let left: Double

  init(_ chart: ECGChart) {
    self.chart = chart
    let layout = ECGLayout(chart).rows
    left = ECGPaper.margin + ECGPaper.pulseRoom
    var y = chart.title.isEmpty ? 50.0 : 100
    var placed: [(row: ECGLayout.Row, baseline: Double, top: Double, bottom: Double)] = []
    for row in layout {
      let reach = ECGPaper.reach(of: row, in: chart)
      let above = ECGPaper.roomy(reach.above) + (row.hasMarks && !chart.marks.isEmpty ? 50 : 0)
      let below = ECGPaper.roomy(reach.below)
      placed.append((row, y + above, y, y + above + below))
      y += above + below
    }
    rows = placed
    let seconds = max(layout.map(\.seconds).max() ?? 0, 2.5)
    // Whole squares of 5 mm.
    width = ((left + seconds * ECGPaper.second) / 50).rounded(.up) * 50 + ECGPaper.margin
    height = ((y + 60) / 50).rounded(.up) * 50
  }

  var drawing: Drawing {
    var parts = [Markup.rectangle(0, 0, width, height, "paper"), grid]
    if !chart.title.isEmpty {
      parts.append(Markup.text(TextWidth.fitted(chart.title, size: 43, width: width - 100), 50, 66, "heading"))
    }
    if rows.allSatisfy({ $0.row.cells.allSatisfy(\.samples.isEmpty) }) {
      parts.append(Markup.text("no data", width / 2, height / 2, "foot", anchor: "middle"))
    }
    for row in rows { parts += self.row(row.row, row.baseline, row.top, row.bottom) }
    parts.append(Markup.text(foot, 50, height - 18, "foot"))
    parts += tintScale
    let markup = "\n" + parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    return Drawing(width: width, height: height, unitsPerMillimetre: 10, markup: markup)
  }

  private var foot: String {
    let end = chart.start + chart.duration
    let places = chart.duration < 1 ? 3 : 1
    let time = "\(Number.fixed(chart.start, places: places)) to \(Number.fixed(end, places: places)) s"
    return "25 mm/s · 10 mm/mV · \(Number.short(chart.rate)) Hz · \(time)"
  }

  /// The steps of the tint from none to full, and what it says, where it is used.
  private var tintScale: [String] {
    guard !chart.tintWords.isEmpty, chart.leads.contains(where: { !$0.saliency.isEmpty }) else { return [] }
    let step = 30.0, size = 28.0
    let room = width - 100 - TextWidth.of(foot, size: size) - 60 - step * Double(Self.tints)
    guard room > 100 else { return [] }
    let words = TextWidth.fitted(chart.tintWords, size: size, width: room)
    let begin = width - 50 - TextWidth.of(words, size: size) - 20 - step * Double(Self.tints)
    return (1...Self.tints).map { level in
      Markup.rectangle(
        begin + step * Double(level - 1), height - 42, step, 28, "glow", opacity: Self.opacity(of: level))
    } + [Markup.text(words, width - 50, height - 18, "foot", anchor: "end")]
  }

  /// How many steps the tint has.
  private static let tints = 8

  private static func opacity(of level: Int) -> String { Number.fixed(Double(level) * 0.055, places: 2) }

  private var grid: String {
    func lines(_ step: Int, skipping skipped: Int) -> String {
      var data = ""
      for x in stride(from: 0, through: Int(width), by: step) where skipped == 0 || x % skipped != 0 {
        data += "M\(x) 0v\(Int(height))"
      }
      for y in stride(from: 0, through: Int(height), by: step) where skipped == 0 || y % skipped != 0 {
        data += "M0 \(y)h\(Int(width))"
      }
      return data
    }
    return Markup.element("path", ["class": "fine", "d": lines(10, skipping: 50)]) + "\n"
      + Markup.element("path", ["class": "coarse", "d": lines(50, skipping: 0)])
  }

  private func row(_ row: ECGLayout.Row, _ baseline: Double, _ top: Double, _ bottom: Double) -> [String] {
    var parts: [String] = []
    for cell in row.cells { parts += shading(cell, top, bottom) }
    parts.append(Markup.element("path", ["class": "pulse", "d": pulse(at: baseline)]))
    for (index, cell) in row.cells.enumerated() {
      let begin = left + cell.offset * ECGPaper.second
      let data = trace(cell, baseline, top...bottom)
      if !data.isEmpty {
        parts.append(Markup.element("path", ["class": "trace", "d": data]))
      } else if !cell.samples.isEmpty {
        parts.append(Markup.text("no signal", begin + 10, baseline + 10, "foot"))
      }
      if index > 0 { parts.append(Markup.line(begin, baseline - 60, begin, baseline + 60, "pulse")) }
    }
    // Names lie over the traces, with a rim of paper: the first beat may come early.
    for (index, cell) in row.cells.enumerated() {
      // Of several lines of time each says when it begins.
      let time = row.start > 0 && index == 0 ? ", \(Number.short(chart.start + row.start)) s" : ""
      let name = TextWidth.fitted(chart.leads[cell.lead].name, size: 32, width: 180) + time
      let x = left + cell.offset * ECGPaper.second + 10
      parts.append(Markup.text(name, x, max(top + 28, baseline - 80), "lead"))
    }
    if row.hasMarks { parts += marks(row, top) }
    return parts
  }

  /// One millivolt high, a fifth of a second wide.
  private func pulse(at baseline: Double) -> String {
    let x = ECGPaper.margin
    return PathData.line([
      Point(x, baseline), Point(x + 15, baseline), Point(x + 15, baseline - ECGPaper.millivolt),
      Point(x + 65, baseline - ECGPaper.millivolt), Point(x + 65, baseline), Point(x + 80, baseline),
    ])
  }

  /// The lead's median lies on the row's line: an offset of the amplifier says nothing.
  private func trace(_ cell: ECGLayout.Cell, _ baseline: Double, _ room: ClosedRange<Double>) -> String {
    let lead = chart.leads[cell.lead]
    let median = ECGPaper.median(of: lead.samples[cell.samples])
    let begin = left + cell.offset * ECGPaper.second
    let step = ECGPaper.second / chart.rate
    let points = cell.samples.map { index -> Point? in
      let value = Double(lead.samples[index])
      guard value.isFinite else { return nil }
      // What leaves its row, an artefact, stops at the edge: it would run through other leads.
      let y = min(room.upperBound, max(room.lowerBound, baseline - (value - median) * ECGPaper.millivolt))
      return Point(begin + Double(index - cell.samples.lowerBound) * step, y)
    }
    // A pixel of a screen is about a quarter of a millimetre.
    return PathData.line(Decimation.reduced(points, columnWidth: 2.6))
  }

  /// Shades the stretches that mattered, in eight steps; equal neighbours are one.
  private func shading(_ cell: ECGLayout.Cell, _ top: Double, _ bottom: Double) -> [String] {
    let lead = chart.leads[cell.lead]
    guard !lead.saliency.isEmpty, !cell.samples.isEmpty else { return [] }
    let begin = left + cell.offset * ECGPaper.second
    let columns = max(1, Int((Double(cell.samples.count) / chart.rate * ECGPaper.second / 10).rounded(.up)))
    let perColumn = Double(cell.samples.count) / Double(columns)
    let levels = (0..<columns).map { column -> Int in
      let sample = Double(cell.samples.lowerBound) + (Double(column) + 0.5) * perColumn
      let place = Int(sample * Double(lead.saliency.count) / Double(lead.samples.count))
      let value = lead.saliency[min(lead.saliency.count - 1, max(0, place))]
      return value.isFinite ? Int((min(1, max(0, value)) * Float(Self.tints)).rounded()) : 0
    }
    let columnWidth = perColumn / chart.rate * ECGPaper.second
    var parts: [String] = []
    var first = 0
    while first < columns {
      var last = first
      while last + 1 < columns, levels[last + 1] == levels[first] { last += 1 }
      if levels[first] > 0 {
        let x = begin + Double(first) * columnWidth
        parts.append(
          Markup.rectangle(
            x, top, Double(last - first + 1) * columnWidth, bottom - top, "glow",
            opacity: Self.opacity(of: levels[first])))
      }
      first = last + 1
    }
    return parts
  }

  /// Writes marks above their times; one that would touch its neighbour keeps its stroke alone.
  private func marks(_ row: ECGLayout.Row, _ top: Double) -> [String] {
    var strokes = ""
    var parts: [String] = []
    var free = -Double.infinity
    for mark in chart.marks.sorted(by: { $0.time < $1.time }) {
      let offset = mark.time - row.start
      guard offset >= 0, offset < row.seconds else { continue }
      let x = left + offset * ECGPaper.second
      strokes += PathData.line([Point(x, top + 38), Point(x, top + 50)])
      let text = TextWidth.fitted(mark.text, size: 27, width: 300)
      let half = TextWidth.of(text, size: 27) / 2
      guard x - half > free else { continue }
      free = x + half + 6
      parts.append(Markup.text(text, x, top + 32, "mark", anchor: "middle"))
    }
    return strokes.isEmpty ? [] : [Markup.element("path", ["class": "tick", "d": strokes])] + parts
  }
}
