import Charts

extension ReportPage {
  /// The page as one file that needs nothing else: no network, no script, light and dark, and fit for paper.
  public var html: String {
    // The reader's browser holds the page to it: nothing is fetched, nothing runs.
    let policy = "default-src 'none'; style-src 'unsafe-inline'"
    let head = [
      "<meta charset=\"utf-8\">", "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<meta name=\"color-scheme\" content=\"light dark\">", HTMLText.text("title", title),
      "<style>\n\(ReportStyle.css)\n\(ChartStyle.css)\n</style>",
    ]
    var names = FigureNames()
    let body =
      [header, contents]
      + sections.enumerated().map { number, section in
        HTMLText.element(
          "section", ["id": Self.anchor(number), "class": section.hasPaper ? "landscape" : ""],
          HTMLText.text("h2", section.heading) + "\n"
            + section.blocks.map { markup($0, &names) }.joined(separator: "\n"))
      }
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n" + head.joined(separator: "\n")
      + "\n</head>\n<body>\n<main>\n"
      + body.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</main>\n</body>\n</html>\n"
  }

  private var header: String {
    let answers = answer.enumerated().map { HTMLText.paragraph($1, $0 == 0 ? "answer" : "") }
    return HTMLText.element(
      "header", [:],
      HTMLText.text("h1", title) + "\n" + (question.isEmpty ? "" : HTMLText.text("p", ["class": "question"], question))
        + "\n" + (answers.isEmpty ? "" : HTMLText.element("div", ["class": "answers"], answers.joined())))
  }

  private var contents: String {
    guard sections.count > 3 else { return "" }
    let links = sections.enumerated().map { HTMLText.text("a", ["href": "#" + Self.anchor($0)], $1.heading) }
    return HTMLText.element("nav", ["aria-label": "Contents"], links.joined(separator: "\n"))
  }

  private static func anchor(_ section: Int) -> String { "part-\(section + 1)" }

  private func markup(_ block: Block, _ names: inout FigureNames) -> String {
    switch block {
    case .prose(let text): return HTMLText.paragraph(text)
    case .list(let lines):
      return HTMLText.element("ul", [:], lines.map { HTMLText.paragraph($0, name: "li") }.joined())
    case .facts(let facts):
      let rows = facts.map { HTMLText.text("dt", $0.name) + HTMLText.text("dd", $0.value) }
      return HTMLText.element("dl", [:], rows.joined(separator: "\n"))
    case .code(let text):
      // Lines stay lines here.
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { HTMLText.escaped(String($0)) }
      return HTMLText.element("pre", [:], HTMLText.element("code", [:], lines.joined(separator: "\n")))
    case .table(let table): return markup(table)
    case .figures(let figures):
      let parts = figures.map { markup($0, names.next(for: $0)) }
      return HTMLText.element("div", ["class": "figures"], parts.joined(separator: "\n"))
    case .verdict(let verdict):
      let title = HTMLText.text("p", ["class": "title"], verdict.kind.sign + " " + verdict.title)
      return HTMLText.element(
        "div", ["class": "verdict \(verdict.kind.rawValue)"],
        title + verdict.lines.map { HTMLText.paragraph($0) }.joined())
    }
  }

  private func markup(_ table: Table) -> String {
    func row(_ cells: [String], _ name: String) -> String {
      HTMLText.element(
        "tr", [:],
        cells.enumerated().map { place, cell in
          let isHead = name == "td" && place == 0 && table.words > 0
          let isFigure = place >= table.words && place < table.columns.count - table.remarks
          let isName = isHead && cell.count <= 16
          let style = isFigure ? "figure" : isName ? "whole" : place >= table.words ? "remark" : ""
          return HTMLText.element(
            isHead ? "th" : name, ["class": style, "scope": isHead ? "row" : name == "th" ? "col" : ""],
            isFigure && name == "td" ? HTMLText.figure(cell) : HTMLText.escaped(cell))
        }.joined())
    }
    // Beside the table, so that it does not scroll away with it.
    let caption = table.caption.isEmpty ? "" : HTMLText.paragraph(table.caption, "caption") + "\n"
    let head = HTMLText.element("thead", [:], row(table.columns, "th"))
    let body = HTMLText.element("tbody", [:], table.rows.map { row($0, "td") }.joined(separator: "\n"))
    // What is wider than a phone scrolls by itself, and can be scrolled with keys.
    return caption
      + HTMLText.element(
        "div",
        [
          "class": "scroll wide", "tabindex": "0", "role": "region",
          "aria-label": table.caption.isEmpty ? "table" : table.caption,
        ],
        HTMLText.element("table", [:], head + body))
  }

  private func markup(_ figure: Figure, _ name: String) -> String {
    let chart = figure.chart
    let isPaper = chart is ECGChart
    let link = HTMLText.text(
      "a", ["class": "csv", "download": name + ".csv", "href": HTMLText.dataURI(chart.csv, type: "text/csv")],
      "numbers (CSV)")
    let caption = figure.caption.isEmpty ? "" : HTMLText.escaped(figure.caption) + " "
    let lines = figure.lines.enumerated().map { HTMLText.paragraph($1, $0 == 0 ? "heading" : "") }.joined()
    return HTMLText.element(
      "figure",
      [
        "class": isPaper ? "paper-figure" : "",
        "style": "--natural:\(Int(chart.naturalWidth(within: ChartStyle.width)))px",
      ],
      lines + (isPaper ? drawn(chart, "") : drawn(chart, "roomy") + drawn(chart, "narrow", within: ChartStyle.narrow))
        + HTMLText.element("figcaption", [:], caption + link))
  }

  /// A chart of some width; of two, the page shows one: `roomy` on a screen, `narrow` on a phone and on paper.
  private func drawn(_ chart: any Chart, _ style: String, within width: Double = ChartStyle.width) -> String {
    // Paper keeps its size and scrolls; a chart may shrink until its labels are hard to read.
    let isPaper = chart is ECGChart
    let natural = chart.naturalWidth(within: width)
    return HTMLText.element(
      "div",
      [
        "class": "scroll" + (style.isEmpty ? "" : " \(style)"), "tabindex": isPaper ? "0" : "",
        "style": "--least:\(Int(isPaper ? natural : 0.76 * natural))px",
      ], chart.svg(bringsStyle: false, within: width))
  }
}

extension ReportPage.Verdict.Kind {
  /// What tells them apart without colour.
  var sign: String {
    switch self {
    case .good: "✓"
    case .bad: "✗"
    case .unknown: "?"
    }
  }
}

/// Gives each figure a name of its own that any file system takes.
struct FigureNames {
  private var taken: Set<String> = []

  mutating func next(for figure: ReportPage.Figure) -> String {
    var plain = ""
    for scalar in figure.chart.title.lowercased().unicodeScalars.prefix(60) {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain { plain.unicodeScalars.append(scalar) } else if !plain.isEmpty, plain.last != "-" { plain += "-" }
    }
    while plain.last == "-" { plain.removeLast() }
    if plain.isEmpty { plain = "figure" }
    var name = plain
    var number = 1
    while !taken.insert(name).inserted {
      number += 1
      name = "\(plain)-\(number)"
    }
    return name
  }
}
