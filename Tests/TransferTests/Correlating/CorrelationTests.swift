import Testing

@testable import Transfer

@Suite struct CorrelationTests {
  @Test(arguments: Golden.stored?.correlations ?? []) func agreesWithSciPy(_ stored: Golden.Correlation) {
    var x = Hashed.units(stored.name + ".x", stored.count)
    var y = zip(x, Hashed.units(stored.name + ".y", stored.count)).map { 0.5 * $0 + 0.5 * $1 }
    if stored.levels > 0 {
      x = x.map { (Double(stored.levels) * $0).rounded(.down) }
      y = y.map { (Double(stored.levels) * $0).rounded(.down) }
    }
    #expect(isNear(RankCorrelation.pearson(x, y), stored.pearson, 1e-12))
    #expect(isNear(RankCorrelation.spearman(x, y), stored.spearman, 1e-12))
    #expect(isNear(RankCorrelation.kendall(x, y), stored.kendall, 1e-12))
    #expect(isNear(RankCorrelation.weightedKendall(x, y), stored.weightedKendall, 1e-12))
    let fisher = CorrelationFigures.fisher(stored.pearson, count: stored.count)
    for (a, b) in zip(fisher ?? [], stored.fisher) { #expect(isNear(a, b, 1e-9)) }
    #expect(fisher?.count == 2)
  }

  @Test func fiveListsAreStored() throws {
    #expect(try #require(Golden.stored).correlations.count == 5)
  }

  @Test func whatDoesNotVaryHasNoCorrelation() {
    for body in [
      RankCorrelation.pearson, RankCorrelation.spearman, RankCorrelation.kendall, RankCorrelation.weightedKendall,
    ] {
      #expect(body([1, 1, 1], [1, 2, 3]) == nil)
      #expect(body([1], [1]) == nil)
      #expect(body([], []) == nil)
      #expect(isNear(body([1, 2, 3], [2, 4, 9]).map { $0 > 0.9 ? 1 : $0 }, 1, 0))
    }
  }

  @Test func levelsHoldEveryTransferOnce() throws {
    let measure = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.0]
    let scores = [0.9, 0.9, 0.8, 0.8, 0.6, 0.5, 0.4, 0.1]
    let widths = try #require(DistanceLevels(measure, scores: scores, cut: .equalWidths))
    #expect(widths.levels.map(\.count) == [3, 2, 2, 1])
    #expect(widths.isMonotone)
    let counts = try #require(DistanceLevels(measure, scores: scores, cut: .equalCounts))
    #expect(counts.levels.map(\.count) == [2, 2, 2, 2])
    #expect(isNear(counts.levels[0].meanScore, 0.9, 1e-15))
    #expect(DistanceLevels([1, 1, 1, 1], scores: [1, 2, 3, 4], cut: .equalCounts) == nil)
    let bent = try #require(DistanceLevels(measure, scores: scores.map { abs($0 - 0.5) }, cut: .equalCounts))
    #expect(!bent.isMonotone)
  }

  @Test func agreementCountsFirstChoicesByTask() {
    func transfer(_ task: String, _ source: String, _ measure: Double, _ score: Double) -> MeasuredTransfer {
      MeasuredTransfer(task: task, source: source, measures: ["melep": measure, "entropy": 0.5], score: score)
    }
    let transfers = [
      transfer("one", "a", 0.1, 0.9), transfer("one", "b", 0.2, 0.8), transfer("two", "a", 0.3, 0.5),
      transfer("two", "b", 0.2, 0.4), transfer("three", "a", 0.2, 0.6), transfer("three", "b", 0.4, 0.1),
      transfer("alone", "a", 0.2, 0.6),
    ]
    let melep = TaskAgreement(transfers, measure: "melep", isHigherBetter: false)
    #expect(melep.tasks == 3 && melep.hits == 2 && melep.chance == 1.5)
    // Two or three heads of three coins.
    #expect(isNear(melep.probability, 0.5, 1e-15))
    #expect(isNear(melep.meanRegret, 0.1 / 3, 1e-15))
    #expect(isNear(melep.meanKendall, 1 / 3, 1e-15))
    // What is the same for all sources of a task chooses none of them.
    let entropy = TaskAgreement(transfers, measure: "entropy", isHigherBetter: false)
    #expect(entropy.hits == entropy.chance && entropy.meanKendall == nil)
  }

  @Test func theReportSetsTheEntropyBesideEveryMeasure() throws {
    let transfers = (0..<24).map { index in
      let task = index / 3
      return MeasuredTransfer(
        task: "task \(task)", source: "source \(index % 3)",
        measures: ["melep": Double(task) + 0.1 * Double(index % 3), "entropy": Double(task)],
        score: -Double(task) + 0.1 * Double(index % 3))
    }
    let report = CorrelationReport(transfers, measures: [("melep", false)], draws: 100)
    let row = try #require(report.rows.first)
    // Tasks alone make the correlation, and within each the measure is always wrong.
    #expect(try #require(row.overTasks.pearson.value) < -0.99)
    #expect(try #require(row.overTasks.weightedKendall.value) < -0.8)
    #expect(try #require(row.entropyOverTasks?.pearson.value) < -0.99)
    #expect(row.withinTasks.hits == 0 && row.withinTasks.tasks == 8)
    #expect(isNear(row.withinTasks.meanKendall, -1, 0))
    #expect(row.overTasks.pearson.interval?.count == 2)
    #expect(row.levels.count == 2)
    #expect(report.text.contains("labels' entropy alone"))
    #expect(report.text.contains("first choice best in 0.0000 of 8, blind choice 2.6667"))
  }
}
