import GoldenFiles
import Testing

@testable import Charts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct GalleryTests {
  @Test func everyChartIsWellFormed() throws {
    for (name, chart) in Gallery.charts {
      #expect(XMLCheck.fault(chart.svg) == nil, "\(name)")
      let elements = try XMLCheck.elements(of: chart.svg)
      #expect(elements.contains { $0.name == "title" })
      #expect(elements.contains { $0.name == "path" || $0.name == "rect" })
    }
  }

  @Test func hostileValuesDoNoHarm() throws {
    for chart in Gallery.hostile {
      let svg = chart.svg
      #expect(XMLCheck.fault(svg) == nil)
      for (name, attributes) in try XMLCheck.elements(of: svg) {
        for key in ["d", "x", "y", "width", "height", "viewBox", "fill-opacity"] {
          let value = attributes[key] ?? ""
          #expect(!value.contains("nan") && !value.contains("inf") && !value.contains("e"), "\(name) \(key)=\(value)")
        }
      }
      #expect(chart.csv.hasSuffix("\n"))
    }
  }

  @Test func theCheckerFindsFaults() {
    for text in [
      "<a>", "<a><b></a></b>", "<a b=\"1\" b=\"2\"/>", "<a>&x;</a>", "<a b=\"<\"/>", "<a/>x", "<a b=1/>", "",
    ] {
      #expect(XMLCheck.fault(text) != nil, "\(text)")
    }
    #expect(XMLCheck.fault("<a b=\"&lt;\"><c/>text</a>\n") == nil)
  }

  @Test func aChartIsTheSameEveryTime() {
    for (first, second) in zip(Gallery.charts, Gallery.charts) { #expect(first.chart.svg == second.chart.svg) }
  }

  @Test func aSmallChartIsAsExpected() {
    let chart = LineChart(
      title: "Loss & score", summary: "Both rise.", x: Axis("epoch"), y: Axis("value", includesZero: true),
      series: [.init("a", x: [1, 2, 3], y: [0.5, .nan, 2]), .init("b", x: [1, 2], y: [1, 1.5], look: .dashed)])
    #expect(GoldenFile("line.svg").difference(from: String(chart.svg(bringsStyle: false).dropLast())) == nil)
    #expect(chart.csv == "series,epoch,value,low,high\na,1,0.5,,\na,2,,,\na,3,2,,\nb,1,1,,\nb,2,1.5,,\n")
  }

  @Test func aChartOnAPageCanLeaveItsStyleToThePage() {
    let chart = Gallery.forest
    #expect(chart.svg.contains("prefers-color-scheme:dark"))
    #expect(!chart.svg(bringsStyle: false).contains("<style"))
    // Charts share a page: what one of them names must not be taken for another's.
    #expect(!chart.svg.contains(" id="))
  }

  @Test(.enabled(if: getenv("EINTHOVEN_GALLERY") != nil, "EINTHOVEN_GALLERY names a folder to draw into"))
  func theGalleryCanBeLookedAt() throws {
    let folder = try #require(getenv("EINTHOVEN_GALLERY").map { String(cString: $0) })
    for (name, chart) in Gallery.charts {
      let file = try #require(fopen("\(folder)/\(name).svg", "w"))
      #expect(fputs(chart.svg, file) >= 0)
      fclose(file)
    }
  }
}
