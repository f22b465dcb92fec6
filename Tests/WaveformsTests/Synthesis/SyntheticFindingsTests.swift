import Testing
import Waveforms

/// Each finding as a ruler finds it on the signal, in six patients.
@Suite struct SyntheticFindingsTests {
  private func measures(_ findings: Set<Finding>, symbols: Set<Character> = ["N", "L", "R", "/"]) -> [SyntheticMeasures]
  {
    let synthesizer = Synthesizer(seed: 11, hospitals: [.init(rate: 250, gain: 100_000)])
    return (0..<6).map { number in
      let patient = SyntheticPatient(seed: 11, number: number, findings: findings)
      return SyntheticMeasures(synthesizer.record(of: patient, at: synthesizer.hospitals[0]), symbols: symbols)
    }
  }

  @Test func normal() {
    for m in measures([.normal]) {
      #expect((60...100).contains(m.pulse))
      #expect((0.005...0.05).contains(m.irregularity))
      #expect((0.065...0.115).contains(m.qrsWidth), "QRS \(m.qrsWidth)")
      #expect((0.12...0.2).contains(m.pr), "PR \(m.pr)")
      let qtc = m.qt(within: m.meanInterval - 0.25) / m.meanInterval.squareRoot()
      #expect((0.35...0.45).contains(qtc), "QTc \(qtc)")
      #expect((-30...100).contains(m.axis), "axis \(m.axis)")
      #expect(abs(m.st("V5")) < 0.1 && abs(m.st("II")) < 0.1)
      #expect(m.highest("V5") > 0.6 && m.lowest("V1") < -0.4 && m.highest("V1") < 0.5)
      #expect(m.deflection("II", from: -0.25, to: -0.08) > 0.05)
      #expect(m.deflection("V5", from: 0.15, to: 0.35) > 0.1)
      #expect(m.deflection("aVR", from: 0.15, to: 0.35) < -0.1)
      #expect(m.highest("V1") + 0.4 < m.highest("V4"), "R grows from V1 to V4")
    }
  }

