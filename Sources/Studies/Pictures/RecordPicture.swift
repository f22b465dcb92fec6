import Charts
import Cohorts
import Interchange
import Waveforms

/// Draws a stretch of a record on paper, and in a line of the terminal.
public struct RecordPicture: Sendable {
  /// Which stretch, and how.
  public struct Choice: Sendable {
    /// The first second.
    public var from = 0.0
    /// How many seconds at most.
    public var duration = 10.0
    /// The leads by name; all that are voltages when empty.
    public var leads: [String] = []
    /// The annotation file beside the record.
    public var annotator = "atr"

    /// Creates the choice of the first ten seconds of all leads.
    public init() {}
  }

  /// How much one paper takes, in seconds: an hour of one lead is some fifteen metres.
  static let longest = 3600.0
  /// The lowest rate that is drawn: at 25 mm/s a slower record has no two samples in a line of ten seconds.
  static let slowest = 0.2

  /// The layouts by name.
  public static let layouts = ECGChart.Layout.allCases.map(\.rawValue)

  let recording: Recording
  let start: Double

  /// Reads the stretch.
  ///
  /// - Throws: When the record is broken, has no such lead, ends before the stretch begins, or the paper could not hold it.
  public init(_ reader: RecordReader, _ choice: Choice) throws(FileError) {
    let rate = try reader.knownRate
    let count = reader.description.sampleCount
    guard count > 0 else { throw FileError(file: reader.file, message: "the record has no samples to draw") }
    guard choice.from * rate < Double(count) else {
      throw FileError(
        file: reader.file, found: "\(choice.from) s", expected: "less than \(Self.shown(Double(count) / rate)) s",
        message: "the record ends before the picture begins")
    }
    guard rate >= Self.slowest else {
      throw FileError(
        file: reader.file, field: "sampling frequency", found: "\(rate) Hz", expected: "at least \(Self.slowest) Hz",
        message: "paper at 25 mm/s cannot show so slow a record")
    }
    let first = min(Double(count - 1), (choice.from * rate).rounded())
    let end = min(Double(count), first + max(1, (choice.duration * rate).rounded()))
    guard (end - first) / rate <= Self.longest + 1 / rate else {
      throw FileError(
        file: reader.file, field: "--duration", found: "\(Self.shown((end - first) / rate)) s",
        expected: "at most \(Int(Self.longest)) s", message: "the picture would be too long for one paper")
    }
    var recording = try reader.read(
      samples: Int(first)..<Int(end), leads: choice.leads.isEmpty ? nil : choice.leads, annotator: choice.annotator)
    recording.leads.removeAll { $0.units != "mV" }
    guard !recording.leads.isEmpty else {
      throw FileError(file: reader.file, expected: "a lead in millivolts", message: "there is nothing to draw")
    }
    self.recording = recording
    start = first / rate
  }

  /// Returns the paper as SVG.
  public func svg(layout: String? = nil) -> String { chart(layout: layout).svg }

  /// Returns the paper: three rows of four (`3x4`), one lead a row (`stacked`), or what suits the leads.
  public func chart(layout: String? = nil) -> any Chart { paper(layout: layout) }

  func paper(layout: String?) -> ECGChart {
    let names = Set(recording.leads.map(\.name))
    let suited: ECGChart.Layout = names.isSuperset(of: LeadName.standard12) ? .threeByFour : .stacked
    let labels = recording.labels.map { LabelNames.snomed($0) }.joined(separator: ", ")
    return ECGChart(
      title: recording.name + (labels.isEmpty ? "" : " · " + labels),
      summary: "\(recording.leads.count) leads: \(recording.leads.map(\.name).joined(separator: ", "))",
      rate: recording.rate, leads: recording.leads.map { ECGChart.Lead($0.name, $0.samples) },
      marks: recording.annotations.map { annotation in
        // A change of rhythm is named by its text.
        let isRhythm = annotation.code == AnnotationCode.rhythm && !annotation.text.isEmpty
        return ECGChart.Mark(
          Double(annotation.sample) / recording.rate, isRhythm ? annotation.text : annotation.symbol)
      }, layout: layout.flatMap(ECGChart.Layout.init(rawValue:)) ?? suited, start: start)
  }

  /// Returns lead II, or the first lead, in lines of Braille, and a line that says what it is.
  public func strip(columns: Int, rows: Int = 4) -> [String] {
    let lead = recording[lead: "II"] ?? recording.leads[0]
    let drawn = SignalStrip.lines(lead.samples, columns: columns, rows: rows)
    guard !drawn.isEmpty else { return ["\(lead.name): no samples"] }
    let seconds = Double(lead.samples.count) / recording.rate
    return drawn + ["\(lead.name), \(Self.shown(seconds)) s"]
  }

  /// Seconds with a decimal.
  private static func shown(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10)" }
}
