/// Two axes, a title and a legend around a plane where a chart draws.
struct Plane {
  /// What a legend says of one series.
  struct Entry {
    let name: String
    let colour: Int
    var isDashed = false
  }

  let x: Scale
  let y: Scale
  let width: Double
  let height: Double
  let top: Double
  let bottom: Double
  let left: Double
  let right: Double
  private let before: String

  /// Lays out a plane for values; its inner size is `size`, unless labels need more room around it.
  init(
    title: String, x xAxis: Axis, y yAxis: Axis, xValues: [Double], yValues: [Double], entries: [Entry] = [],
    isSquare: Bool = false, foot: Double = 0, within asked: Double
  ) {
    let xSpan = xAxis.span(of: xValues, about: 6), ySpan = yAxis.span(of: yValues, about: 5)
    let xTicks =
      xAxis.isLogarithmic
      ? Ticks.logarithmic(xSpan)
      : .linear(xSpan, about: isSquare ? 5 : asked < 400 ? 5 : asked < 600 ? 6 : 8, isWhole: xAxis.isWhole)
    let yTicks = yAxis.isLogarithmic ? Ticks.logarithmic(ySpan) : .linear(ySpan, about: 5, isWhole: yAxis.isWhole)
    let labels = yTicks.labels.map { TextWidth.of($0, size: ChartStyle.small) }.max() ?? 0
    left = 14 + labels + 8 + (yAxis.title.isEmpty ? 0 : 20)
    width = isSquare ? min(left + 330 + 24, asked) : asked
    right = width - 24
    let heading = Title(title, width: width)
    let legend = Legend.markup(entries, left: left, right: right, top: 38 + heading.height)
    top = 38 + heading.height + legend.height
    bottom = top + (isSquare ? right - left : 240)
    height = bottom + 26 + (xAxis.title.isEmpty ? 0 : 20) + foot + 4
    x = Scale(
      low: xSpan.lowerBound, high: xSpan.upperBound, isLogarithmic: xAxis.isLogarithmic, start: left, end: right)
    y = Scale(
      low: ySpan.lowerBound, high: ySpan.upperBound, isLogarithmic: yAxis.isLogarithmic, start: bottom, end: top)

    var parts = [Markup.rectangle(0, 0, width, height, "back")]
    parts.append(heading.markup)
    parts.append(legend.markup)
    var grid = ""
    for (value, label) in zip(yTicks.values, yTicks.labels) {
      guard let place = y.place(value) else { continue }
      grid += PathData.line([Point(left, place), Point(right, place)])
      parts.append(Markup.text(label, left - 8, place + 4, "small", anchor: "end"))
    }
    var free = -Double.infinity
    for (value, label) in zip(xTicks.values, xTicks.labels) {
      guard let place = x.place(value) else { continue }
      grid += PathData.line([Point(place, top), Point(place, bottom)])
      // A label that would touch its neighbour is left out.
      let half = TextWidth.of(label, size: ChartStyle.small) / 2
      guard place - half > free else { continue }
      free = place + half + 6
      parts.append(Markup.text(label, place, bottom + 18, "small", anchor: "middle"))
    }
    if !grid.isEmpty { parts.insert(Markup.element("path", ["class": "grid", "d": grid]), at: 1) }
    parts.append(Markup.line(left, bottom, right, bottom, "axis"))
    if !xAxis.title.isEmpty {
      parts.append(Markup.text(xAxis.title, (left + right) / 2, bottom + 38, anchor: "middle"))
    }
    if !yAxis.title.isEmpty {
      let middle = (top + bottom) / 2
      parts.append(
        Markup.text(yAxis.title, 18, middle, anchor: "middle", transform: "rotate(-90 18 \(Number.place(middle)))"))
    }
    before = parts.joined(separator: "\n")
  }

  /// Returns the place of a pair of values, or nil where it has none.
  func point(_ xValue: Double, _ yValue: Double) -> Point? {
    guard let px = x.place(xValue), let py = y.place(yValue) else { return nil }
    return Point(px, py)
  }

  /// Returns the drawing: what lies in the plane is cut off at its edges, what lies over it is not.
  func drawing(_ inside: [String], over: [String] = []) -> Drawing {
    // An inner drawing clips without an identifier, which would have to be one of its kind on a page.
    let clipped = Markup.element(
      "svg",
      [
        "x": Number.place(left - 6), "y": Number.place(top - 6), "width": Number.place(right - left + 12),
        "height": Number.place(bottom - top + 12),
        "viewBox": [left - 6, top - 6, right - left + 12, bottom - top + 12].map(Number.place).joined(separator: " "),
      ], "\n" + inside.filter { !$0.isEmpty }.joined(separator: "\n") + "\n")
    let empty = Markup.text("no data", (left + right) / 2, (top + bottom) / 2, "small", anchor: "middle")
    let parts = [before, inside.allSatisfy(\.isEmpty) ? empty : clipped] + over
    return Drawing(width: width, height: height, markup: "\n" + parts.joined(separator: "\n") + "\n")
  }
}
