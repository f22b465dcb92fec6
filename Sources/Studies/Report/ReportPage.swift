import Charts

/// A page that tells of a study: the question, the answer first, then what the answer rests on.
///
///     var page = ReportPage(title: "Lead on CinC 2017", question: "How well does it tell three rhythms?")
///     page.answer = ["Macro F1 0.80 (0.77–0.83) on 1063 recordings that it had not seen."]
///     page.sections.append(.init("Calibration", [.figures([.init(chart, caption: "Said and true.")])]))
///     try page.write(to: "runs/lead")
public struct ReportPage: Sendable {
  /// What the page is called.
  public var title: String
  /// What was to be found out.
  public var question: String
  /// What was found out: the first sentence stands out.
  public var answer: [String]
  /// What the answer rests on, top to bottom.
  public var sections: [Section]

  /// Creates a page.
  public init(title: String, question: String, answer: [String] = [], sections: [Section] = []) {
    self.title = title
    self.question = question
    self.answer = answer
    self.sections = sections
  }

  /// What stands under one heading.
  public struct Section: Sendable {
    /// The heading, which the contents list.
    public var heading: String
    /// What stands under it, top to bottom.
    public var blocks: [Block]

    /// Creates a section.
    public init(_ heading: String, _ blocks: [Block]) {
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
  public enum Block: Sendable {
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
  public struct Table: Sendable {
    /// What is said above the rows.
    public var caption: String
    /// The heads of the columns.
    public var columns: [String]
    /// The rows, a cell a column.
    public var rows: [[String]]
    /// How many columns, from the left, hold words.
    public var words: Int
    /// How many columns, from the right, hold sentences.
    public var remarks: Int

    /// Creates a table.
    public init(_ caption: String = "", columns: [String], rows: [[String]], words: Int = 1, remarks: Int = 0) {
      for row in rows { precondition(row.count == columns.count, "\(row.count) cells for \(columns.count) columns") }
      self.caption = caption
      self.columns = columns
      self.rows = rows
      self.words = words
      self.remarks = remarks
    }
  }

  /// A chart, what it shows in words, and its numbers, which can be taken from the page as CSV.
  public struct Figure: Sendable {
    /// What is drawn.
    public var chart: any Chart
    /// What it shows, below it.
    public var caption: String
    /// What stands above it, a line each, the first as its heading: a prediction, and what it rests on.
    public var lines: [String]

    /// Creates a figure.
    public init(_ chart: any Chart, caption: String = "", lines: [String] = []) {
      self.chart = chart
      self.caption = caption
      self.lines = lines
    }
  }

  /// A finding in a box that nobody overlooks.
  public struct Verdict: Sendable {
    /// What kind of finding it is, and so its colour.
    public enum Kind: String, Sendable, CaseIterable {
      case good, bad
      /// What cannot be said.
      case unknown
    }

    /// The kind.
    public var kind: Kind
    /// The finding in a few words.
    public var title: String
    /// What it rests on, a sentence each.
    public var lines: [String]

    /// Creates a finding.
    public init(_ kind: Kind, _ title: String, _ lines: [String] = []) {
      self.kind = kind
      self.title = title
      self.lines = lines
    }
  }

  /// All figures, top to bottom.
  public var figures: [Figure] { sections.flatMap(\.figures) }
}
