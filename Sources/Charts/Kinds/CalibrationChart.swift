/// How often what was said with a probability came true, and how often it was said.
public struct CalibrationChart: Chart {
  /// Cases that were given about the same probability.
  public struct Bin: Sendable {
    /// The mean probability that was said.
    public var predicted: Double
    /// The share of them that came true.
    public var observed: Double
    /// How many they are.
    public var count: Int
    /// Where the share may lie, where that is known.
    public var interval: ClosedRange<Double>?

    /// Creates a bin.
    public init(predicted: Double, observed: Double, count: Int, interval: ClosedRange<Double>? = nil) {
      self.predicted = predicted
      self.observed = observed
      self.count = count
      self.interval = interval
    }
  }

  /// What stands above it.
  public var title: String
  /// What can be seen, in words, for those who cannot.
  public var summary: String
  /// Bins by the name of what was predicted.
  public var series: [(name: String, bins: [Bin])]

  /// Creates a chart of bins.
  public init(title: String, summary: String = "", series: [(name: String, bins: [Bin])]) {
    self.title = title
    self.summary = summary
    self.series = series
  }

  /// Fewer cases than these are shown small.
  package static let few = 5

  /// Draws it about so wide.
  public func drawing(within width: Double) -> Drawing {
    let foot = 62.0
    let plane = Plane(
      title: title, x: .share("predicted probability"), y: .share("observed share"), xValues: [], yValues: [],
      entries: series.enumerated().map { Plane.Entry(name: $1.name, colour: $0 % ChartStyle.seriesColours) },
      isSquare: true, foot: foot, within: width)
    var inside: [String] = []
    var over: [String] = []
    if series.contains(where: { !$0.bins.isEmpty }) {
      let diagonal = [plane.point(0, 0), plane.point(1, 1)]
      inside.append(Markup.element("path", ["class": "rule", "d": PathData.line(diagonal)]))
    }
    let floor = plane.height - 8
    let most = Double(series.flatMap(\.bins).map(\.count).max() ?? 0)
    for (index, series) in series.enumerated() {
      let colour = index % ChartStyle.seriesColours
      let bins = series.bins.sorted { $0.predicted < $1.predicted }
      // What a handful of cases makes up is a dot, and draws no line up and down.
      let line = PathData.line(bins.filter { $0.count >= Self.few }.map { plane.point($0.predicted, $0.observed) })
      if !line.isEmpty { inside.append(Markup.element("path", ["class": "curve s\(colour)", "d": line])) }
      for bin in bins {
        guard let point = plane.point(bin.predicted, bin.observed) else { continue }
        if let interval = bin.interval, let low = plane.y.place(interval.lowerBound),
          let high = plane.y.place(interval.upperBound)
        {
          inside.append(Markup.line(point.x, low, point.x, high, "curve s\(colour)"))
        }
        inside.append(Dot.markup(point, colour, radius: bin.count < Self.few ? 2.5 : 4))
        guard most > 0 else { continue }
        let height = (foot - 26) * Double(bin.count) / most
        let breadth = 10 / Double(self.series.count)
        let x = point.x - 5 + breadth * Double(index)
        over.append(Markup.rectangle(x, floor - height, breadth, height, "bar f\(colour)"))
      }
    }
    if !over.isEmpty {
      over.append(Markup.line(plane.left, floor, plane.right, floor, "axis"))
      over.append(Markup.text("count", plane.left - 8, floor, "small", anchor: "end"))
    }
    return plane.drawing(inside, over: over)
  }

  /// The bins, one a row.
  public var csv: String {
    CSVText.table(
      ["series", "predicted", "observed", "low", "high", "count"],
      series.flatMap { series in
        series.bins.map { bin in
          [series.name]
            + [
              bin.predicted, bin.observed, bin.interval?.lowerBound ?? .nan, bin.interval?.upperBound ?? .nan,
              Double(bin.count),
            ].map(CSVText.number)
        }
      })
  }
}
