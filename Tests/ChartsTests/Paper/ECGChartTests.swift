import Testing

@testable import Charts

@Suite struct ECGChartTests {
  private func paths(_ chart: ECGChart, _ style: String) throws -> [String] {
    try XMLCheck.elements(of: chart.svg).filter { $0.attributes["class"] == style }.compactMap { $0.attributes["d"] }
  }

  /// A lead at rest with a step of one millivolt after half a second.
  private var step: ECGChart {
    let samples = (0..<1000).map { Float($0 >= 125 && $0 < 250 ? 1 : 0) }
    return ECGChart(title: "step", rate: 250, leads: [.init("II", samples)], layout: .stacked)
  }

  @Test func aSecondIs25MillimetresAndAMillivoltTen() throws {
    let trace = try #require(try paths(step, "trace").first)
    // From rest up by 100 tenths of a millimetre, and back; 250 tenths of a millimetre a second.
    #expect(trace.contains("-100 "))
    let numbers = trace.drop { $0 != "l" }.dropFirst().replacing("-", with: " -").split(separator: " ").compactMap {
      Double($0)
    }
    let width = stride(from: 0, to: numbers.count, by: 2).reduce(0.0) { $0 + numbers[$1] }
    #expect(abs(width - 999) < 0.2)
    let svg = try #require(
      try XMLCheck.elements(of: step.svg).last { $0.name == "svg" || $0.attributes["viewBox"] != nil })
    #expect(svg.attributes["width"]?.hasSuffix("mm") == true)
  }

  @Test func theDrawingsSizeIsTrueToScale() throws {
    let elements = try XMLCheck.elements(of: step.svg)
    let root = try #require(elements.first { $0.attributes["xmlns"] != nil })
    let box = (root.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    #expect(root.attributes["width"] == "\(Number.place(box[2] / 10))mm")
    #expect(root.attributes["height"] == "\(Number.place(box[3] / 10))mm")
  }

  @Test func missingSamplesAreGaps() throws {
    var samples = [Float](repeating: 0.1, count: 1000)
    for index in 300..<400 { samples[index] = .nan }
    let chart = ECGChart(title: "", rate: 250, leads: [.init("I", samples)], layout: .stacked)
    let trace = try #require(try paths(chart, "trace").first)
    #expect(trace.filter { $0 == "M" }.count == 2)
    let missing = ECGChart(title: "", rate: 250, leads: [.init("I", samples.map { _ in .nan })], layout: .stacked)
    #expect(try paths(missing, "trace").isEmpty && missing.svg.contains(">no signal<"))
    #expect(!chart.svg.contains("no signal"))
  }

  @Test func twelveLeadsStandInThreeRowsOfFourOverARhythmStrip() {
    let rows = ECGLayout(Gallery.ecg).rows
    #expect(
      rows.map { $0.cells.map { Gallery.ecg.leads[$0.lead].name } }
        == [["I", "aVR", "V1", "V4"], ["II", "aVL", "V2", "V5"], ["III", "aVF", "V3", "V6"], ["II"]])
    #expect(rows[0].cells.map(\.offset) == [0, 2.5, 5, 7.5])
    #expect(rows[0].cells.map(\.samples) == [0..<1250, 1250..<2500, 2500..<3750, 3750..<5000])
    #expect(rows[3].cells.map(\.samples) == [0..<5000])
    #expect(Gallery.ecg.shown["II"] == 0..<5000 && Gallery.ecg.shown["V1"] == 2500..<3750)
  }

  @Test func moreThanALineOfTwelveLeadsIsDrawnInBlocks() {
    var chart = Gallery.ecg
    chart.leads = chart.leads.map { .init($0.name, $0.samples + $0.samples + $0.samples.prefix(1000)) }
    let rows = ECGLayout(chart).rows
    // 22 seconds are three times 7.33.
    #expect(rows.count == 12 && rows.map(\.hasMarks) == (0..<12).map { $0 % 4 == 0 })
    #expect(rows.allSatisfy { abs($0.seconds - 22.0 / 3) < 0.01 })
    let rhythm = stride(from: 3, to: 12, by: 4).map { rows[$0].cells[0].samples }
    #expect(rhythm == [0..<3666, 3666..<7333, 7333..<11000])
    for block in 0..<3 {
      let cells = rows[4 * block].cells
      #expect(zip(cells, cells.dropFirst()).allSatisfy { $0.samples.upperBound == $1.samples.lowerBound })
      #expect(cells[0].samples.lowerBound == rhythm[block].lowerBound)
      #expect(cells[3].samples.upperBound == rhythm[block].upperBound)
    }
    #expect(chart.svg.contains(">I, 7.33 s<") && !chart.svg.contains(">V1, "))
  }

  @Test func aQuarterTooShortForAName() {
    var chart = Gallery.ecg
    chart.leads = chart.leads.map { .init($0.name, Array($0.samples.prefix(100))) }
    #expect(ECGLayout(chart).rows.map(\.cells.count) == [Int](repeating: 1, count: 12))
    #expect(chart.svg.contains("0.000 to 0.200 s"))
  }

  @Test func whatLeavesItsRowStopsAtTheEdge() throws {
    var wild = [Float](repeating: 0, count: 1000)
    for index in 100..<120 { wild[index] = 40 }
    let chart = ECGChart(
      title: "", rate: 250, leads: [.init("I", wild.map { _ in 0 }), .init("II", wild)], layout: .stacked)
    let traces = PathReader.lines(try paths(chart, "trace").joined()).map(\.points)
    let (first, second) = (try #require(traces.first), try #require(traces.last))
    #expect(second.map(\.y).min() ?? 0 > first.map(\.y).max() ?? 0)
  }

  @Test func leadsThatTheStandardDoesNotKnowAreStacked() {
    let rows = ECGLayout(ECGChart(title: "", rate: 100, leads: [.init("MLII", [Float](repeating: 0, count: 2500))]))
      .rows
    #expect(rows.map(\.start) == [0, 10, 20])
    #expect(rows.map(\.seconds) == [10, 10, 5])
    let chart = ECGChart(title: "", rate: 100, leads: [.init("MLII", [Float](repeating: 0, count: 2500))], start: 5)
    #expect(chart.svg.contains(">MLII<") && chart.svg.contains(">MLII, 15 s<") && chart.svg.contains(">MLII, 25 s<"))
  }

  @Test func marksNeverOverlap() throws {
    var chart = step
    chart.marks = (0..<40).map { .init(Double($0) * 0.1, "aux\($0)") }
    let marks = try XMLCheck.elements(of: chart.svg).filter { $0.attributes["class"] == "mark" }
      .compactMap { Double($0.attributes["x"] ?? "") }
    #expect(marks.count > 3)
    let width = TextWidth.of("aux0", size: 27)
    #expect(zip(marks, marks.dropFirst()).allSatisfy { $1 - $0 >= width })
  }

  @Test func saliencyIsShadedWhereItIs() throws {
    var chart = step
    chart.leads[0].saliency = [0, 1, 0, 0]
    let glow = try XMLCheck.elements(of: chart.svg).filter { $0.attributes["class"] == "glow" }
    #expect(glow.count == 1)
    #expect(abs((Double(glow[0].attributes["width"] ?? "") ?? 0) - 250) <= 10)
  }

  @Test func theTintHasAScaleWhereThereIsRoom() throws {
    var chart = step
    chart.leads = [.init("II", [Float](repeating: 0, count: 2500), saliency: [0, 0, 0, 0])]
    chart.tintWords = "speaks for <N>"
    let paper = try XMLCheck.elements(of: chart.svg)
    #expect(chart.svg.contains("speaks for &lt;N&gt;"))
    #expect(paper.filter { $0.attributes["class"] == "glow" }.count == 8)
    // Without a tint, or without room, there is none.
    chart.leads[0].saliency = []
    #expect(!chart.svg.contains("speaks for"))
    var short = chart
    short.leads = [.init("II", [0, 0, 1, 0], saliency: [1, 0])]
    #expect(!short.svg.contains("speaks for"))
  }

  @Test func aLongRecordingStaysSmall() {
    let chart = ECGChart(
      title: "", rate: 1000, leads: [.init("I", Gallery.noise(10000).map { Float($0) })], layout: .stacked)
    // Four points a column of a pixel, of 12 letters or less each, beside the grid.
    #expect(chart.svg.utf8.count < 4 * 962 * 12 + 20_000)
  }

  @Test func theSamplesAreTheTable() {
    let chart = ECGChart(title: "", rate: 2, leads: [.init("I", [0.1, .nan]), .init("II", [1])], start: 3)
    #expect(chart.csv == "seconds,I,II\n3.0000,0.1,1.0\n3.5000,,\n")
  }
}
