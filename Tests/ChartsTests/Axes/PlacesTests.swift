import Testing

@testable import Charts

@Suite struct PlacesTests {
  @Test func legendsBreakIntoRowsAndNeverOverlap() {
    let names = (0..<12).map { "a series with number \($0)" }
    let entries = names.map { Plane.Entry(name: $0, colour: 0) }
    let legend = Legend.markup(entries, left: 60, right: 616, top: 38)
    let texts = legend.markup.split(separator: "<text").dropFirst().map { part -> (x: Double, y: Double) in
      let fields = part.split(separator: "\"")
      return (Double(fields[1]) ?? .nan, Double(fields[3]) ?? .nan)
    }
    #expect(texts.count == 12)
    for (first, second) in zip(texts, texts.dropFirst()) {
      #expect(second.y > first.y || second.x >= first.x + TextWidth.of(names[0], size: ChartStyle.text) + 24)
    }
    for text in texts { #expect(text.x + TextWidth.of(names[0], size: ChartStyle.text) <= 616) }
    #expect(legend.height > (texts.last?.y ?? .nan) - 38)
    #expect(Legend.markup([Plane.Entry(name: "alone", colour: 0)], left: 0, right: 9, top: 0).markup.isEmpty)
  }

  @Test func labelsOfNearPointsKeepApart() {
    var places = LabelPlaces(left: 0, right: 400, top: 0, bottom: 300)
    let points = [Point(200, 150), Point(204, 152), Point(198, 147)]
    for point in points { places.occupy(point) }
    let placed = points.compactMap { places.place("label", at: $0) }
    let keys = placed.map { "\($0.0.x < 200 ? "l" : "r")\(Int($0.0.y) / 10)" }
    #expect(Set(keys).count == 3, "\(placed)")
    // Where there is no more room, no label makes two unreadable.
    let crowd = (0..<40).compactMap { places.place("label", at: Point(200 + Double($0 % 3), 150)) }
    #expect(crowd.count < 10)
  }

  @Test func textsAreCutToTheirRoom() {
    let text = TextWidth.fitted("a very long name of a class", size: 12, width: 60)
    #expect(text.hasSuffix("…"))
    #expect(TextWidth.of(text, size: 12) <= 60)
    #expect(TextWidth.fitted("short", size: 12, width: 60) == "short")
  }
}
