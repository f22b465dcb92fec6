/// Curves over a common axis: training, ROC, densities.
public struct LineChart: Chart {
  /// One curve; a value that is no number breaks it.
  public struct Series: Sendable {
    /// How a curve is drawn.
    public enum Look: Sendable { case line, dashed, dots, filled }

    /// What the legend calls it.
    public var name: String
    /// Where its values stand on the horizontal axis.
    public var x: [Double]
    /// The values, one a place.
    public var y: [Double]
    /// The lower ends of intervals around the values, if there are any.
    public var low: [Double]
    /// The upper ends of the intervals, as many as lower ones.
    public var high: [Double]
    /// How it is drawn.
    public var look: Look
    /// The colour's number, so that two charts show the same thing alike; the place among the series when not given.
    public var colour: Int?

    /// Creates a curve; there are as many values as places, and either no interval or one each.
    public init(
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

  /// What stands above it.
  public var title: String
  /// What can be seen, in words, for those who cannot.
  public var summary: String
  /// The horizontal axis.
  public var xAxis: Axis
  /// The vertical axis.
  public var yAxis: Axis
  /// The curves, each in a colour of its own.
  public var series: [Series]
  /// Places on the horizontal axis that matter, such as the best epoch.
  public var marks: [(x: Double, label: String)]
  /// Whether both axes are as long, as where rates are compared.
  public var isSquare: Bool
  /// What chance would do, as a broken line, if anything.
  public var chance: Series?

  /// Creates a chart of curves.
  public init(
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

  /// Draws it about so wide.
  public func drawing(within width: Double) -> Drawing {
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

  /// The values with their intervals, one a row, curve after curve.
  public var csv: String {
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
