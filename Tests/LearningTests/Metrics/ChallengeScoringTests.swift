import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct ChallengeScoringTests {
  @Test(arguments: [(2020, 24), (2021, 26)])
  func weightsAreTheOfficialOnes(year: Int, count: Int) throws {
    let path = MetricGoldens.folder + "/ChallengeWeights/weights\(year).csv"
    let rows = String(decoding: try FileAccess.read(path), as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let scoring = year == 2020 ? ChallengeScoring.challenge2020 : .challenge2021
    let classes = rows[0].dropFirst().map { $0.split(separator: "|").map(String.init) }
    #expect(classes.count == count && Set(classes) == Set(scoring.classes))
    for (truth, row) in zip(classes, rows.dropFirst()) {
      for (output, weight) in zip(classes, row.dropFirst()) {
        #expect(scoring.weight(truth, output) == Double(weight), "\(truth) \(output)")
      }
    }
  }

  @Test func allRightIsOneAndNormalAlwaysIsZero() throws {
    let labels = ["426783006", "164889003", "59931005"]
    let rows: [[Float]] = [[1, 0, 0], [0, 1, 0], [0, 1, 1], [0, 0, 0]]
    let metric = try #require(Metric(named: "challenge2021"))
    #expect(metric.value(of: examples(labels, rows.map { ($0, $0) })) == 1)
    #expect(metric.value(of: examples(labels, rows.map { ([1, 0, 0], $0) })) == 0)
    #expect(metric.value(of: examples(labels, [([0, 0, 0], [1, 0, 0])])) == 0)
  }

  @Test func codesOfOneClassCountOnce() throws {
    let metric = try #require(Metric(named: "challenge2020"))
    let labels = ["426783006", "713427006", "59118001"]
    // Complete block is true, block is said: the same class.
    #expect(metric.value(of: examples(labels, [([0, 0, 1], [0, 1, 0])])) == 1)
  }
}
