import Testing
import Waveforms

@testable import Cohorts

/// Records that lack a lead are left out, and said so.
@Suite struct CohortLeadsTests {
  private func made(_ leads: [[String]]) -> Cohort {
    var result = cohort(leads.indices.map { (id: "r\($0)", patient: nil, labels: ["a"]) })
    for (place, names) in leads.enumerated() {
      result.examples[place].source = .memory(
        Recording(name: "r\(place)", rate: 100, leads: names.map { .init(name: $0, samples: [0]) }))
    }
    return result
  }

  @Test func dropsWhatLacksALead() throws {
    let cohort = made([["I", "II", "V1"], ["I", "II"], ["V1", "II"], ["V1"]])
    let kept = try cohort.having(leads: ["II", "V1"])
    #expect(kept.examples.map(\.id) == ["r0", "r2"])
    #expect(kept.notes == ["2 records without lead II, V1 left out: r1 r3"])
    #expect(kept.vocabulary == cohort.vocabulary)
  }

  @Test func limbLeadsThatOthersGiveAreNotLacking() throws {
    let cohort = made([["I", "II"], ["II", "aVL"], ["II", "V1"]])
    #expect(try cohort.having(leads: ["III", "AVR"]).examples.map(\.id) == ["r0", "r1"])
  }

  @Test func nothingIsNotedWhereNothingLacks() throws {
    let cohort = made([["I"], ["I"]])
    let kept = try cohort.having(leads: ["i"])
    #expect(kept.count == 2 && kept.notes.isEmpty)
  }

  @Test func onlyTheFirstOfManyAreNamed() throws {
    let kept = try made([["V1"]] + [[String]](repeating: ["I"], count: 10)).having(leads: ["V1"])
    #expect(kept.count == 1)
    #expect(kept.notes == ["10 records without lead V1 left out: r1 r10 r2 r3 r4 r5 r6 r7 …"])
  }

  /// Several examples of a record go or stay together.
  @Test func allExamplesOfARecordGo() throws {
    var cohort = made([["V1"], ["I"]])
    for start in [0, 1] {
      var beat = cohort.examples[1]
      (beat.id, beat.samples) = ("r1#\(start)", start..<start + 1)
      cohort.examples.append(beat)
    }
    #expect(try cohort.having(leads: ["V1"]).examples.map(\.id) == ["r0"])
  }
}
