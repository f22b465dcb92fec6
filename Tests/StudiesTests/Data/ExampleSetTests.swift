import Testing

@testable import Studies

@Suite struct ExampleSetTests {
  @Test func leadsAreScaledOneByOneAndMissingIsTheMean() {
    var set = ExampleSet(leads: 2, samples: 4)
    set.append(leads: [[1, 3, 1, 3], [10, .nan, 30]], label: 1, patient: 4, visit: 2)
    // Lead one: mean 2, deviation 1. Lead two: mean 20, deviation 10, one missing, one short.
    #expect(set.signals == [[-1, -1, 1, 0, -1, 1, 1, 0]])
    #expect(set.lead(1, of: 0) == [-1, 0, 1, 0])
    #expect((set.labels, set.patients, set.visits) == ([1], [4], [2]))
  }

  @Test func picksKeepOrder() {
    var set = ExampleSet(leads: 1, samples: 1)
    for i in 0..<6 { set.append(signal: [Float(i)], label: 0, patient: i / 2, visit: i % 2) }
    #expect(set.picked([4, 1]).signals == [[4], [1]])
    #expect(set.picked(patients: [2, 0]).patients == [0, 0, 2, 2])
    #expect(set.picked { _, visit in visit == 1 }.signals == [[1], [3], [5]])
    #expect(set.distinctPatients == [0, 1, 2])
  }
}
