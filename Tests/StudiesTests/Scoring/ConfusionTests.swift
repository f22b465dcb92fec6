import Testing

@testable import Studies

@Suite struct ConfusionTests {
  @Test func scoresByHand() {
    let confusion = Confusion(truth: [0, 0, 0, 1, 1, 2], predicted: [0, 0, 1, 1, 2, 2], classes: 3)
    #expect(confusion.counts == [[2, 1, 0], [0, 1, 1], [0, 0, 1]])
    // Class 0: 2·2/(3+2); class 1: 2·1/(2+2); class 2: 2·1/(1+2).
    #expect(confusion.f1 == [0.8, 0.5, 2.0 / 3])
    #expect(abs(confusion.macroF1 - (0.8 + 0.5 + 2.0 / 3) / 3) < 1e-15)
    #expect(abs(confusion.accuracy - 4.0 / 6) < 1e-15)
  }

  @Test func aClassThatIsNowhereIsLeftOut() {
    let confusion = Confusion(truth: [0, 0, 1], predicted: [0, 1, 1], classes: 3)
    #expect(confusion.f1 == [2.0 / 3, 2.0 / 3, nil])
    #expect(abs(confusion.macroF1 - 2.0 / 3) < 1e-15)
    #expect(Confusion(classes: 2).macroF1.isNaN)
  }

  @Test func aClassThatIsNeverFoundCountsAsZero() {
    #expect(Confusion(truth: [0, 1], predicted: [0, 0], classes: 2).macroF1 == 1.0 / 3)
  }
}
