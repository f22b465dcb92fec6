import Testing

@testable import Cohorts

/// One part is judged on; of the others a share is kept apart to choose by.
@Suite struct HoldingOutTests {
  private let rows = cohort(
    (0..<60).map { (id: "r\($0)", patient: $0 < 50 ? "p\($0 / 2)" : nil, labels: [["a", "b", "c"][$0 % 3]]) })

  @Test func partsAreWholeAndApart() {
    let folds = Split.folds(of: rows, count: 5, seed: 3)
    let split = folds.holdingOut("fold 2", of: rows, validation: 0.25, seed: 4)
    #expect(split.parts.map(\.name) == ["train", "validation", "test"])
    #expect(split["test"]?.examples == folds["fold 2"]?.examples)
    #expect(split.parts.flatMap(\.examples).sorted() == rows.examples.map(\.id).sorted())
    #expect(split.crossingPatients.isEmpty && split.unit == .patient)
    let validation = split["validation"]?.examples.count ?? 0
    #expect(abs(validation - 12) <= 2, "a quarter of 48")
    #expect(split.method.contains("judged on fold 2") && split.method.contains("0.25"))
    #expect(split.fingerprint == rows.fingerprint)
  }

  @Test func withoutAShareNothingIsApart() {
    let folds = Split.folds(of: rows, count: 5, seed: 3)
    let split = folds.holdingOut("fold 1", of: rows, validation: 0, seed: 4)
    #expect(split["validation"]?.examples == [])
    #expect(split["train"]?.examples.count == 60 - (folds["fold 1"]?.examples.count ?? 0))
  }

  @Test func whatWasInNoPartStaysOut() {
    let official = Split.fractions(of: rows.selecting(Array(0..<30)), [("x", 0.5), ("y", 0.5)], seed: 1)
    let split = official.holdingOut("y", of: rows, validation: 0.2, seed: 4)
    #expect(split.parts.flatMap(\.examples).count == 30)
    #expect(split.notes.contains { $0.contains("30 examples in no part") })
  }

  @Test func theSeedDecides() {
    let folds = Split.folds(of: rows, count: 5, seed: 3)
    let first = folds.holdingOut("fold 1", of: rows, validation: 0.3, seed: 4)
    #expect(first == folds.holdingOut("fold 1", of: rows, validation: 0.3, seed: 4))
    #expect(first != folds.holdingOut("fold 1", of: rows, validation: 0.3, seed: 5))
  }
}
