import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct BootstrapTests {
  @Test(arguments: [Bootstrap.Method.percentile, .bca])
  func agreesWithOthers(_ method: Bootstrap.Method) throws {
    let golden = try MetricGoldens.all.get().bootstrap
    let bootstrap = Bootstrap(resamples: golden.resamples, confidence: 0.9, method: method, seed: golden.seed)
    let (first, second) = (golden.predictions(golden.first), golden.predictions(golden.second))
    #expect(golden.intervals.count == 4)
    for entry in golden.intervals {
      let expected = method == .bca ? entry.bca : entry.percentile
      let estimate: Estimate
      if entry.metric.hasPrefix("macroAUPRC") {
        let metric = try #require(Metric(named: "macroAUPRC"))
        let comparison = try bootstrap.comparison(metric, first, minus: second.picked(Array((0..<60).reversed())))
        #expect(agree(comparison.p ?? .nan, entry.p) && comparison.groups == 23)
        #expect(comparison.first == bootstrap.estimate(metric, of: first))
        #expect(comparison.difference == bootstrap.difference(metric, first, minus: second))
        estimate = comparison.difference
      } else {
        estimate = bootstrap.estimate(try #require(Metric(named: entry.metric)), of: first)
      }
      #expect(agree(estimate.value, entry.value) && estimate.undefined == 0 && estimate.resamples == 200)
      #expect(agree(estimate.low, expected[0]) && agree(estimate.high, expected[1]), "\(entry.metric) \(estimate)")
    }
  }

  @Test func isTheSameOnAnyThreads() throws {
    let golden = try MetricGoldens.all.get().bootstrap
    let metrics = ["macroAUROC", "microF1", "brier"].compactMap(Metric.init(named:))
    let bootstrap = Bootstrap(resamples: 60, method: .bca)
    let estimates = [1, 2, 5].map {
      bootstrap.estimates(metrics, of: golden.predictions(golden.first), threads: $0)
    }
    #expect(estimates[0] == estimates[1] && estimates[0] == estimates[2])
    #expect(estimates[0][1] == bootstrap.estimate(metrics[1], of: golden.predictions(golden.first)))
  }

  @Test func twoGroupsGiveThreeOutcomes() throws {
    // Group 7 is always right, 9 always wrong: of four equally likely draws one holds 7 alone (macro F1 1), one 9
    // alone (0), two hold both (2/4 for each label).
    let rows: [(p: [Float], y: [Float])] = [
      ([1, 0], [1, 0]), ([0, 1], [0, 1]), ([0, 1], [1, 0]), ([1, 0], [0, 1]),
    ]
    let predictions = examples(.oneLabel, ["a", "b"], groups: ["7", "7", "9", "9"], rows)
    let bootstrap = Bootstrap(resamples: 4000)
    let sample = bootstrap.samples([.macroF1], [predictions], threads: 2)[0][0]
    #expect(Set(sample.resampled) == [0, 0.5, 1])
    #expect(abs(Double(sample.resampled.count { $0 == 0.5 }) / 4000 - 0.5) < 0.04)
    #expect(abs(Double(sample.resampled.count { $0 == 0 }) / 4000 - 0.25) < 0.04)
    #expect(
      bootstrap.estimate(.macroF1, of: predictions) == Estimate(value: 0.5, low: 0, high: 1, resamples: 4000))
  }

  @Test func theExamplesOfAGroupGoTogether() {
    // One group: every draw is the whole set, however many examples there are.
    let rows: [(p: [Float], y: [Float])] = [([0.2], [0]), ([0.8], [1]), ([0.3], [1])]
    let estimate = Bootstrap(resamples: 50).estimate(.macroF1, of: examples(["a"], groups: ["g", "g", "g"], rows))
    #expect(estimate.low == estimate.value && estimate.high == estimate.value)
    #expect(abs(estimate.value - 2.0 / 3) < 1e-15)
  }

  @Test func undefinedResamplesAreCountedOrDrawnAnew() throws {
    // One positive of six: a third of all resamples lack it, as (5/6)⁶ = 0.335.
    let rows: [(p: [Float], y: [Float])] = (0..<6).map { ([Float($0) / 6], [$0 == 4 ? 1 : 0]) }
    let (rare, auroc) = (examples(["a"], rows), try #require(Metric(named: "AUROC[a]")))
    let estimate = Bootstrap(resamples: 1000).estimate(auroc, of: rare)
    // All six places positive, once in 46 656, is the other way to be undefined.
    #expect(abs(estimate.undefined - 335) < 50 && estimate.resamples == 1000 && estimate.low <= 0.8)
    #expect(Bootstrap(resamples: 300, everyLabel: true).estimate(auroc, of: rare).undefined < 5)
  }

  @Test func aLabelThatIsNowhereIsNotWaitedFor() {
    let rows: [(p: [Float], y: [Float])] = [([0.2, 0.6], [0, 0]), ([0.8, 0.6], [1, 0])]
    let estimate = Bootstrap(resamples: 20, everyLabel: true).estimate(.macroF1, of: examples(["a", "b"], rows))
    #expect(estimate.undefined == 0 && estimate.value == 0.5)
  }

  @Test func undefinedFiguresHaveNoInterval() throws {
    let empty = Bootstrap(method: .bca).estimate(.macroF1, of: examples(["a"], []))
    #expect(empty.value.isNaN && empty.low.isNaN && empty.high.isNaN)
    let broken = Bootstrap(resamples: 10).estimate(.macroF1, of: examples(["a"], [([.nan], [1])]))
    #expect(broken.value.isNaN && broken.low.isNaN && broken.undefined == 10)
    let single = Bootstrap(resamples: 10, method: .bca).estimate(.macroF1, of: examples(["a"], [([0.9], [1])]))
    #expect(single == Estimate(value: 1, low: 1, high: 1, resamples: 10))
  }

  @Test func aModelDoesNotDifferFromItself() throws {
    let golden = try MetricGoldens.all.get().bootstrap
    let first = golden.predictions(golden.first)
    let same = try Bootstrap(resamples: 100).comparison(.macroF1, first, minus: first)
    #expect(same.difference == Estimate(value: 0, low: 0, high: 0, resamples: 100) && same.p == 1)
    #expect(throws: LearningError.self) {
      try Bootstrap().comparison(.macroF1, first, minus: first.picked([0, 1]))
    }
  }

  @Test func quantilesLieBetween() {
    #expect(Bootstrap.quantile([1, 2, 3, 4, 5], 0.5) == 3)
    #expect(Bootstrap.quantile([0, 10], 0.025) == 0.25)
    #expect(Bootstrap.quantile([4], 0.975) == 4)
    #expect(Bootstrap.quantile([], 0.5).isNaN && Bootstrap.quantile([1], .nan).isNaN)
  }

  @Test func normalQuantilesAreTheKnownOnes() {
    #expect(agree(NormalDistribution.quantile(0.975), 1.959963984540054, within: 1e-14))
    #expect(agree(NormalDistribution.quantile(1e-10), -6.361340902404056, within: 1e-12))
    #expect(abs(NormalDistribution.quantile(0.5)) < 1e-15)
    #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
    #expect(agree(NormalDistribution.probability(below: -1), 0.15865525393145707, within: 1e-16))
  }

  @Test func noSpreadIsNoInterval() {
    #expect(Estimate(value: 1, low: 1, high: 1, resamples: 100).text() == "1.000 (–)")
    #expect(Estimate(value: 0.5, low: 0.4, high: 0.625, resamples: 100).text() == "0.500 (0.400–0.625)")
    #expect(Estimate(value: 0.1, low: -0.1, high: 0.25, resamples: 100).text(places: 2) == "0.10 (−0.10 to 0.25)")
    #expect(Estimate(value: 1).text() == "1.000")
  }
}
