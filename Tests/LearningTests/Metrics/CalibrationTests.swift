import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct CalibrationTests {
  @Test func binsHoldTheirUpperEnds() throws {
    let rows: [(p: [Float], y: [Float])] = [
      ([0], [0]), ([0.25], [1]), ([0.5], [0]), ([0.5], [1]), ([0.75], [1]), ([1], [1]),
    ]
    let curve = try #require(examples(["a"], rows).calibration(of: "a", bins: 2))
    #expect(curve.bins.map(\.count) == [4, 2])
    #expect(curve.bins.map(\.hits) == [2, 2])
    #expect(curve.bins[0].probability == 0.3125 && curve.bins[1].share == 1)
    // |1.25 − 2| and |1.75 − 2| of six.
    #expect(abs(curve.error - 1.0 / 6) < 1e-15)
  }

  @Test func whatIsOutOfRangeIsInTheLastBins() {
    var curve = Calibration(bins: 4)
    for value: Float in [-1, 2, .infinity, .nan] { curve.add(value, hit: false, weight: 1) }
    #expect(curve.bins.map(\.count) == [2, 0, 0, 2])
  }

  @Test func emptyBinsAndUnknownLabels() {
    let one = examples(["a"], [([0.9], [1])])
    #expect(one.calibration(of: "a")?.bins.count { $0.share.isNaN } == 9)
    #expect(one.calibration(of: "b") == nil)
    #expect(Calibration(bins: 3).error.isNaN)
  }
}
