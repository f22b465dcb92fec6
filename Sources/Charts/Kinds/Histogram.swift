/// How many values fall where, in bins of a nice width; several groups lie over each other.
public struct Histogram: Chart {
  /// What stands above it.
  public var title: String
  /// What can be seen, in words, for those who cannot.
  public var summary: String
  /// The axis that the values lie on.
  public var axis: Axis
  /// Values by the name of what they are of.
  public var groups: [(name: String, values: [Double])]

  /// Creates a chart of how values are spread.
  public init(title: String, summary: String = "", axis: Axis, groups: [(name: String, values: [Double])]) {
    self.title = title
    self.summary = summary
    self.axis = axis
    self.groups = groups
  }

  /// The bins' edges, and how many values of each group lie between them; the last edge belongs to the last bin.
  var bins: (edges: [Double], counts: [[Int]]) {
    let limit = 1e300
    let known = groups.map { $0.values.filter { $0.isFinite && abs($0) < limit } }
    let all = known.joined()
    guard let low = all.min(), let high = all.max() else { return ([], groups.map { _ in [] }) }
    let wanted = min(40, max(5, Double(all.count).squareRoot()))
    var step = Ticks.niceStep(low == high ? (low == 0 ? 1 : abs(low) / 10) : (high / wanted - low / wanted))
    if !(step > 0) || abs(low / step) > 1e9 || abs(high / step) > 1e9 { step = max((high / 5 - low / 5), abs(low)) }
    let first = (low / step + 1e-9).rounded(.down)
    let count = min(200, max(1, Int(((high / step - 1e-9).rounded(.up) - first))))
    let edges = (0...count).map { (first + Double($0)) * step }
    let counts = known.map { values in
      var counts = [Int](repeating: 0, count: count)
      for value in values { counts[min(count - 1, max(0, Int(value / step - first + 1e-9)))] += 1 }
      return counts
    }
    return (edges, counts)
  }

  /// Draws it about so wide.
  public func drawing(within width: Double) -> Drawing {
    let (edges, counts) = bins
    let plane = Plane(
      title: title, x: axis, y: Axis("count", includesZero: true), xValues: edges,
      yValues: counts.joined().map(Double.init),
      entries: groups.enumerated().map { Plane.Entry(name: $1.name, colour: $0 % ChartStyle.seriesColours) },
      within: width)
    var inside: [String] = []
    for (index, counts) in counts.enumerated() {
      for (bin, count) in counts.enumerated() where count > 0 {
        guard let from = plane.point(edges[bin], Double(count)), let to = plane.x.place(edges[bin + 1]) else {
          continue
        }
        let style = "bar f\(index % ChartStyle.seriesColours)"
        inside.append(Markup.rectangle(from.x + 0.5, from.y, to - from.x - 1, plane.bottom - from.y, style))
      }
    }
    return plane.drawing(inside)
  }

  /// The bins with what each group has in them, one a row.
  public var csv: String {
    let (edges, counts) = bins
    return CSVText.table(
      ["from", "to"] + groups.map(\.name),
      edges.dropLast().indices.map { bin in
        [CSVText.number(edges[bin]), CSVText.number(edges[bin + 1])] + counts.map { "\($0[bin])" }
      })
  }
}
