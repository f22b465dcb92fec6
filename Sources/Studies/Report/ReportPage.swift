import Charts

/// A page that tells of a study: the question, the answer first, then what the answer rests on.
///
///     var page = ReportPage(title: "Lead on CinC 2017", question: "How well does it tell three rhythms?")
///     page.answer = ["Macro F1 0.80 (0.77–0.83) on 1063 recordings that it had not seen."]
///     page.sections.append(.init("Calibration", [.figures([.init(chart, caption: "Said and true.")])]))
///     try page.write(to: "runs/lead")
package struct ReportPage: Sendable {
  /// What the page is called.
  package var title: String
  /// What was to be found out.
  package var question: String
  /// What was found out: the first sentence stands out.
  package var answer: [String]
  package var sections: [Section]

  package init(title: String, question: String, answer: [String] = [], sections: [Section] = []) {
    self.title = title
    self.question = question
    self.answer = answer
    self.sections = sections
  }

  /// What stands under one heading.
  package struct Section: Sendable {
    package var heading: String
    package var blocks: [Block]

    package init(_ heading: String, _ blocks: [Block]) {
      self.heading = heading
      self.blocks = blocks
    }

    var figures: [Figure] {
      blocks.flatMap { block -> [Figure] in
        if case .figures(let figures) = block { return figures }
        return []
      }
    }

    /// Whether an ECG is in it, which wants a sheet of paper across.
    var hasPaper: Bool { figures.contains { $0.chart is ECGChart } }
  }

  /// One thing on the page, top to bottom.
  package enum Block: Sendable {
    /// A paragraph.
    case prose(String)
    /// Sentences, a bullet each.
    case list([String])
    /// Names and what they stand for.
    case facts([(name: String, value: String)])
    /// What is typed, or a file's words, as they are.
    case code(String)
    case table(Table)
    /// Figures, side by side where they are narrow and the page is not.
    case figures([Figure])
    case verdict(Verdict)
  }

  /// Rows of texts under heads; figures are set flush right.
  package struct Table: Sendable {
    package var caption: String
    package var columns: [String]
    package var rows: [[String]]
    /// How many columns, from the left, hold words.
    package var words: Int
    /// How many columns, from the right, hold sentences.
    package var remarks: Int

    package init(_ caption: String = "", columns: [String], rows: [[String]], words: Int = 1, remarks: Int = 0) {
      for row in rows { precondition(row.count == columns.count, "\(row.count) cells for \(columns.count) columns") }
      self.caption = caption
      self.columns = columns
      self.rows = rows
      self.words = words
      self.remarks = remarks
    }
  }

  /// A chart, what it shows in words, and its numbers, which can be taken from the page as CSV.
  package struct Figure: Sendable {
    package var chart: any Chart
    package var caption: String
    /// What stands above it, a line each, the first as its heading: a prediction, and what it rests on.
    package var lines: [String]

    package init(_ chart: any Chart, caption: String = "", lines: [String] = []) {
      self.chart = chart
      self.caption = caption
      self.lines = lines
    }
  }

  /// A finding in a box that nobody overlooks.
  package struct Verdict: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      case good, bad
      /// What cannot be said.
      case unknown
    }

    package var kind: Kind
    package var title: String
    package var lines: [String]

    package init(_ kind: Kind, _ title: String, _ lines: [String] = []) {
      self.kind = kind
      self.title = title
      self.lines = lines
    }
  }

  /// All figures, top to bottom.
  package var figures: [Figure] { sections.flatMap(\.figures) }
}
