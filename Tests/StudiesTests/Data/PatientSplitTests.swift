import Testing

@testable import Studies

@Suite struct PatientSplitTests {
  private func set(patients: Int, visits: Int = 2, classes: Int = 3) -> ExampleSet {
    var set = ExampleSet(leads: 1, samples: 1)
    for patient in 0..<patients {
      for visit in 0..<visits { set.append(signal: [0], label: patient % classes, patient: patient, visit: visit) }
    }
    return set
  }

  @Test func nobodyStandsOnTwoSides() {
    let set = set(patients: 100, visits: 3)
    for seed in UInt64(0)..<20 {
      let groups = PatientSplit(of: set, shares: [0.1, 0.6, 0.3], seed: seed).groups
      #expect(groups.joined().sorted() == set.distinctPatients)
      let sides = groups.map { Set(set.picked(patients: $0).patients) }
      #expect(sides[0].isDisjoint(with: sides[1]) && sides[0].isDisjoint(with: sides[2]))
      #expect(sides[1].isDisjoint(with: sides[2]))
    }
  }

  @Test func classesAreSharedOut() {
    let set = set(patients: 90)
    let groups = PatientSplit(of: set, shares: [0.1, 0.5], seed: 5).groups
    for label in 0..<3 {
      #expect(groups[0].count { $0 % 3 == label } == 3)
      #expect(groups[1].count { $0 % 3 == label } == 15)
    }
  }

  @Test func followsFromTheSeed() {
    let split = PatientSplit(of: set(patients: 12), shares: [0.5, 0.5], seed: 7)
    #expect(split.groups == PatientSplit(of: set(patients: 12), shares: [0.5, 0.5], seed: 7).groups)
    #expect(split != PatientSplit(of: set(patients: 12), shares: [0.5, 0.5], seed: 8))
    #expect(split.groups[0] == [3, 4, 5, 9, 10, 11])
  }
}
