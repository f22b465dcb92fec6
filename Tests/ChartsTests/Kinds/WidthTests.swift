import Testing

@testable import Charts

/// A chart is drawn for a screen and for a phone; neither may cut its words off.
@Suite struct WidthTests {
  private static let longTitle = IntervalChart(
    title: "The difference in macro F1 between what was carried over and what began from scratch", axis: .share("F1"),
    rows: [.init("carried over − scratch, 90 %", -0.051, -0.133...0.021), .init("short", 0.5, 0.4...0.6)], reference: 0)

  private static var charts: [(name: String, chart: any Chart)] {
    Gallery.charts.filter { !($0.chart is ECGChart) } + [("long", longTitle)]
  }

  private func words(_ drawing: Drawing) -> [Scene.Words] {
    Scene(drawing).shapes.compactMap { if case .words(let words) = $0 { words } else { nil } }
  }

  @Test(arguments: [ChartStyle.width, ChartStyle.narrow])
  func wordsLieWithinTheDrawing(_ width: Double) {
    for (name, chart) in Self.charts {
      let drawing = chart.drawing(within: width)
      // Twelve leads by twelve need their cells.
      if name != "listening" { #expect(drawing.width <= width, "\(name)") }
      for words in words(drawing) {
        let length = FontWidths.of(words.text, size: words.size)
        let (across, up) = words.isUpright ? (words.size, length) : (length, words.size)
        let start = words.start
        #expect(start.x >= 0 && start.y <= drawing.height + 1, "\(name): \(words.text)")
        #expect(words.isUpright || start.x + across <= drawing.width, "\(name): \(words.text)")
        #expect(start.y - up >= 0, "\(name): \(words.text)")
      }
    }
  }

  @Test func whereThereIsLittleRoomNamesStandAboveTheirIntervals() {
    let rows = [("N", "0.500 (0.258–0.683)"), ("A", "0.000 (0.000–0.000)")]
    let beside = IntervalChart.Layout(rows, top: 44, width: 480)
    #expect(beside.stretches.count == 1 && beside.places.map(\.interval) == [57, 83])
    #expect(beside.places.allSatisfy { abs($0.name - $0.interval) < 5 && $0.name == $0.figures })
    let named = [("carried over", "0.500 (0.258–0.683)"), ("another network", "0.000 (0.000–0.000)")]
    let above = IntervalChart.Layout(named, top: 44, width: 352)
    #expect(above.left == 22 && above.right == 330 && above.stretches.count == 2)
    #expect(above.places.map(\.name) == [59, 101] && above.places.map(\.interval) == [74, 116])
  }

  @Test func aNameThatLeavesItsFiguresNoRoomHasALineOfItsOwn() {
    let rows = [("carried over − scratch, 90 %", "−0.051 (−0.133 to 0.021)"), ("short", "0.5")]
    let layout = IntervalChart.Layout(rows, top: 44, width: 352)
    #expect(layout.places[0].figures == layout.places[0].name + 16 && layout.places[1].figures == layout.places[1].name)
    let drawn = words(Self.longTitle.drawing(within: 352)).map(\.text)
    #expect(drawn.contains("carried over − scratch, 90 %") && drawn.contains("−0.051 (−0.133 to 0.021)"))
  }

  @Test func aLongTitleTakesASecondLine() {
    let titles = words(Self.longTitle.drawing(within: 480)).filter(\.isBold)
    #expect(titles.map(\.text).joined(separator: " ") == Self.longTitle.title)
    #expect(titles.map(\.place.y) == [24, 42])
    let short = Title("F1", width: 352), none = Title("", width: 352)
    #expect(short.height == 0 && none.height == 0 && XMLCheck.fault("<a>\(none.markup)</a>") == nil)
    #expect(Title(String(repeating: "word ", count: 60), width: 352).markup.contains("…"))
  }
}
