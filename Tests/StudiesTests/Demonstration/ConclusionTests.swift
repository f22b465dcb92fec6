import Learning
import Testing

@testable import Studies

@Suite struct ConclusionTests {
  private func estimate(_ low: Double, _ value: Double, _ high: Double) -> Estimate {
    Estimate(value: value, low: low, high: high)
  }
  private var above: Estimate { estimate(0.02, 0.1, 0.18) }
  private var below: Estimate { estimate(-0.18, -0.1, -0.02) }
  private var across: Estimate { estimate(-0.02, 0.03, 0.08) }

  @Test func theGainIsWordedAsMeasured() {
    #expect(
      Conclusion.gain(above, patients: 32)
        == "Carrying over won: +10.0 points (95 %: +2.0 to +18.0) over scratch on 32 labelled patients.")
    #expect(
      Conclusion.gain(below, patients: 32)
        == "Carrying over lost: −10.0 points (95 %: −18.0 to −2.0) against scratch on 32 labelled patients.")
    #expect(
      Conclusion.gain(across, patients: 5)
        == "Carrying over and scratch on 5 labelled patients cannot be told apart: +3.0 points (95 %: −2.0 to +8.0).")
    #expect(Conclusion.gain(estimate(.nan, .nan, .nan), patients: 5).contains("cannot be told apart"))
  }

  @Test func theControlIsWordedAsMeasured() {
    #expect(Conclusion.gap(above, patients: 9).hasPrefix("It beat scratch on 9 patients too"))
    #expect(Conclusion.gap(below, patients: 9).hasPrefix("Scratch on 9 patients was better"))
    #expect(Conclusion.gap(across, patients: 9).hasPrefix("Scratch on 9 patients cannot be told from it"))
  }

  @Test func theChoiceIsWordedAsMeasuredAlsoWhenTheRankIsWrong() {
    #expect(Conclusion.choice(above, best: "A", worst: "B").hasPrefix("MELEP chose rightly: A did better than B"))
    #expect(Conclusion.choice(below, best: "A", worst: "B").hasPrefix("MELEP chose wrongly: A did worse than B"))
    #expect(Conclusion.choice(across, best: "A", worst: "B").hasPrefix("Whether MELEP chose rightly cannot be told"))
  }

  @Test func rivalsAreTakenAtTheirWord() {
    func words(_ logme: [Double?], _ leep: [Double?]) -> String {
      var result = DemoResult.example
      result.measures[1].values = logme
      result.measures[2].values = leep
      return Conclusion.rivals(result)
    }
    let end = ". One pair proves no measure."
    #expect(words([2, 1, 0], [2, 1, 0]) == "LogME and LEEP put these two in the same order" + end)
    #expect(words([0, 1, 2], [0, 1, 2]) == "LogME and LEEP put these two in the opposite order" + end)
    #expect(words([2, 1, 0], [0, 1, 2]) == "LogME put these two in the same order, LEEP in the opposite one" + end)
    #expect(words([2, 1, 0], [1, 1, 1]) == "LogME put these two in the same order, LEEP cannot tell them apart" + end)
    #expect(words([nil, nil, nil], [1, 2, 1]) == "LogME and LEEP cannot tell them apart" + end)
    #expect(
      words([nil, 1, 2], [0, 1, 2]) == "LEEP put these two in the opposite order, LogME cannot tell them apart" + end)
  }

  @Test func aMeasureOrdersSources() {
    func order(_ values: [Double?], high: Bool) -> [Int] {
      DemoResult.Measure(name: "m", isHigherBetter: high, values: values, chances: nil).order
    }
    #expect(order([1, 3, 2], high: true) == [1, 2, 0])
    #expect(order([1, 3, 2], high: false) == [0, 2, 1])
    #expect(order([nil, 2, 2], high: true) == [1, 2, 0])
    #expect(order([nil, nil, nil], high: false) == [0, 1, 2])
  }

  @Test func theLeakIsWordedAsMeasured() {
    func lines(_ difference: Estimate, loss: Double = 0.1) -> String {
      var leakage = DemoResult.example.leakage
      (leakage.difference, leakage.lossByRecording, leakage.lossByPatient) = (difference, 0.1, loss)
      return Conclusion.leakage(leakage).joined()
    }
    #expect(lines(above).hasPrefix("A split by recording would have claimed 10.0 points too many"))
    #expect(!lines(above).contains("had learnt less"))
    #expect(lines(above, loss: 0.57).contains("(loss 0.57 beside 0.10): some of the difference may come of that"))
    #expect(lines(below).hasPrefix("Here the split by recording claimed less"))
    #expect(lines(across).hasPrefix("No leak was shown"))
    #expect(lines(across, loss: 0.9).hasPrefix("These two had hardly learnt (loss 0.90)"))
    #expect(lines(across, loss: .nan).hasPrefix("These two had hardly learnt"))
  }

  @Test func unfinishedTrainingsAreNamed() {
    var result = DemoResult.example
    #expect(Conclusion.effort([result.scratch, result.most]).isEmpty)
    result.most.loss = 0.5
    #expect(Conclusion.effort([result.scratch, result.most])[0].hasPrefix("But scratch, 90 % (loss 0.50) had not"))
    result.worst.loss = 0.4
    #expect(Conclusion.all(result).contains { $0.contains("(loss 0.40) and scratch, 90 % (loss 0.50) had not") })
  }

  @Test func everyOrderOfResultsHasAConclusion() {
    for gain in [above, below, across] {
      for choice in [above, below, across] {
        for gap in [above, below, across] {
          var result = DemoResult.example
          (result.gain, result.choice, result.gap) = (gain, choice, gap)
          let lines = Conclusion.all(result)
          #expect(lines.count == 6 && lines[0] == Conclusion.gain(gain, patients: 2))
          #expect(lines.contains { $0.contains("won") } == (gain.low > 0))
          #expect(lines.contains { $0.contains("rightly:") } == (choice.low > 0))
          #expect(lines.contains { $0.contains("wrongly") } == (choice.high < 0))
        }
      }
    }
  }

  @Test func longTextIsBroken() {
    #expect(wrapped("one two three", 7) == ["one two", "three"])
    #expect(wrapped("  as it  is", 11) == ["  as it  is"])
    #expect(wrapped("unbreakable", 4) == ["unbreakable"])
  }

  @Test func figuresAreRoundedAndSigned() {
    #expect(fixed(-0.04, 1) == "0.0" && fixed(-0.05, 1) == "−0.1" && fixed(3.096, 2) == "3.10")
    #expect(fixed(.nan, 1) == "–" && fixed(2.5, 0) == "3")
    #expect(percent(1744, of: 271_395) == "0.6 %")
  }
}

