import Testing

@testable import Waveforms

@Suite struct BeatEvaluationTests {
  private func recording() -> Recording {
    let hospital = SyntheticHospital(rate: 250)
    let synthesizer = Synthesizer(seed: 41, hospitals: [hospital])
    let patient = SyntheticPatient(seed: 41, number: 1, findings: [.normal])
    var recording = synthesizer.record(of: patient, at: hospital).recording
    recording.leads = [recording.leads[1], .init(name: "flat", samples: [Float](repeating: 0, count: 2500))]
    return recording
  }

  @Test func comparesEachLeadAndAllTogether() throws {
    let recording = recording()
    let evaluation = try BeatEvaluation(of: recording)
    #expect(evaluation.leads.count == 2)
    #expect(evaluation.leads[0].missed <= 1 && evaluation.leads[0].extra <= 1)
    #expect(evaluation.leads[1].found == 0 && evaluation.leads[1].missed == recording.annotations.count)
    #expect(evaluation.together.missed <= 1 && evaluation.together.extra <= 1)
  }

  @Test func countsOnlyBeatsAndNothingInFlutter() throws {
    var recording = recording()
    let all = try BeatEvaluation(of: recording).leads[0]
    recording.annotations += [
      Annotation(sample: 600, code: AnnotationCode.rhythm, text: "(VFL"), Annotation(sample: 500, code: 32),
      Annotation(sample: 1500, code: 33),
    ]
    #expect(try BeatEvaluation(of: recording).leads[0] == all)
    let fewer = try BeatEvaluation(of: recording, excludingFlutter: true).leads[0]
    #expect(fewer.found < all.found && fewer.missed <= all.missed)
    recording.annotations.removeAll {
      BeatEvaluation.beatSymbols.contains($0.symbol) && (500...1500).contains($0.sample)
    }
    #expect(try BeatEvaluation(of: recording, excludingFlutter: true).leads[0] == fewer)
  }

  @Test func flutterRunsFromBracketToBracket() {
    let marks = [(900, 32), (100, 32), (200, 32), (300, 33), (400, 33)].map { Annotation(sample: $0.0, code: $0.1) }
    #expect(BeatEvaluation.flutter(in: marks) == [100...300, 900...Int.max])
  }
}
