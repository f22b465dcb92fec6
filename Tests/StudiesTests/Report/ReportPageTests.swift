import Charts
import Foundation
import GoldenFiles
import Testing

@testable import Studies

@Suite struct ReportPageTests {
  private static let nasty = "<script>alert(1)</script> \"x\" & 'y' </style> \u{1} <img src=http://a.b/c>"

  private func page(_ text: String) -> ReportPage {
    let line = LineChart(
      title: text, summary: text, x: Axis(text), y: Axis(text), series: [.init(text, x: [0, 1], y: [1, 2])])
    let paper = ECGChart(
      title: text, rate: 100, leads: [.init("II", [Float](repeating: 0.1, count: 200), saliency: [0, 1])],
      layout: .stacked)
    return ReportPage(
      title: text, question: text, answer: [text, text],
      sections: [
        .init(text, [.prose(text), .list([text]), .facts([(text, text)]), .code(text + "\n" + text)]),
        .init(text, [.table(.init(text, columns: [text, text], rows: [[text, "0.5"]]))]),
        .init(
          text, [.verdict(.init(.bad, text, [text])), .verdict(.init(.good, text)), .verdict(.init(.unknown, text))]),
        .init(text, [.figures([.init(line, caption: text), .init(line), .init(paper, lines: [text])])]),
      ])
  }

  @Test func hostileTextStaysText() {
    let check = HTMLCheck(page(Self.nasty).html)
    #expect(check.faults.isEmpty)
    #expect(check.text.contains("<script>alert(1)</script> \"x\" & 'y' </style> \u{FFFD} <img src=http://a.b/c>"))
    // As long, so that titles break into as many lines.
    let plain = String(repeating: "plain ", count: 12)
    #expect(check.elements.map(\.name) == HTMLCheck(page(plain).html).elements.map(\.name))
  }

  @Test func nothingIsFetchedAndNothingRuns() {
    #expect(HTMLCheck(page(Self.nasty).html).reaches.isEmpty)
    for css in [ReportStyle.css, ChartStyle.css] {
      #expect(!css.contains("url(") && !css.contains("@import") && !css.contains("//") && !css.contains("<"))
    }
    #expect(page("a").html.contains("default-src 'none'"))
  }

  @Test func theCheckerFindsFaults() {
    #expect(HTMLCheck("<p>a & b</p>").faults.count == 1)
    #expect(!HTMLCheck("<p><b></p>").faults.isEmpty)
    #expect(HTMLCheck("<a href=\"https://x\">a</a><script>1</script><p onload=\"x\">b</p>").reaches.count == 3)
  }

  @Test func everyFigureHasItsNumbers() {
    let page = page("Loss, and score")
    #expect(page.tables.map(\.file) == ["loss-and-score.csv", "loss-and-score-2.csv", "loss-and-score-3.csv"])
    #expect(page.tables.map(\.csv) == page.figures.map(\.chart.csv))
    #expect(HTMLCheck(page.html).downloads == Dictionary(uniqueKeysWithValues: page.tables.map { ($0.file, $0.csv) }))
    #expect(page.tables[2].csv.hasPrefix("seconds,II,II tint\n0.0000,0.1,0.0\n"))
    // A title without a single plain letter still names a file.
    #expect(self.page("…").tables.map(\.file) == ["figure.csv", "figure-2.csv", "figure-3.csv"])
  }

  @Test func aChartIsDrawnForAScreenAndForAPhoneAndAnECGOnceOnPaperOfItsOwn() throws {
    let page = page("a")
    let elements = HTMLCheck(page.html).elements
    func widths(_ style: String) -> [String?] {
      elements.indices.filter { elements[$0].attributes["class"] == style }.map { elements[$0 + 1].attributes["width"] }
    }
    #expect(widths("scroll roomy") == ["480", "480"] && widths("scroll narrow") == ["352", "352"])
    #expect(widths("scroll").count == 1)
    #expect(elements.count { $0.attributes["class"] == "landscape" } == 1)
    // What a page hides it must show somewhere else: on a phone, and on paper.
    for rule in [
      ".narrow{display:none}", ".roomy{display:none}.narrow{display:block}", "nav,.csv,.roomy{display:none}",
    ] {
      #expect(ReportStyle.css.contains(rule))
    }
  }

  @Test func aPageGoesIntoAFolder() throws {
    let folder = try TemporaryFolder()
    let page = page("a")
    try page.write(to: folder.path)
    #expect(try String(contentsOfFile: folder("report.html"), encoding: .utf8) == page.html)
    #expect(try String(contentsOfFile: folder("report/a.csv"), encoding: .utf8) == page.tables[0].csv)
  }

  @Test func intervalsAreNotBrokenButMayStandBelow() {
    let table = ReportPage.Table(columns: ["a", "b", "c"], rows: [["x", "0.5 (0.4–0.6)", "why"]], remarks: 1)
    let page = ReportPage(
      title: "t", question: "", answer: ["It is 0.5 (0.4–0.6) – so."], sections: [.init("s", [.table(table)])])
    #expect(page.html.contains("<td class=\"figure\">0.5 <span class=\"whole quiet\">(0.4–0.6)</span></td>"))
    #expect(page.html.contains("<td class=\"remark\">why</td>"))
    #expect(page.html.contains("It is 0.5 <span class=\"whole\">(0.4–0.6)</span> – so."))
    #expect(HTMLCheck(page.html).text.contains("It is 0.5 (0.4–0.6) – so."))
  }

  @Test func wordsAndFiguresAreSetApart() {
    let html = page("a").html
    #expect(html.contains("<td class=\"figure\"><span class=\"whole\">0.5</span></td>"))
    #expect(html.contains("<th class=\"whole\" scope=\"row\">a</th>"))
    #expect(html.contains("✗ a") && html.contains("✓ a") && html.contains("? a"))
  }
}
