import Testing
import Waveforms

@Suite struct LeadsDerivationTests {
  /// Values that satisfy Einthoven's law and Goldberger's.
  private let values: [(String, Float)] = [
    ("I", 0.5), ("II", 1.25), ("III", 0.75), ("aVR", -0.875), ("aVL", -0.125), ("aVF", 1),
  ]

  @Test func derivesEveryLimbLeadFromEveryPair() {
    for a in 0..<6 {
      for b in a + 1..<6 {
        let pair = [values[b], values[a]].map { Recording.Lead(name: $0.0, samples: [$0.1]) }
        let full = Recording(name: "r", rate: 250, leads: pair).derivingLimbLeads()
        #expect(full.leads.count == 6)
        for (name, value) in values { #expect(abs((full[lead: name]?.samples[0] ?? .nan) - value) < 1e-6) }
      }
    }
  }

  @Test func leavesARecordingWithOneLimbLeadAlone() {
    let one = Recording(
      name: "r", rate: 250, leads: [.init(name: "II", samples: [1]), .init(name: "V1", samples: [1])])
    #expect(one.derivingLimbLeads() == one)
  }

  @Test func missingStaysMissing() {
    let two = Recording(
      name: "r", rate: 1, leads: [.init(name: "I", samples: [.nan, 1]), .init(name: "II", samples: [1, 3])])
    let three = two.derivingLimbLeads()[lead: "III"]?.samples
    #expect(three?[0].isNaN == true)
    #expect(three?[1] == 2)
  }

  @Test func derivesOnReadingWhatIsNotStored() throws {
    let reader = try Fixtures.open(
      "r 2 250 1\nr.dat 16 1 12 0 0 0 0 I\nr.dat 16 1 12 0 0 0 0 II\n", ["r.dat": Fixtures.bytes16([3, 4])])
    let recording = try reader.read(leads: ["aVF", "I", "III"])
    #expect(recording.leads.map(\.name) == ["aVF", "I", "III"])
    #expect(recording.leads.map(\.samples) == [[2.5], [3], [1]])
  }
}
