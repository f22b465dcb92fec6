import Testing

@testable import Waveforms

@Suite struct BeatDetectorTests {
  private func record(_ findings: Set<Finding>, number: Int, rate: Double = 250, noise: Double = 0.02)
    -> SyntheticRecord
  {
    var hospital = SyntheticHospital(rate: rate)
    (hospital.noise, hospital.wander, hospital.mains) = (noise, 0.2, 0.02)
    let synthesizer = Synthesizer(seed: 31, seconds: 12, hospitals: [hospital])
    return synthesizer.record(of: SyntheticPatient(seed: 31, number: number, findings: findings), at: hospital)
  }

  @Test(arguments: [
    Set<Finding>([.normal]), [.fibrillation], [.flutter], [.atrialBeats], [.leftBundleBlock],
    [.rightBundleBlock], [.tachycardia], [.bradycardia], [.inversion], [.longQT], [.pacing],
  ])
  func findsTheBeatsOfEveryRhythm(findings: Set<Finding>) throws {
    var sum = BeatComparison()
    for number in 0..<2 {
      let record = record(findings, number: number)
      var some = record.recording
      some.leads = [some.leads[1], some.leads[6], some.leads[10]]
      let beats = try BeatDetector()(some)
      sum = sum + BeatComparison(reference: record.beats.map(\.sample), detections: beats, rate: 250)
    }
    #expect((sum.sensitivity ?? 0) >= 0.96, "\(findings.map(\.rawValue)): \(sum)")
    #expect((sum.predictivity ?? 0) >= 0.96, "\(findings.map(\.rawValue)): \(sum)")
  }

  /// A normal beat beside a premature one several times its size may be missed, but nothing is made up.
  @Test func findsMostBeatsBesideLargePrematureOnes() throws {
    for number in 0..<2 {
      let record = record([.ventricularBeats], number: number)
      let beats = try BeatDetector()(record.recording.leads[1].samples, rate: 250)
      let result = BeatComparison(reference: record.beats.map(\.sample), detections: beats, rate: 250)
      #expect((result.sensitivity ?? 0) >= 0.7 && result.extra <= 1, "\(result)")
    }
  }

  @Test(arguments: [100.0, 128, 500])
  func worksAtAnyRateAndInOneLead(rate: Double) throws {
    let record = record([.normal], number: 3, rate: rate)
    let lead = record.recording.leads[1].samples
    let beats = try BeatDetector()(lead, rate: rate)
    let result = BeatComparison(reference: record.beats.map(\.sample), detections: beats, rate: rate, tolerance: 0.05)
    #expect(result.missed <= 1 && result.extra <= 1, "\(result)")
  }

  @Test func doesNotCareForScaleOrSign() throws {
    let lead = record([.normal], number: 4).recording.leads[1].samples
    let beats = try BeatDetector()(lead, rate: 250)
    #expect(beats.count > 10)
    #expect(try BeatDetector()(lead.map { -1000 * $0 + 5 }, rate: 250) == beats)
  }

  @Test func findsNothingWhereNothingIs() throws {
    #expect(try BeatDetector()([], rate: 250).isEmpty)
    #expect(try BeatDetector()([1, 2, 3], rate: 250).count <= 1)
    #expect(try BeatDetector()([Float](repeating: 2, count: 5000), rate: 250).isEmpty)
    #expect(try BeatDetector()([Float](repeating: .nan, count: 5000), rate: 250).isEmpty)
    #expect(try BeatDetector()(Recording(name: "", rate: 250, leads: [])).isEmpty)
    for rate in [0, -1, 1e300] {
      #expect(throws: SignalError.rate(found: rate)) { try BeatDetector()([1, 2], rate: rate) }
    }
  }

  @Test func findsNothingInsideAGap() throws {
    var lead = record([.normal], number: 5).recording.leads[1].samples
    for i in 1000..<2500 { lead[i] = .nan }
    let beats = try BeatDetector()(lead, rate: 250)
    #expect(beats.allSatisfy { $0 < 1000 || $0 >= 2500 })
    #expect(beats.contains { $0 < 1000 } && beats.contains { $0 >= 2500 })
  }

  @Test func aNoisyLeadDoesNotSpoilACleanOne() throws {
    let clean = record([.normal], number: 6)
    let noise = record([.normal], number: 6, noise: 1.5).recording.leads[1].samples
    var both = clean.recording
    both.leads = [clean.recording.leads[1], .init(name: "noise", samples: noise)]
    let beats = try BeatDetector()(both)
    let result = BeatComparison(reference: clean.beats.map(\.sample), detections: beats, rate: 250)
    #expect(result.missed <= 1 && result.extra <= 1, "\(result)")
  }
}
