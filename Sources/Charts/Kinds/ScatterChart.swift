/// Points with names and intervals, and the line that fits them best: scores against measured results.
public struct ScatterChart: Chart {
  /// One point.
  public struct Item: Sendable {
    /// The name beside it.
    public var label: String
    /// Its place on the horizontal axis.
    public var x: Double
    /// Its place on the vertical axis.
    public var y: Double
    /// From where to where it may lie across, where that is known.
    public var xInterval: ClosedRange<Double>?
    /// From where to where it may lie up and down, where that is known.
    public var yInterval: ClosedRange<Double>?
    /// The colour's number: what belongs together looks alike.
    public var group: Int

    /// Creates a point.
    public init(
      _ label: String, x: Double, y: Double, xInterval: ClosedRange<Double>? = nil,
      yInterval: ClosedRange<Double>? = nil, group: Int = 0
    ) {
      self.label = label
      self.x = x
      self.y = y
      self.xInterval = xInterval
      self.yInterval = yInterval
      self.group = group
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
  /// The points.
  public var items: [Item]
  /// What the legend calls the colours, in the order of their numbers.
  public var groups: [String]
  /// Whether the line that fits best is drawn.
  public var showsFit: Bool
  /// Items that are joined by a line, by their numbers.
  public var links: [(Int, Int)] = []

  /// Creates a chart of points.
  public init(
    title: String, summary: String = "", x: Axis, y: Axis, items: [Item], groups: [String] = [], showsFit: Bool = true
  ) {
    self.title = title
    self.summary = summary
    self.xAxis = x
    self.yAxis = y
    self.items = items
    self.groups = groups
    self.showsFit = showsFit
  }

  /// Draws it about so wide.
  public func drawing(within width: Double) -> Drawing {
    let plane = Plane(
      title: title, x: xAxis, y: yAxis, xValues: items.flatMap { [$0.x] + ends($0.xInterval) },
      yValues: items.flatMap { [$0.y] + ends($0.yInterval) },
      entries: groups.enumerated().map { Plane.Entry(name: $1, colour: $0 % ChartStyle.seriesColours) },
      // Many names want room, where there is some.
      within: items.count > 12 && width >= ChartStyle.width ? 720 : width)
    var inside: [String] = []
    var labels = LabelPlaces(left: plane.left, right: plane.right, top: plane.top, bottom: plane.bottom)
    if showsFit, let fit = StraightLine(items.map { ($0.x, $0.y) }), !xAxis.isLogarithmic, !yAxis.isLogarithmic {
      let line = [plane.x.low, plane.x.high].map { plane.point($0, fit.offset + fit.slope * $0) }
      inside.append(Markup.element("path", ["class": "rule", "d": PathData.line(line)]))
      if let from = line[0], let to = line[1] { labels.occupy(from: from, to: to) }
    }
    for (a, b) in links {
      guard let from = plane.point(items[a].x, items[a].y), let to = plane.point(items[b].x, items[b].y) else {
        continue
      }
      inside.append(Markup.line(from.x, from.y, to.x, to.y, "curve s\(abs(items[a].group % ChartStyle.seriesColours))"))
      labels.occupy(from: from, to: to)
    }
    var over: [String] = []
    for case (let item, let point?) in items.map({ ($0, plane.point($0.x, $0.y)) }) {
      let colour = abs(item.group % ChartStyle.seriesColours)
      for end in [
        item.yInterval.map { (plane.point(item.x, $0.lowerBound), plane.point(item.x, $0.upperBound)) },
        item.xInterval.map { (plane.point($0.lowerBound, item.y), plane.point($0.upperBound, item.y)) },
      ] {
        guard let end, let from = end.0, let to = end.1 else { continue }
        inside.append(Markup.line(from.x, from.y, to.x, to.y, "curve s\(colour)"))
        labels.occupy(from: from, to: to)
      }
      inside.append(Dot.markup(point, colour))
      labels.occupy(point)
    }
    for case (let item, let point?) in items.map({ ($0, plane.point($0.x, $0.y)) }) where !item.label.isEmpty {
      // The table has the names that find no place.
      guard let (place, anchor) = labels.place(item.label, at: point) else { continue }
      over.append(Markup.text(item.label, place.x, place.y, "name", anchor: anchor))
    }
    return plane.drawing(inside, over: over)
  }

  private func ends(_ interval: ClosedRange<Double>?) -> [Double] {
    interval.map { [$0.lowerBound, $0.upperBound] } ?? []
  }

  /// The points with their intervals, one a row.
  public var csv: String {
    CSVText.table(
      [
        "label", xAxis.title.isEmpty ? "x" : xAxis.title, "x low", "x high", yAxis.title.isEmpty ? "y" : yAxis.title,
        "y low", "y high",
      ],
      items.map { item in
        let x = item.xInterval, y = item.yInterval
        return [item.label]
          + [
            item.x, x?.lowerBound ?? .nan, x?.upperBound ?? .nan, item.y, y?.lowerBound ?? .nan, y?.upperBound ?? .nan,
          ]
          .map(CSVText.number)
      })
  }
}

/// The straight line of least squares.
struct StraightLine {
  let offset: Double
  let slope: Double

  /// Fits a line, if at least two places differ.
  init?(_ points: [(x: Double, y: Double)]) {
    let known = points.filter { $0.x.isFinite && $0.y.isFinite && abs($0.x) < 1e150 && abs($0.y) < 1e150 }
    guard known.count > 1 else { return nil }
    let count = Double(known.count)
    let x = known.reduce(0) { $0 + $1.x } / count, y = known.reduce(0) { $0 + $1.y } / count
    let spread = known.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    guard spread > 0 else { return nil }
    slope = known.reduce(0) { $0 + ($1.x - x) * ($1.y - y) } / spread
    offset = y - slope * x
  }
}
