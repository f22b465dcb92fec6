import Testing

@testable import Waveforms

@Suite struct SignalQualityTests {
  private func lead(_ change: (inout SyntheticHospital) -> Void) -> [Float] {
    var hospital = SyntheticHospital(rate: 250)
    change(&hospital)
    let synthesizer = Synthesizer(seed: 21, hospitals: [hospital])
    let patient = SyntheticPatient(seed: 21, number: 1, findings: [.normal])
    return synthesizer.record(of: patient, at: hospital).recording.leads[1].samples
  }

  @Test func fallsWithNoise() throws {
    let qualities = try [0, 0.05, 0.2, 0.8].map { noise in
      try SignalQuality(of: lead { $0.noise = noise }, rate: 250).index
    }
    #expect(qualities[0] > 0.85, "\(qualities)")
    #expect(zip(qualities, qualities.dropFirst()).allSatisfy { $0 > $1 }, "\(qualities)")
    #expect(qualities[3] < 0.4, "\(qualities)")
  }

  @Test func seesABaselineThatWanders() throws {
    let clean = try SignalQuality(of: lead { _ in }, rate: 250)
    let wandering = try SignalQuality(of: lead { $0.wander = 1.5 }, rate: 250)
    #expect(wandering.baseline < 0.5 * clean.baseline)
    #expect(wandering.index < clean.index)
  }

  @Test func nothingIsWorthNothing() throws {
    #expect(try SignalQuality(of: [], rate: 250).index == 0)
    #expect(try SignalQuality(of: [Float](repeating: 1, count: 2500), rate: 250).index == 0)
    #expect(try SignalQuality(of: [Float](repeating: .nan, count: 2500), rate: 250).index == 0)
    #expect(try SignalQuality(of: [1, 2], rate: 250).index == 0)
    #expect(throws: SignalError.rate(found: -1)) { try SignalQuality(of: [1], rate: -1) }
  }

  @Test func countsWhatIsThere() throws {
    var samples = lead { _ in }
    for i in 0..<1250 { samples[i] = .nan }
    let quality = try SignalQuality(of: samples, rate: 250)
    #expect(abs(quality.presence - 0.5) < 0.05)
    #expect(quality.index < 0.55 && quality.index > 0.3)
  }

  @Test func identicalBeatsAreAlike() {
    let samples = (0..<100).map { Float($0 % 20 == 10 ? 1 : 0) }
    #expect(abs(SignalQuality.likeness(of: [10, 30, 50, 70, 90], in: samples, half: 5) - 1) < 1e-6)
    #expect(SignalQuality.likeness(of: [10, 30], in: samples, half: 5) == 0)
  }
}
