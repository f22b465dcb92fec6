import Testing

@testable import Charts

@Suite struct PathDataTests {
  @Test func stepsAreShort() {
    #expect(PathData.line([Point(1, 2), Point(2.5, 1), Point(2.5, 4), Point(0, 4)]) == "M1 2l1.5-1 0 3-2.5 0")
  }

  @Test func missingPointsBreakTheLine() {
    #expect(PathData.line([Point(0, 0), Point(1, 1), nil, nil, Point(3, 3), Point(4, 3)]) == "M0 0l1 1M3 3l1 0")
    #expect(PathData.line([nil, Point(5, 5), nil]) == "M5 5h0")
    #expect(PathData.line([nil]) == "")
    #expect(PathData.line([]) == "")
  }

  @Test func roundingDoesNotAddUp() {
    let points = (0...1000).map { Point(Double($0) * 0.26, 0) }
    let steps = PathData.line(points).dropFirst("M0 0l".count).split(separator: " ").compactMap { Double($0) }
    let end = stride(from: 0, to: steps.count, by: 2).reduce(0.0) { $0 + steps[$1] }
    #expect(abs(end - 260) < 1e-6)
  }

  @Test func areasCloseAroundTheirRuns() {
    let upper = [Point(0, 0), Point(1, 0), nil, Point(3, 0), Point(4, 0), nil, Point(6, 0)]
    let lower = (0..<7).map { Point(Double($0), 2) as Point? }
    #expect(PathData.area(upper: upper, lower: lower) == "M0 0l1 0 0 2-1 0zM3 0l1 0 0 2-1 0z")
  }
}