  @Test func rates() {
    for m in measures([.bradycardia]) { #expect((35..<60).contains(m.pulse)) }
    for m in measures([.tachycardia]) { #expect((101...160).contains(m.pulse)) }
    for m in measures([.arrhythmia]) {
      #expect((m.intervals.max() ?? 0) - (m.intervals.min() ?? 0) > 0.12)
      #expect((0.06...0.2).contains(m.irregularity))
      #expect((0.12...0.2).contains(m.pr))
    }
  }

  @Test func fibrillation() {
    for m in measures([.fibrillation]) {
      #expect((0.12...0.4).contains(m.irregularity), "\(m.irregularity)")
      // No P: what stands before QRS averages out, and yet the single stretches are not still.
      #expect(abs(m.deflection("II", from: -0.2, to: -0.08)) < 0.08)
    }
  }

  @Test func fibrillatoryWavesStandInV1() {
    let synthesizer = Synthesizer(seed: 11, hospitals: [.init()])
    let record = synthesizer.record(
      of: SyntheticPatient(seed: 11, number: 3, findings: [.fibrillation]), at: synthesizer.hospitals[0])
    let still = synthesizer.record(
      of: SyntheticPatient(seed: 11, number: 3, findings: [.normal]), at: synthesizer.hospitals[0])
    // What changes from beat to beat in V1 where P would stand.
    func restlessness(_ record: SyntheticRecord) -> Float {
      let lead = record.recording.leads[6].samples
      let parts = record.beats.filter { $0.sample > 100 }.map { Array(lead[($0.sample - 100)..<($0.sample - 30)]) }
      let mean = (0..<70).map { i in parts.reduce(0) { $0 + $1[i] } / Float(parts.count) }
      return parts.map { rootMeanSquare(zip($0, mean).map(-)) }.reduce(0, +) / Float(parts.count)
    }
    #expect(restlessness(record) > 0.02)
    #expect(restlessness(record) > 4 * restlessness(still))
  }

  @Test func flutter() throws {
    let synthesizer = Synthesizer(seed: 11, hospitals: [.init()])
    for number in 0..<4 {
      let patient = SyntheticPatient(seed: 11, number: number, findings: [.flutter])
      let record = synthesizer.record(of: patient, at: synthesizer.hospitals[0])
      // aVF without the QRS complexes: the saw stands between 4.5 and 5.5 turns a second.
      var lead = record.recording.leads[5].samples
      for beat in record.beats {
        for i in max(0, beat.sample - 30)..<min(lead.count, beat.sample + 30) { lead[i] = .nan }
      }
      let spectrum = PowerSpectrum(of: lead, rate: 500, span: 8)
      let saw = spectrum.power(from: 4.5, to: 5.6)
      #expect(saw > 0.3 * spectrum.power(from: 3.2, to: 40), "patient \(number)")
      #expect(saw > 0.001)
    }
  }

  @Test func prematureBeats() {
    for (finding, symbols) in [(Finding.atrialBeats, Set("Aa")), (.ventricularBeats, Set("V"))] {
      for m in measures([finding]) {
        let early = m.beats.indices.filter { symbols.contains(m.beats[$0].symbol) }
        #expect(!early.isEmpty)
        for i in early where i > 0 { #expect(m.intervals[i - 1] < 0.9 * m.meanInterval) }
      }
    }
    for m in measures([.ventricularBeats], symbols: ["V"]) {
      #expect(m.qrsWidth >= 0.12, "\(m.qrsWidth)")
      let names = SyntheticRecord.leadNames
      let largest = names.max {
        abs(m.deflection($0, from: -0.06, to: 0.06)) < abs(m.deflection($1, from: -0.06, to: 0.06))
      }
      // T against QRS, in the lead that shows the beat best.
      let lead = largest ?? "II"
      #expect(m.deflection(lead, from: -0.06, to: 0.06) * m.deflection(lead, from: 0.2, to: 0.4) < 0)
    }
    for m in measures([.atrialBeats], symbols: ["A"]) where m.beats.contains(where: { $0.symbol == "A" }) {
      #expect(m.qrsWidth < 0.12)
    }
  }

  @Test func conduction() {
    for m in measures([.firstDegreeBlock]) {
      #expect((0.2...0.34).contains(m.pr), "\(m.pr)")
      #expect(m.qrsWidth < 0.115)
    }
    for m in measures([.leftBundleBlock]) {
      #expect(m.qrsWidth >= 0.12, "\(m.qrsWidth)")
      #expect(m.lowest("V1") < -0.6 && m.highest("V1") < 0.25)
      #expect(m.highest("V6") > 0.5 && m.lowest("V6") > -0.15)
      #expect(m.deflection("V6", from: 0.2, to: 0.4) < 0 && m.deflection("V1", from: 0.2, to: 0.4) > 0)
    }
    for m in measures([.rightBundleBlock]) {
      #expect(m.qrsWidth >= 0.12, "\(m.qrsWidth)")
      #expect(m.deflection("V1", from: 0.04, to: 0.08) > 0.3, "R' in V1")
      #expect(m.deflection("V6", from: 0.04, to: 0.08) < -0.2, "S in V6")
      #expect(m.deflection("I", from: 0.04, to: 0.08) < -0.1, "S in I")
    }
    for var m in measures([.pacing]) {
      m.earliest = -0.076
      #expect(m.qrsWidth >= 0.12, "\(m.qrsWidth)")
      #expect((55...80).contains(m.pulse))
      #expect(m.deflection("II", from: -0.02, to: 0.06) < -0.4 && m.axis < -30)
    }
  }

  @Test func pacingSpikesAreThere() throws {
    let synthesizer = Synthesizer(seed: 11, hospitals: [.init()])
    for number in 0..<4 {
      let patient = SyntheticPatient(seed: 11, number: number, findings: [.pacing])
      let record = synthesizer.record(of: patient, at: synthesizer.hospitals[0])
      let lead = record.recording.leads[1].samples
      for beat in record.beats where beat.sample > 60 {
        let jumps = ((beat.sample - 60)..<(beat.sample - 30)).map { abs(lead[$0 + 1] - lead[$0]) }
        #expect((jumps.max() ?? 0) > 0.25)
      }
    }
  }

  @Test func hypertrophyAndLowVoltage() {
    let normal = measures([.normal])
    for (m, usual) in zip(measures([.hypertrophy]), normal) {
      let sokolow = max(m.highest("V5"), m.highest("V6")) - m.lowest("V1")
      #expect(sokolow > 1.4 * (max(usual.highest("V5"), usual.highest("V6")) - usual.lowest("V1")))
      #expect(sokolow > 3, "\(sokolow)")
      #expect(m.qrsWidth < 0.12)
    }
    for m in measures([.lowVoltage]) {
      #expect(["I", "II", "III", "aVR", "aVL", "aVF"].allSatisfy { m.height($0) < 0.5 })
      #expect(["V1", "V2", "V3", "V4", "V5", "V6"].allSatisfy { m.height($0) < 1 })
    }
  }

  @Test func segments() {
    let chest = ["V1", "V2", "V3", "V4", "V5", "V6"]
    let limb = ["I", "II", "aVL", "aVF", "III"]
    for m in measures([.depression]) {
      #expect((chest + limb).count { m.st($0) <= -0.08 } >= 2)
      #expect((["V4", "V5", "V6", "II"].map { m.st($0) }.min() ?? 0) <= -0.1)
    }
    for m in measures([.elevation]) {
      #expect((chest + limb).count { m.st($0) >= 0.1 } >= 2)
      #expect(((chest + limb).map { m.st($0) }.max() ?? 0) >= 0.15)
    }
  }

  @Test func recovery() {
    for m in measures([.inversion]) {
      let inverted = ["I", "II", "aVL", "aVF", "V2", "V3", "V4", "V5", "V6"].count {
        m.deflection($0, from: 0.18, to: 0.36) < -0.1
      }
      #expect(inverted >= 2)
    }
    for m in measures([.longQT, .bradycardia]) {
      let qtc = m.qt(within: 0.74) / m.meanInterval.squareRoot()
      #expect((0.47...0.62).contains(qtc), "QTc \(qtc)")
    }
  }
}
