import Testing

@testable import Charts

@Suite struct DecimationTests {
  private let points = Gallery.noise(5000).enumerated().map { Point(Double($0) * 0.05, $1 * 100) as Point? }

  @Test func fourPointsAColumnAreEnough() {
    let reduced = Decimation.reduced(points, columnWidth: 1)
    #expect(reduced.count <= 4 * 250)
    #expect(reduced.count > 2 * 250)
  }

  @Test func everyColumnKeepsItsEndsAndExtremes() {
    let reduced = Decimation.reduced(points, columnWidth: 1).compactMap(\.self)
    for column in 0..<250 {
      let all = points.compactMap(\.self).filter { Int($0.x) == column }
      let kept = reduced.filter { Int($0.x) == column }
      #expect(kept.first == all.first && kept.last == all.last)
      #expect(kept.map(\.y).min() == all.map(\.y).min())
      #expect(kept.map(\.y).max() == all.map(\.y).max())
      #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.x < $1.x })
    }
  }

  @Test func fewPointsStayAsTheyAre() {
    let few = (0..<10).map { Point(Double($0) * 3, Double($0 % 3)) as Point? }
    #expect(Decimation.reduced(few, columnWidth: 1) == few)
  }

  @Test func gapsStay() {
    var broken = points
    for index in 1000..<1010 { broken[index] = nil }
    let reduced = Decimation.reduced(broken, columnWidth: 1)
    #expect(reduced.contains(nil))
    #expect(reduced.compactMap(\.self).allSatisfy { $0.x < 50 || $0.x >= 50.5 })
    #expect(Decimation.reduced([], columnWidth: 1).isEmpty)
  }
}
