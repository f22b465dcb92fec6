extension IntervalChart {
  /// Where the parts of a chart lie: names and figures beside their intervals, or above them where there is little room.
  struct Layout {
    struct Place {
      /// Where the name stands, and how wide it may be.
      let name: Double
      let room: Double
      let figures: Double
      let interval: Double
    }

    /// Intervals that have less room than this show nothing.
    private static let leastRoom = 120.0

    /// Between what intervals lie.
    let left: Double
    let right: Double
    let bottom: Double
    let places: [Place]
    /// Where the axis's lines pass: behind the intervals, and not through words above them.
    let stretches: [(from: Double, to: Double)]

    init(_ rows: [(name: String, figures: String)], top: Double, width: Double) {
      let names = rows.map { TextWidth.of($0.name, size: ChartStyle.text) }
      let figures = rows.map { TextWidth.of($0.figures, size: ChartStyle.small) }
      let widest = (name: names.max() ?? 0, figures: figures.max() ?? 0)
      let isBeside = width - 60 - widest.name - widest.figures >= Self.leastRoom
      left = isBeside ? 14 + widest.name + 16 : 22
      right = isBeside ? width - 14 - widest.figures - 16 : width - 22
      var (y, places) = (top, [Place]())
      for (name, figures) in zip(names, figures) {
        if isBeside {
          places.append(Place(name: y + 17, room: widest.name, figures: y + 17, interval: y + 13))
          y += 26
        } else {
          // A name that leaves its figures no room has a line of its own.
          let line = name + figures + 40 > width ? 16.0 : 0
          places.append(Place(name: y + 15, room: width - 28, figures: y + 15 + line, interval: y + 30 + line))
          y += 42 + line
        }
      }
      bottom = max(y, top + 26)
      self.places = places
      stretches = isBeside ? [(top, bottom)] : places.map { ($0.interval - 9, $0.interval + 9) }
    }
  }
}
