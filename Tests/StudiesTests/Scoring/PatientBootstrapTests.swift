import Testing

@testable import Studies

@Suite struct PatientBootstrapTests {
  private func set(_ rows: [(label: Int, patient: Int)]) -> ExampleSet {
    var set = ExampleSet(leads: 1, samples: 1)
    for row in rows { set.append(signal: [0], label: row.label, patient: row.patient) }
    return set
  }

  @Test func twoPatientsGiveThreeOutcomes() {
    // Patient 7 is always right, patient 9 always wrong: of four equally likely draws one holds 7 alone (macro F1 1),
    // one 9 alone (0), two hold both (2/4 for each class).
    let set = set([(0, 7), (1, 7), (0, 9), (1, 9)])
    let bootstrap = PatientBootstrap(set, classes: 2, draws: 4000, seed: 1)
    let draws = bootstrap.resampled([0, 1, 1, 0])
    #expect(Set(draws) == [0, 0.5, 1])
    #expect(abs(Double(draws.count { $0 == 0.5 }) / 4000 - 0.5) < 0.04)
    #expect(abs(Double(draws.count { $0 == 0 }) / 4000 - 0.25) < 0.04)
    #expect(bootstrap.macroF1([0, 1, 1, 0]) == Estimate(value: 0.5, low: 0, high: 1))
  }

  @Test func aPatientsRecordingsGoTogether() {
    // One patient: every draw is the whole set, however many recordings there are.
    let bootstrap = PatientBootstrap(set([(0, 1), (1, 1), (1, 1)]), classes: 2, draws: 50, seed: 2)
    let estimate = bootstrap.macroF1([0, 1, 0])
    #expect(estimate.low == estimate.value && estimate.high == estimate.value)
    #expect(abs(estimate.value - 2.0 / 3) < 1e-15)
  }

  @Test func differencesArePaired() {
    let set = set((0..<40).map { ($0 % 2, $0) })
    let bootstrap = PatientBootstrap(set, classes: 2, draws: 200, seed: 3)
    let some = (0..<40).map { ($0 % 2) ^ ($0 % 5 == 0 ? 1 : 0) }
    #expect(bootstrap.difference(some, minus: some) == Estimate(value: 0, low: 0, high: 0))
    let gain = bootstrap.difference(set.labels, minus: some)
    #expect(abs(gain.value - 0.2) < 1e-12)
    #expect(gain.low > 0 && gain.high < 0.45)
    let loss = bootstrap.difference(some, minus: set.labels)
    #expect(abs(loss.low + gain.high) < 1e-12)
  }

  @Test func quantilesLieBetween() {
    #expect(PatientBootstrap.quantile([1, 2, 3, 4, 5], 0.5) == 3)
    #expect(PatientBootstrap.quantile([0, 10], 0.025) == 0.25)
    #expect(PatientBootstrap.quantile([4], 0.975) == 4)
    #expect(PatientBootstrap.quantile([], 0.5).isNaN)
  }
}
