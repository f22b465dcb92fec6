/// Curves over a common axis: training, ROC, densities.
package struct LineChart: Chart {
  /// One curve; a value that is no number breaks it.
  package struct Series: Sendable {
    package enum Look: Sendable { case line, dashed, dots, filled }

    package var name: String
    package var x: [Double]
    package var y: [Double]
    /// An interval around each value, if there is one.
    package var low: [Double]
    package var high: [Double]
    package var look: Look
    /// The colour's number, so that two charts show the same thing alike; the place among the series when not given.
    package var colour: Int?

    package init(
      _ name: String, x: [Double], y: [Double], low: [Double] = [], high: [Double] = [], look: Look = .line,
      colour: Int? = nil
    ) {
      precondition(x.count == y.count, "\(name): \(x.count) places for \(y.count) values")
      precondition(low.count == high.count, "\(name): \(low.count) lower ends for \(high.count) upper ends")
      precondition(low.isEmpty || low.count == x.count, "\(name): \(low.count) intervals for \(x.count) values")
      self.name = name
      self.x = x
      self.y = y
      self.low = low
      self.high = high
      self.look = look
      self.colour = colour
    }
  }

  package var title: String
  package var summary: String
  package var xAxis: Axis
  package var yAxis: Axis
  package var series: [Series]
  /// Places on the horizontal axis that matter, such as the best epoch.
  package var marks: [(x: Double, label: String)]
  package var isSquare: Bool
  /// Whether a line of what chance would do runs through the plane.
  package var chance: Series?

  package init(
    title: String, summary: String = "", x: Axis, y: Axis, series: [Series],
    marks: [(x: Double, label: String)] = [], isSquare: Bool = false, chance: Series? = nil
  ) {
    self.title = title
    self.summary = summary
    self.xAxis = x
    self.yAxis = y
    self.series = series
    self.marks = marks
    self.isSquare = isSquare
    self.chance = chance
  }

  package func drawing(within width: Double) -> Drawing {
    let entries = series.enumerated().map { index, series in
      Plane.Entry(name: series.name, colour: colour(index), isDashed: series.look == .dashed)
    }
    let plane = Plane(
      title: title, x: xAxis, y: yAxis, xValues: series.flatMap(\.x),
      yValues: series.flatMap { $0.y + $0.low + $0.high }, entries: entries, isSquare: isSquare, within: width)
    var inside: [String] = []
    if let chance {
      let points = zip(chance.x, chance.y).map { plane.point($0, $1) }
      inside.append(Markup.element("path", ["class": "rule", "d": PathData.line(points)]))
    }
    var over: [String] = []
    for mark in marks {
      guard let place = plane.x.place(mark.x), place >= plane.left, place <= plane.right else { continue }
      inside.append(Markup.line(place, plane.top, place, plane.bottom, "rule"))
      let isLate = place > (plane.left + plane.right) / 2
      over.append(
        Markup.text(
          mark.label, isLate ? place - 5 : place + 5, plane.top + 12, "small", anchor: isLate ? "end" : "start"))
    }
    for (index, series) in series.enumerated() { inside += markup(series, colour(index), plane) }
    return plane.drawing(inside, over: over)
  }

  private func colour(_ index: Int) -> Int {
    let asked = series[index].colour ?? index
    return (asked % ChartStyle.seriesColours + ChartStyle.seriesColours) % ChartStyle.seriesColours
  }

  private func markup(_ series: Series, _ colour: Int, _ plane: Plane) -> [String] {
    var parts: [String] = []
    func points(_ values: [Double]) -> [Point?] { zip(series.x, values).map { plane.point($0, $1) } }
    if !series.low.isEmpty {
      let area = PathData.area(upper: points(series.high), lower: points(series.low))
      if !area.isEmpty { parts.append(Markup.element("path", ["class": "band f\(colour)", "d": area])) }
    }
    let line = Decimation.reduced(points(series.y), columnWidth: 1)
    if series.look == .filled {
      let floor = line.map { $0.map { Point($0.x, plane.bottom) } }
      let area = PathData.area(upper: line, lower: floor)
      if !area.isEmpty { parts.append(Markup.element("path", ["class": "band f\(colour)", "d": area])) }
    }
    guard series.look != .dots else {
      for point in points(series.y).compactMap(\.self) { parts.append(Dot.markup(point, colour)) }
      return parts
    }
    let data = PathData.line(line)
    let style = "curve s\(colour)" + (series.look == .dashed ? " dashed" : "")
    if !data.isEmpty { parts.append(Markup.element("path", ["class": style, "d": data])) }
    return parts
  }

  package var csv: String {
    let rows = series.flatMap { series in
      series.x.indices.map { index -> [String] in
        let interval = series.low.isEmpty ? [.nan, .nan] : [series.low[index], series.high[index]]
        return [series.name] + ([series.x[index], series.y[index]] + interval).map(CSVText.number)
      }
    }
    return CSVText.table(
      [
        "series", xAxis.title.isEmpty ? "x" : xAxis.title, yAxis.title.isEmpty ? "y" : yAxis.title,
        "low", "high",
      ], rows)
  }
}

/// A dot that stands for one value.
enum Dot {
  static func markup(_ point: Point, _ colour: Int, radius: Double = 4) -> String {
    Markup.element(
      "circle",
      ["class": "f\(colour)", "cx": Number.place(point.x), "cy": Number.place(point.y), "r": Number.place(radius)])
  }
}
