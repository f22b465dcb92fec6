/// Values with intervals, one a row: a forest of metrics, or models side by side.
package struct IntervalChart: Chart {
  package struct Row: Sendable {
    package var label: String
    package var value: Double
    package var interval: ClosedRange<Double>?
    /// The colour's number: what belongs together looks alike.
    package var group: Int

    package init(_ label: String, _ value: Double, _ interval: ClosedRange<Double>? = nil, group: Int = 0) {
      self.label = label
      self.value = value
      self.interval = interval
      self.group = group
    }
  }

  package var title: String
  package var summary: String
  package var axis: Axis
  package var rows: [Row]
  /// A value to compare with: chance, or no difference.
  package var reference: Double?
  package var places: Int

  package init(
    title: String, summary: String = "", axis: Axis, rows: [Row], reference: Double? = nil, places: Int = 3
  ) {
    self.title = title
    self.summary = summary
    self.axis = axis
    self.rows = rows
    self.reference = reference
    self.places = places
  }

  package var drawing: Drawing {
    let rowHeight = 26.0, top = 44.0
    let texts = rows.map(text)
    let labelWidth = min(230, rows.map { TextWidth.of($0.label, size: ChartStyle.text) }.max() ?? 0)
    let textWidth = min(200, texts.map { TextWidth.of($0, size: ChartStyle.small) }.max() ?? 0)
    // What lies between the labels and the figures has room, whatever they take.
    let width = max(ChartStyle.width, 60 + labelWidth + textWidth + 120)
    let left = 14 + labelWidth + 16, right = width - 14 - textWidth - 16
    let bottom = top + Double(max(1, rows.count)) * rowHeight
    let values = rows.flatMap { [$0.value] + ($0.interval.map { [$0.lowerBound, $0.upperBound] } ?? []) }
    let span = axis.span(of: values + (reference.map { [$0] } ?? []), about: 5)
    let ticks = axis.isLogarithmic ? Ticks.logarithmic(span) : .linear(span, about: Int((right - left) / 40))
    let scale = Scale(
      low: span.lowerBound, high: span.upperBound, isLogarithmic: axis.isLogarithmic, start: left, end: right)
    let height = bottom + (axis.title.isEmpty ? 30 : 50)
    var parts = [Markup.rectangle(0, 0, width, height, "back")]
    parts.append(Markup.text(TextWidth.fitted(title, size: ChartStyle.title, width: width - 28), 14, 24, "title"))
    for (value, label) in zip(ticks.values, ticks.labels) {
      guard let place = scale.place(value) else { continue }
      parts.append(Markup.line(place, top, place, bottom, "grid"))
      parts.append(Markup.text(label, place, bottom + 18, "small", anchor: "middle"))
    }
    if let reference, let place = scale.place(reference) {
      parts.append(Markup.line(place, top, place, bottom, "rule"))
    }
    for (index, row) in rows.enumerated() {
      let y = top + (Double(index) + 0.5) * rowHeight
      parts.append(Markup.text(TextWidth.fitted(row.label, size: ChartStyle.text, width: labelWidth), 14, y + 4))
      parts += mark(row, scale, y, left...right)
      parts.append(Markup.text(texts[index], width - 14, y + 4, "small", anchor: "end"))
    }
    if !axis.title.isEmpty { parts.append(Markup.text(axis.title, (left + right) / 2, bottom + 38, anchor: "middle")) }
    return Drawing(width: width, height: height, markup: "\n" + parts.joined(separator: "\n") + "\n")
  }

  private func mark(_ row: Row, _ scale: Scale, _ y: Double, _ room: ClosedRange<Double>) -> [String] {
    let colour = abs(row.group % ChartStyle.seriesColours)
    func within(_ place: Double) -> Double { min(room.upperBound, max(room.lowerBound, place)) }
    var parts: [String] = []
    if let interval = row.interval, let low = scale.place(interval.lowerBound),
      let high = scale.place(interval.upperBound)
    {
      parts.append(Markup.line(within(low), y, within(high), y, "curve s\(colour)"))
    }
    if let place = scale.place(row.value) { parts.append(Dot.markup(Point(within(place), y), colour, radius: 4.5)) }
    return parts
  }

  private func text(_ row: Row) -> String {
    let value = Number.fixed(row.value, places: places)
    guard let interval = row.interval else { return value }
    let ends = [interval.lowerBound, interval.upperBound].map { Number.fixed($0, places: places) }
    return "\(value) (\(ends[0])\(interval.lowerBound < 0 ? " to " : "–")\(ends[1]))"
  }

  package var csv: String {
    CSVText.table(
      ["label", axis.title.isEmpty ? "value" : axis.title, "low", "high"],
      rows.map { row in
        [row.label]
          + [row.value, row.interval?.lowerBound ?? .nan, row.interval?.upperBound ?? .nan].map(CSVText.number)
      })
  }
}
