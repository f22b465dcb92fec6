/// How well a detector finds the annotated beats of a recording, lead by lead and with all leads together.
public struct BeatEvaluation: Sendable, Equatable {
  /// One comparison a lead, in the order of the leads.
  public let leads: [BeatComparison]
  /// The comparison for all leads together.
  public let together: BeatComparison

  /// The annotation symbols that stand for a beat.
  public static let beatSymbols: Set<String> = [
    "N", "L", "R", "B", "A", "a", "J", "S", "V", "r", "F", "e", "j", "n", "E", "/", "f", "Q", "?",
  ]

  /// Runs a detector on a recording and compares it with the recording's own annotations.
  ///
  /// With `excludingFlutter`, nothing counts between the marks `[` and `]` of ventricular flutter, where no beats are annotated
  /// (EC57 leaves these stretches out).
  public init(
    of recording: Recording, detector: BeatDetector = BeatDetector(), excludingFlutter: Bool = false
  ) throws(SignalError) {
    let stretches = excludingFlutter ? Self.flutter(in: recording.annotations) : []
    func counted(_ sample: Int) -> Bool { !stretches.contains { $0.contains(sample) } }
    let reference = recording.annotations.filter { Self.beatSymbols.contains($0.symbol) }.map(\.sample).sorted()
      .filter(counted)
    func compare(_ beats: [Int]) -> BeatComparison {
      BeatComparison(reference: reference, detections: beats.filter(counted), rate: recording.rate)
    }
    var leads: [BeatComparison] = []
    for lead in recording.leads { leads.append(compare(try detector(lead.samples, rate: recording.rate))) }
    self.leads = leads
    together = compare(try detector(recording))
  }

  /// Returns the stretches from each `[` to the next `]`; one that is never closed reaches to the end.
  static func flutter(in annotations: [Annotation]) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    var start: Int?
    for annotation in annotations.sorted(by: { $0.sample < $1.sample }) {
      if annotation.symbol == "[", start == nil { start = annotation.sample }
      if annotation.symbol == "]", let begin = start {
        result.append(begin...annotation.sample)
        start = nil
      }
    }
    if let start { result.append(start...Int.max) }
    return result
  }
}
