import Learning
import Testing

@testable import Studies

@Suite struct ConclusionTests {
  private func estimate(_ low: Double, _ value: Double, _ high: Double) -> Estimate {
    Estimate(value: value, low: low, high: high)
  }

  @Test func theGainIsWordedAsMeasured() {
    #expect(
      Conclusion.gain(estimate(0.02, 0.1, 0.18), patients: 32)
        == "Transfer won: +10.0 points (95 %: +2.0 to +18.0) over scratch on 32 labelled patients.")
    #expect(
      Conclusion.gain(estimate(-0.18, -0.1, -0.02), patients: 32)
        == "Transfer lost: −10.0 points (95 %: −18.0 to −2.0) against scratch on 32 labelled patients.")
    #expect(
      Conclusion.gain(estimate(-0.02, 0.03, 0.08), patients: 5)
        == "Transfer and scratch on 5 labelled patients cannot be told apart: +3.0 points (95 %: −2.0 to +8.0).")
  }

  @Test func theLeakIsWordedAsMeasured() {
    func lines(_ difference: Estimate, loss: Double = 0.1) -> String {
      var set = ExampleSet(leads: 1, samples: 1)
      set.append(signal: [0], label: 0, patient: 0)
      let leakage = DemoResult.Leakage(
        test: .init(set), trainingRecordings: 1, loss: loss, sharedPatients: 1, byRecording: difference,
        byPatient: difference,
        difference: difference)
      return Conclusion.leakage(leakage).joined()
    }
    #expect(lines(estimate(0.01, 0.06, 0.1)).hasPrefix("A split by recording would have claimed 6.0 points too many"))
    #expect(lines(estimate(-0.1, -0.06, -0.01)).hasPrefix("Here the split by recording claimed less"))
    #expect(lines(estimate(-0.01, 0.06, 0.1)).hasPrefix("No leak was shown"))
    #expect(lines(estimate(-0.01, 0.06, 0.1), loss: 0.9).hasPrefix("These two had hardly learnt (loss 0.90)"))
  }

  @Test func longTextIsBroken() {
    #expect(wrapped("one two three", 7) == ["one two", "three"])
    #expect(wrapped("  as it  is", 11) == ["  as it  is"])
    #expect(wrapped("unbreakable", 4) == ["unbreakable"])
  }

  @Test func figuresAreRoundedAndSigned() {
    #expect(fixed(-0.04, 1) == "0.0" && fixed(-0.05, 1) == "−0.1" && fixed(3.096, 2) == "3.10")
    #expect(fixed(.nan, 1) == "–" && fixed(2.5, 0) == "3")
    #expect(scientific(1.4e-6) == "1.4e-6" && scientific(0) == "0" && scientific(9.99e-7) == "1.0e-6")
    #expect(percent(1744, of: 271_395) == "0.6 %")
  }
}
