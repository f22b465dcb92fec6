import Testing

@testable import Waveforms

@Suite struct SyntheticHospitalTests {
  private func record(_ change: (inout SyntheticHospital) -> Void) -> SyntheticRecord {
    var hospital = SyntheticHospital(rate: 500, gain: 10_000)
    change(&hospital)
    let synthesizer = Synthesizer(seed: 8, hospitals: [hospital])
    return synthesizer.record(of: SyntheticPatient(seed: 8, number: 2, findings: [.normal]), at: hospital)
  }

  private func difference(_ a: SyntheticRecord, _ b: SyntheticRecord, lead: Int = 1) -> [Float] {
    zip(a.recording.leads[lead].samples, b.recording.leads[lead].samples).map(-)
  }

  @Test func noiseHasItsDeviation() {
    let noise = difference(record { $0.noise = 0.03 }, record { _ in })
    #expect(abs(rootMeanSquare(noise) - 0.03) < 0.002)
    #expect(abs(noise.reduce(0, +) / Float(noise.count)) < 0.002)
  }

  @Test func humStandsAtTheMains() {
    let clean = record { _ in }
    let hum = record { ($0.mains, $0.mainsFrequency) = (0.05, 60) }
    let leads = (0..<12).map { PowerSpectrum(of: difference(hum, clean, lead: $0), rate: 500) }
    let inside = leads.map { $0.power(from: 59, to: 61) }.reduce(0, +)
    let all = leads.map { $0.power(from: 1, to: 250) }.reduce(0, +)
    #expect(inside > 1e-4)
    #expect(inside > 0.95 * all)
  }

  @Test func wanderIsSlow() {
    let wander = difference(record { $0.wander = 0.3 }, record { _ in }, lead: 7)
    #expect(rootMeanSquare(wander) > 0.02)
    let spectrum = PowerSpectrum(of: wander, rate: 500, span: 8)
    #expect(spectrum.power(from: 1.2, to: 250) < 0.02 * Double(rootMeanSquare(wander) * rootMeanSquare(wander)))
  }

  @Test func filtersAndCalibrationAct() {
    let clean = record { _ in }
    let soft = record { $0.lowpass = 15 }
    func top(_ r: SyntheticRecord) -> Float { r.recording.leads[1].samples.max() ?? 0 }
    #expect(top(soft) < 0.92 * top(clean))
    let small = record { $0.calibration = 0.5 }
    #expect(abs(top(small) - 0.5 * top(clean)) < 0.001)
    let high = record { $0.highpass = 0.5 }
    let mean = high.recording.leads[1].samples.reduce(0, +) / 5000
    #expect(abs(mean) < 0.01)
  }

  @Test func swapsAreThoseOfTheElectrodes() {
    let signal = [SIMD8<Float>(1, 3, 10, 20, 30, 40, 50, 60)]
    func leads(_ swap: SyntheticRecord.Swap?) -> [Float] {
      Montage(gain: 100, swap: swap, disconnected: nil).leads(of: signal).map { $0[0] }
    }
    // I, II, III, aVR, aVL, aVF from R = 0, L = 1, F = 3.
    #expect(leads(nil) == [1, 3, 2, -2, -0.5, 2.5, 10, 20, 30, 40, 50, 60])
    // R = 1, L = 0, F = 3.
    #expect(leads(.arms) == [-1, 2, 3, -0.5, -2, 2.5, 10, 20, 30, 40, 50, 60])
    // R = 0, L = 3, F = 1.
    #expect(leads(.leftSide) == [3, 1, -2, -2, 2.5, -0.5, 10, 20, 30, 40, 50, 60])
    #expect(leads(.firstChest)[6...7] == [20, 10])
    #expect(Montage(gain: 100, swap: nil, disconnected: "V3").leads(of: signal)[8] == [0])
  }

  @Test func swapsAndDisconnectionsAreReported() {
    let swapped = record { $0.swaps = 1 }
    #expect(swapped.swap != nil && swapped.recording != record { _ in }.recording)
    let off = record { $0.disconnections = 1 }
    let lead = off.recording.leads.first { $0.name == off.disconnected }
    #expect(lead.map { LeadCondition(of: $0.samples, rate: 500).isFlat } == true)
  }

  @Test func hospitalsWriteReportsInTheirOwnWay() {
    var hospital = SyntheticHospital()
    hospital.omissions = [.hypertrophy: 1, .inversion: 0.5]
    hospital.habits = [.flutter: .fibrillation, .lowVoltage: .normal]
    var random = SplitMix64(seed: 3)
    #expect(hospital.report([.flutter, .hypertrophy], &random) == [.fibrillation])
    #expect(hospital.report([.lowVoltage], &random) == [.normal])
    #expect(hospital.report([.lowVoltage, .tachycardia], &random) == [.tachycardia])
    #expect(hospital.report([.hypertrophy], &random) == [.normal])
    let written = (0..<200).count { _ in hospital.report([.inversion], &random) == [.inversion] }
    #expect((70...130).contains(written))
  }

  @Test func drawnHospitalsDiffer() {
    let hospitals = (0..<8).map { SyntheticHospital(seed: 1, number: $0) }
    #expect(Set(hospitals.map(\.rate)).count > 1)
    #expect(Set(hospitals.map(\.noise)).count == 8)
    #expect(hospitals[3] == SyntheticHospital(seed: 1, number: 3))
  }
}
