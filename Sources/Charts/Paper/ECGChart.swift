/// An electrocardiogram on paper: 25 mm a second, 10 mm a millivolt, true to scale when printed.
public struct ECGChart: Chart {
  /// One lead.
  public struct Lead: Sendable {
    /// Its name, such as V1: three rows of four go by the names of the twelve.
    public var name: String
    /// In millivolts; what is missing is no number.
    public var samples: [Float]
    /// How much each stretch of the lead mattered, from 0 to 1; they divide its length evenly.
    public var saliency: [Float]

    /// Creates a lead.
    public init(_ name: String, _ samples: [Float], saliency: [Float] = []) {
      self.name = name
      self.samples = samples
      self.saliency = saliency
    }

    /// Returns the stretch that a sample lies in; there must be one.
    func stretch(at sample: Int) -> Int {
      min(saliency.count - 1, max(0, sample * saliency.count / max(1, samples.count)))
    }
  }

  /// Something that happened: a beat and its symbol.
  public struct Mark: Sendable {
    /// In seconds from the first sample.
    public var time: Double
    /// What is written above it.
    public var text: String

    /// Creates a mark.
    public init(_ time: Double, _ text: String) {
      self.time = time
      self.text = text
    }
  }

  /// How leads are laid out.
  public enum Layout: String, Sendable, CaseIterable {
    /// Three rows of four leads, a quarter of the time each, over one whole lead.
    case threeByFour = "3x4"
    /// One lead a row, broken into lines of ten seconds.
    case stacked
  }

  /// What stands above it.
  public var title: String
  /// What can be seen, in words, for those who cannot.
  public var summary: String
  /// Samples a second.
  public var rate: Double
  /// The leads, in the order in which they are stacked.
  public var leads: [Lead]
  /// What happened when, above the first row of each line.
  public var marks: [Mark]
  /// How the leads are laid out, where there is room for it.
  public var layout: Layout
  /// What the tint says, beside a scale of it; nothing where leads are not tinted.
  public var tintWords: String
  /// The lead that runs whole under three rows of four.
  public var rhythm: String
  /// The time of the first sample, in seconds, as the paper says it.
  public var start: Double

  /// Creates an electrocardiogram.
  public init(
    title: String, summary: String = "", rate: Double, leads: [Lead], marks: [Mark] = [],
    layout: Layout = .threeByFour, rhythm: String = "II", start: Double = 0,
    tintWords: String = ""
  ) {
    precondition(rate > 0 && rate.isFinite, "a rate must be above 0, not \(rate)")
    self.title = title
    self.summary = summary
    self.rate = rate
    self.leads = leads
    self.marks = marks
    self.layout = layout
    self.rhythm = rhythm
    self.start = start
    self.tintWords = tintWords
  }

  /// How long it is, in seconds.
  var duration: Double { Double(leads.map(\.samples.count).max() ?? 0) / rate }

  /// Which samples of each lead the paper shows, by name.
  package var shown: [String: Range<Int>] { ECGLayout.shown(self) }

  /// Draws it as wide as its seconds are, whatever width is asked for.
  public func drawing(within width: Double) -> Drawing { ECGPaper(self).drawing }

  /// The samples of all leads with their times, a row each.
  public var csv: String {
    let count = leads.map(\.samples.count).max() ?? 0
    let tinted = leads.filter { !$0.saliency.isEmpty }
    return CSVText.table(
      ["seconds"] + leads.map(\.name) + tinted.map { "\($0.name) tint" },
      (0..<count).map { index in
        [Number.fixed(start + Double(index) / rate, places: 4)]
          + leads.map { index < $0.samples.count ? shown($0.samples[index]) : "" }
          + tinted.map { index < $0.samples.count ? shown($0.saliency[$0.stretch(at: index)]) : "" }
      })
  }

  /// The shortest digits that name the sample in its own precision.
  private func shown(_ value: Float) -> String { value.isFinite ? "\(value)" : "" }
}
