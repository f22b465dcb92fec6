/// The names of series in rows above a plane, where they hide nothing.
enum Legend {
  /// Returns the rows and their height; one series needs no legend.
  static func markup(
    _ entries: [Plane.Entry], left: Double, right: Double, top: Double
  ) -> (markup: String, height: Double) {
    let named = entries.filter { !$0.name.isEmpty }
    guard named.count > 1 else { return ("", 0) }
    var parts: [String] = []
    var (x, y) = (left, top + 4)
    for entry in named {
      let name = TextWidth.fitted(entry.name, size: ChartStyle.text, width: right - left - 30)
      let width = 24 + TextWidth.of(name, size: ChartStyle.text) + 16
      if x > left, x + width - 16 > right { (x, y) = (left, y + 19) }
      let style = "curve s\(entry.colour)" + (entry.isDashed ? " dashed" : "")
      parts.append(Markup.line(x, y - 4, x + 18, y - 4, style))
      parts.append(Markup.text(name, x + 24, y))
      x += width
    }
    return (parts.joined(separator: "\n"), y - top + 12)
  }
}
