import Testing
import Waveforms

@Suite struct RecordingSignalsTests {
  private let recording = Recording(
    name: "a", rate: 360,
    leads: [
      .init(name: "I", samples: goldenSignal(720)), .init(name: "II", samples: [Float](repeating: .nan, count: 720)),
    ])

  @Test func everyStepKeepsNamesAndGaps() throws {
    let results = [
      try recording.resampled(to: 125), recording.halved(by: .db6),
      recording.filtered(by: try .butterworth(order: 2, passing: .between(0.5, 40), rate: 360)),
      try recording.removing(.highpass(0.5)), recording.normalized(by: .zScore(.lead)),
    ]
    #expect(results.map(\.rate) == [125, 180, 360, 360, 360])
    #expect(results.map { $0.leads[0].samples.count } == [250, 360, 720, 720, 720])
    for result in results {
      #expect(result.name == "a")
      #expect(result.leads.map(\.name) == ["I", "II"])
      #expect(result.leads[0].samples.allSatisfy { $0.isFinite })
      #expect(result.leads[1].samples.allSatisfy { $0.isNaN })
    }
  }

  @Test func annotationsStayOnTheirWaves() throws {
    var recording = recording
    recording.annotations = [Annotation(sample: 360, code: 1), Annotation(sample: .max, code: 1)]
    #expect(try recording.resampled(to: 125).annotations[0].sample == 125)
    #expect(recording.halved(by: .haar).annotations[0].sample == 180)
    #expect(try recording.resampled(to: 720).annotations.map(\.sample) == [720, 9_000_000_000_000_000_000])
    #expect(recording.normalized(by: .zScore(.lead)).annotations == recording.annotations)
  }
}
