import Testing

@testable import Waveforms

@Suite struct SynthesizerTests {
  @Test func theSameSeedMakesTheSameRecord() {
    let a = Synthesizer(seed: 5).record(of: 17, visit: 2)
    #expect(a == Synthesizer(seed: 5).record(of: 17, visit: 2))
    #expect(a != Synthesizer(seed: 5).record(of: 17, visit: 3))
    #expect(a != Synthesizer(seed: 6).record(of: 17, visit: 2))
    #expect(a.recording.leads.map(\.name) == SyntheticRecord.leadNames)
    #expect(a.recording.leads.allSatisfy { $0.samples.count == Int(10 * a.recording.rate) })
    #expect(a.recording.annotations.map(\.sample) == a.beats.map(\.sample))
    #expect(a.recording.annotations.map(\.symbol) == a.beats.map { String($0.symbol) })
    #expect(a.recording.labels == a.labels.map(\.rawValue))
  }

  @Test(arguments: [50.0, 257, 1000], [1.0, 3.7])
  func hasTheLengthAndRateAskedFor(rate: Double, seconds: Double) {
    let synthesizer = Synthesizer(seed: 1, seconds: seconds, hospitals: [.init(rate: rate)])
    for finding in [Finding.normal, .fibrillation, .pacing, .ventricularBeats] {
      let patient = SyntheticPatient(seed: 1, number: 4, findings: [finding])
      let record = synthesizer.record(of: patient, at: synthesizer.hospitals[0])
      let count = Int((rate * seconds).rounded())
      #expect(record.recording.leads.allSatisfy { $0.samples.count == count && $0.samples.allSatisfy { $0.isFinite } })
      #expect(record.beats.allSatisfy { (0..<count).contains($0.sample) })
      #expect(zip(record.beats, record.beats.dropFirst()).allSatisfy { $0.sample < $1.sample })
    }
  }

  @Test func limbLeadsObeyEinthoven() {
    for patient in 0..<4 {
      let synthesizer = Synthesizer(seed: 2)
      let record = synthesizer.record(of: patient)
      let gain = synthesizer.hospitals.first { $0.name == record.hospital }?.gain ?? 1
      let leads = record.recording.leads.map(\.samples)
      for i in stride(from: 0, to: leads[0].count, by: 37) {
        #expect(abs(leads[0][i] + leads[2][i] - leads[1][i]) <= Float(2 / gain))
        #expect(abs(leads[3][i] + leads[4][i] + leads[5][i]) <= Float(2 / gain))
        let steps = leads[1][i] * Float(gain)
        #expect(abs(steps - steps.rounded()) < 1e-2, "whole steps of the converter")
      }
    }
  }

  @Test func annotationsStandOnTheQRS() {
    let synthesizer = Synthesizer(seed: 3, hospitals: [.init()])
    for finding in [Finding.normal, .leftBundleBlock, .rightBundleBlock, .fibrillation, .ventricularBeats] {
      let patient = SyntheticPatient(seed: 3, number: 1, findings: [finding])
      let record = synthesizer.record(of: patient, at: synthesizer.hospitals[0])
      for beat in record.beats where beat.sample > 100 && beat.sample < 4900 {
        func size(_ i: Int) -> Float { record.recording.leads.reduce(0) { $0 + abs($1.samples[i]) } }
        let peak = ((beat.sample - 100)..<(beat.sample + 100)).max { size($0) < size($1) } ?? 0
        #expect(abs(peak - beat.sample) <= 30, "\(finding): \(peak - beat.sample)")
      }
    }
  }

  /// Twelve healthy patients, two visits each to two hospitals that are not alike.
  @Test func aPatientResemblesHimselfMoreThanOthers() {
    var first = SyntheticHospital(name: "first", rate: 500, gain: 1000)
    (first.noise, first.wander, first.highpass) = (0.01, 0.05, 0.5)
    var second = SyntheticHospital(name: "second", rate: 500, gain: 200)
    (second.noise, second.mains, second.highpass, second.lowpass) = (0.015, 0.01, 0.05, 100)
    let synthesizer = Synthesizer(seed: 9, hospitals: [first, second])
    let people = (0..<12).map { SyntheticPatient(seed: 9, number: $0, findings: [.normal]) }
    let before = people.map { SyntheticMeasures(synthesizer.record(of: $0, visit: 0, at: first), symbols: ["N"]).beat }
    let after = people.map { SyntheticMeasures(synthesizer.record(of: $0, visit: 1, at: second), symbols: ["N"]).beat }
    func unlike(_ a: [[Float]], _ b: [[Float]]) -> Float {
      var sum: Float = 0
      for k in [0, 1, 6, 7, 8, 9, 10, 11] {
        for i in 100..<375 { sum += (a[k][i] - b[k][i]) * (a[k][i] - b[k][i]) }
      }
      return sum
    }
    var known = 0
    for i in people.indices {
      let nearest = people.indices.min { unlike(before[i], after[$0]) < unlike(before[i], after[$1]) }
      if nearest == i { known += 1 }
    }
    #expect(known >= 11)
    let within = people.indices.map { unlike(before[$0], after[$0]) }.reduce(0, +) / 12
    let between = people.indices.map { unlike(before[$0], after[($0 + 1) % 12]) }.reduce(0, +) / 12
    #expect(between > 4 * within, "between \(between), within \(within)")
  }

  @Test func everyCodeComesUp() {
    var counts: [Finding: Int] = [:]
    for number in UInt64(0)..<3000 {
      var random = SplitMix64(4, number)
      let findings = Finding.draw(&random)
      #expect(Finding.areCompatible(findings))
      for finding in findings { counts[finding, default: 0] += 1 }
    }
    #expect(counts.count == Finding.allCases.count)
    #expect((1100...1700).contains(counts[.normal] ?? 0))
    #expect(counts.values.allSatisfy { $0 >= 40 }, "\(counts)")
  }

  @Test func refusesWhatNoHeartCanShow() async {
    await #expect(processExitsWith: .failure) {
      _ = SyntheticPatient(seed: 1, number: 1, findings: [.fibrillation, .firstDegreeBlock])
    }
    await #expect(processExitsWith: .failure) { _ = SyntheticHospital(rate: 0) }
  }
}