extension DemoResult {
  /// A result that nobody measured.
  static var example: DemoResult {
    let sample = Sample(patients: 2, recordings: 4)
    let estimate = Estimate(value: 0.5, low: 0.4, high: 0.6)
    func model(_ name: String, _ source: String?) -> Model {
      Model(
        name: name, source: source, training: sample, steps: 1, loss: 0.1, weights: 10, moved: 1, macroF1: estimate,
        f1: [nil], confusion: [[1]], checkpoint: "runs/best/model.safetensors")
    }
    let sources = ["A", "B", "C"].map {
      Source(
        name: $0, title: "a place", cohort: "synthetic:1", labels: ["NORM"], noise: 0, training: sample, test: sample,
        macroF1: estimate, checkpoint: "sources/\($0)/model.safetensors")
    }
    let measures = [("melep", false), ("logme", true), ("leep", true)].map {
      Measure(name: $0.0, isHigherBetter: $0.1, values: [0, 1, 2], chances: nil)
    }
    return DemoResult(
      configuration: DemoConfiguration(), labels: ["NORM"], sources: sources, labelled: sample, test: sample,
      measures: measures, best: model("A, the best", "A"), worst: model("C, the worst", "C"),
      scratch: model("scratch, 10 %", nil), most: model("scratch, 90 %", nil), gain: estimate, choice: estimate,
      gap: estimate, audits: [],
      leakage: Leakage(
        test: sample, trainingRecordings: 4, lossByRecording: 0.1, lossByPatient: 0.1, byRecording: estimate,
        byPatient: estimate, difference: estimate
      ),
      prediction: Prediction(record: "target/P1-1", patient: "P1", truth: "NORM", probabilities: [1], predicted: "NORM")
    )
  }
}
