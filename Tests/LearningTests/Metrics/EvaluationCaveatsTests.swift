import Testing

@testable import Learning

@Suite struct EvaluationCaveatsTests {
  /// Judges as many examples, of two labels that take turns, all told rightly or every so often wrongly.
  private func judged(
    _ count: Int, groups: Int? = nil, labels: [String] = ["N", "A"], rare: Int? = nil, wrong every: Int? = nil,
    _ task: Task = .oneLabel
  ) throws -> Evaluation {
    let rows = (0..<count).map { place -> (p: [Float], y: [Float]) in
      let truth = rare.map { place < $0 ? 1 : 0 } ?? place % 2
      let said = every.map { place % $0 < 2 } == true ? 1 - truth : truth
      let cells = labels.indices
      return (cells.map { $0 == said ? 0.9 : 0.1 / Float(cells.count) }, cells.map { $0 == truth ? 1 : 0 })
    }
    let names = (0..<count).map { "g\($0 % (groups ?? count))" }
    return try Evaluation(of: examples(task, labels, groups: names, rows), bootstrap: Bootstrap(resamples: 60))
  }

  @Test func whatIsEnoughIsSaidWithoutCaveats() throws {
    let report = try judged(200, wrong: 40)
    #expect(report.caveats.isEmpty && !report.saysLittle && report.missingLabels.isEmpty)
    #expect(try judged(30).caveats.isEmpty && judged(40, groups: 10).caveats.isEmpty)
  }

  @Test func aFigureOutsideItsIntervalIsNamed() {
    func score(_ name: String, _ value: Double, _ low: Double, _ high: Double) -> Evaluation.Score {
      .init(metric: name, summary: "", estimate: Estimate(value: value, low: low, high: high))
    }
    let scores = [
      score("below", 0.090, 0.094, 0.124), score("within", 0.1, 0.1, 0.2), score("above", 2, 0.1, 1),
      score("rounded", 0.1 + 0.2, 0.1, 0.3), score("unknown", 0.5, .nan, .nan), score("undefined", .nan, 0.1, 0.2),
    ]
    #expect(Evaluation.outsideTheirIntervals(scores) == ["below", "above"])
  }

  @Test func fewExamplesSayLittleHoweverWellTheyAreTold() throws {
    let two = try judged(2)
    #expect(two.main?.estimate.value == 1 && two.saysLittle)
    // 1 − √0.05 = 0.776.
    #expect(
      two.caveats == [
        "Mind: 2 examples say little; even without a mistake among them, 78 % of others might be judged wrongly."
      ])
    let almost = try judged(29)
    #expect(almost.saysLittle && almost.caveats.count == 1)
    // 1 − 0.05^(1/29) = 0.0981.
    #expect(almost.caveats[0].contains("29 examples say little") && almost.caveats[0].contains("10 % of others"))
    #expect(try judged(1).caveats[0].hasPrefix("Mind: 1 example says little; even without a mistake among them, 95 %"))
  }

  @Test func manyBeatsOfFewPatientsSayLittle() throws {
    let report = try judged(90, groups: 9)
    #expect(report.saysLittle && report.caveats.count == 1)
    #expect(report.caveats[0].contains("all is of 9 patients or records"))
    #expect(try judged(90, groups: 1).caveats[0].contains("all is of one patient or record"))
  }

  @Test func aWideIntervalIsCalledWide() throws {
    let report = try judged(32, wrong: 4)
    let interval = try #require(report.main?.estimate.interval)
    #expect(interval.upperBound - interval.lowerBound > Evaluation.widestInterval)
    #expect(report.saysLittle && report.caveats.count == 1)
    #expect(report.caveats[0].hasPrefix("Mind: the interval of macroF1 is 0."))
    let narrow = try judged(400, wrong: 4)
    #expect(!narrow.saysLittle && narrow.caveats.isEmpty)
  }

  @Test func labelsThatNoExampleHasAreNamed() throws {
    let report = try judged(100, labels: ["N", "A", "O"])
    #expect(report.missingLabels == ["O"] && !report.saysLittle)
    #expect(report.caveats == ["Mind: no example has O, so how well that is told is not known."])
    let many = try judged(100, labels: ["N", "A"] + (1...6).map { "x\($0)" })
    #expect(many.caveats[0].contains("no example has x1, x2, x3, x4 or 2 other labels,"))
  }

  @Test func labelsThatEveryExampleHasAreNamed() throws {
    let rows = (0..<40).map { (p: [Float(0.9), 0.2 + 0.01 * Float($0)], y: [Float(1), $0 < 20 ? 0 : 1]) }
    let report = try Evaluation(of: examples(["NORM", "AF"], rows), bootstrap: Bootstrap(resamples: 60))
    #expect(report.caveats == ["Mind: every example has NORM, so how often that is said in vain is not known."])
  }

  @Test func rareLabelsAreNamed() throws {
    #expect(
      try judged(100, rare: 4).caveats.last
        == "Mind: fewer than 5 examples have A, so how well that is told is hardly known.")
    #expect(try judged(100, rare: 5).caveats.allSatisfy { !$0.contains("fewer than") })
    // With several labels, what nearly every example has is as little known.
    #expect(
      try judged(100, rare: 4, .severalLabels).caveats.last?.contains("have, or lack, N or A, so") == true)
  }

  @Test func aNetworkThatSaysTheSameOfAllIsFoundOut() throws {
    func judged(_ task: Task, _ labels: [String], _ p: [Float], truths: Int = 2) throws -> Evaluation {
      let rows = (0..<40).map { place in
        (p: p, y: labels.indices.map { $0 == place % truths ? Float(1) : 0 })
      }
      return try Evaluation(
        of: examples(task, labels, groups: (0..<40).map { "g\($0)" }, rows), bootstrap: Bootstrap(resamples: 60))
    }
    let one = try judged(.oneLabel, ["N", "V"], [0.8, 0.2])
    #expect(one.saidOfAll == ["N"] && one.caveats.first == "Mind: it says N of every example.")
    #expect(one.text.contains("\nMind: it says N of every example.\n"))
    #expect(
      try judged(.severalLabels, ["N", "V", "S"], [0.8, 0.7, 0.2]).caveats.first
        == "Mind: it says N and V of every example.")
    #expect(
      try judged(.severalLabels, ["N", "V"], [0.1, 0.2]).caveats.first
        == "Mind: it says none of the labels of any example.")
    // Where all are alike, saying the same of all is right.
    #expect(try judged(.oneLabel, ["N", "V"], [0.8, 0.2], truths: 1).saidOfAll == nil)
  }

  @Test func theTextBeginsWithThem() throws {
    let lines = try judged(2).text.split(separator: "\n")
    #expect(
      lines[0].hasPrefix("2 examples of 2 patients or records;") && lines[1].hasPrefix("Mind: 2 examples say little"))
    #expect(try !judged(200).text.contains("Mind"))
    #expect(try judged(1).text.hasPrefix("1 example of 1 patient or record;"))
  }
}
