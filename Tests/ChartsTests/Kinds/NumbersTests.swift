import Testing

@testable import Charts

@Suite struct NumbersTests {
  @Test func aDensityHasTheAreaOne() {
    let curve = Density.curve(of: Gallery.noise(400).map { $0 * 7 - 2 })
    let step = curve.x[1] - curve.x[0]
    #expect(abs(curve.y.reduce(0, +) * step - 1) < 0.01)
    #expect(Density.curve(of: [.nan]).x.isEmpty)
    #expect(Density.curve(of: [3, 3, 3]).y.allSatisfy { $0.isFinite })
  }

  @Test func theFittedLineIsThatOfLeastSquares() throws {
    let line = try #require(StraightLine([(0, 1), (1, 3), (2, 5), (.nan, 9)]))
    #expect(abs(line.slope - 2) < 1e-12 && abs(line.offset - 1) < 1e-12)
    #expect(StraightLine([(1, 2), (1, 3)]) == nil)
    #expect(StraightLine([(1, 2)]) == nil)
  }

  @Test func aHistogramCountsEachValueOnce() {
    let values = Gallery.noise(500).map { $0 * 30 } + [.nan, 30, 0]
    let (edges, counts) = Histogram(title: "", axis: Axis(), groups: [("", values)]).bins
    #expect(counts[0].reduce(0, +) == 502)
    #expect(edges.first == 0 && edges.last == 30)
    for (bin, count) in counts[0].enumerated() {
      let isLast = bin == counts[0].count - 1
      #expect(
        count == values.filter { $0 >= edges[bin] && ($0 < edges[bin + 1] || isLast && $0 == edges[bin + 1]) }.count)
    }
  }

  @Test func aConfusionMatrixGivesItsCounts() {
    let map = HeatMap.confusion(title: "", labels: ["a", "b, c"], counts: [[3, 1], [0, 0]])
    #expect(map.csv == "true by predicted,a,\"b, c\"\na,3,1\n\"b, c\",0,0\n")
    #expect(map.svg.contains(">75 %<"))
  }

  @Test func intervalsAreShownAsNumbersToo() {
    #expect(Gallery.forest.svg.contains("0.912 (0.901–0.922)"))
    #expect(Gallery.forest.csv.hasPrefix("label,AUROC,low,high\nmacro,0.912,0.901,0.922\n"))
  }

  @Test func aHandfulOfCasesDrawsNoLine() {
    func chart(_ count: Int) -> CalibrationChart {
      CalibrationChart(
        title: "",
        series: [
          (
            "a",
            [
              .init(predicted: 0.2, observed: 0.2, count: 9), .init(predicted: 0.5, observed: 1, count: count),
              .init(predicted: 0.8, observed: 0.8, count: 9),
            ]
          )
        ])
    }
    #expect(chart(4).svg.contains("r=\"2.5\"") && !chart(5).svg.contains("r=\"2.5\""))
    #expect(chart(4).csv.contains("a,0.5,1,,,4"))
  }
}
