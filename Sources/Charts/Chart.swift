/// A picture of numbers, and the numbers; what can be drawn is what this module draws.
public protocol Chart: Sendable {
  /// What stands above it.
  var title: String { get }
  /// What can be seen, in words, for those who cannot.
  var summary: String { get }
  /// Draws it about so wide; what is true to scale is as wide as it is.
  func drawing(within width: Double) -> Drawing
  /// The numbers as comma-separated values, with a header.
  var csv: String { get }
}

/// What is drawn, and how large.
public struct Drawing: Sendable {
  /// The size in units of the drawing.
  let width: Double
  let height: Double
  /// How many units make a millimetre, for drawings that are true to scale.
  var unitsPerMillimetre: Double?
  let markup: String
}

extension Chart {
  /// What is drawn where there is room.
  var drawing: Drawing { drawing(within: ChartStyle.width) }

  /// Returns how wide it is on a screen, in the pixels of a style sheet.
  package func naturalWidth(within width: Double) -> Double {
    let drawing = drawing(within: width)
    return drawing.unitsPerMillimetre.map { drawing.width / $0 * 96 / 25.4 } ?? drawing.width
  }

  /// The chart as an SVG file of its own.
  public var svg: String { svg(bringsStyle: true) }

  /// Returns the chart for a page; one that shows several can bring `ChartStyle.css` once for all.
  public func svg(bringsStyle: Bool, within width: Double = ChartStyle.width) -> String {
    let drawing = drawing(within: width)
    func size(_ units: Double) -> String {
      drawing.unitsPerMillimetre.map { Number.place(units / $0) + "mm" } ?? Number.place(units)
    }
    let head =
      Markup.element("title", [:], Markup.escaped(title.isEmpty ? "Chart" : title))
      + (summary.isEmpty ? "" : Markup.element("desc", [:], Markup.escaped(summary)))
      + (bringsStyle ? Markup.element("style", [:], ChartStyle.css) : "")
    return Markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "chart", "role": "img",
        "aria-label": summary.isEmpty ? title : "\(title). \(summary)",
        "width": size(drawing.width), "height": size(drawing.height),
        "viewBox": "0 0 \(Number.place(drawing.width)) \(Number.place(drawing.height))",
        "style": "max-width:100%;height:auto",
      ], head + drawing.markup) + "\n"
  }
}
