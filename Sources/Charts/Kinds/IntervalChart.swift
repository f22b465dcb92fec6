/// Values with intervals, one a row: a forest of metrics, or models side by side.
public struct IntervalChart: Chart {
  /// One value, and what it is of.
  public struct Row: Sendable {
    /// What it is of.
    public var label: String
    /// The value.
    public var value: Double
    /// Where it may lie, where that is known.
    public var interval: ClosedRange<Double>?
    /// The colour's number: what belongs together looks alike.
    public var group: Int

    /// Creates a row.
    public init(_ label: String, _ value: Double, _ interval: ClosedRange<Double>? = nil, group: Int = 0) {
      self.label = label
      self.value = value
      self.interval = interval
      self.group = group
    }
  }

  /// What stands above it.
  public var title: String
  /// What can be seen, in words, for those who cannot.
  public var summary: String
  /// The axis that all values share.
  public var axis: Axis
  /// The values, top to bottom.
  public var rows: [Row]
  /// A value to compare with: chance, or no difference.
  public var reference: Double?
  /// The decimals that values are written with.
  public var places: Int

  /// Creates a chart of values.
  public init(
    title: String, summary: String = "", axis: Axis, rows: [Row], reference: Double? = nil, places: Int = 3
  ) {
    self.title = title
    self.summary = summary
    self.axis = axis
    self.rows = rows
    self.reference = reference
    self.places = places
  }

  /// Draws it about so wide.
  public func drawing(within width: Double) -> Drawing {
    let texts = rows.map(text)
    let heading = Title(title, width: width)
    let layout = Layout(zip(rows, texts).map { ($0.label, $1) }, top: 44 + heading.height, width: width)
    let (left, right, bottom) = (layout.left, layout.right, layout.bottom)
    let values = rows.flatMap { [$0.value] + ($0.interval.map { [$0.lowerBound, $0.upperBound] } ?? []) }
    let span = axis.span(of: values + (reference.map { [$0] } ?? []), about: 5)
    let ticks = axis.isLogarithmic ? Ticks.logarithmic(span) : .linear(span, about: min(8, Int((right - left) / 40)))
    let scale = Scale(
      low: span.lowerBound, high: span.upperBound, isLogarithmic: axis.isLogarithmic, start: left, end: right)
    let height = bottom + (axis.title.isEmpty ? 30 : 50)
    var parts = [Markup.rectangle(0, 0, width, height, "back")]
    parts.append(heading.markup)
    func lines(_ x: Double, _ style: String) -> [String] {
      layout.stretches.map { Markup.line(x, $0.from, x, $0.to, style) }
    }
    for (value, label) in zip(ticks.values, ticks.labels) {
      guard let x = scale.place(value) else { continue }
      parts += lines(x, "grid") + [Markup.text(label, x, bottom + 18, "small", anchor: "middle")]
    }
    if let reference, let x = scale.place(reference) { parts += lines(x, "rule") }
    for ((row, text), place) in zip(zip(rows, texts), layout.places) {
      let name = TextWidth.fitted(row.label, size: ChartStyle.text, width: place.room)
      parts.append(Markup.text(name, 14, place.name))
      parts += mark(row, scale, place.interval, left...right)
      parts.append(Markup.text(text, width - 14, place.figures, "small", anchor: "end"))
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

  /// The values with their intervals, one a row.
  public var csv: String {
    CSVText.table(
      ["label", axis.title.isEmpty ? "value" : axis.title, "low", "high"],
      rows.map { row in
        [row.label]
          + [row.value, row.interval?.lowerBound ?? .nan, row.interval?.upperBound ?? .nan].map(CSVText.number)
      })
  }
}
