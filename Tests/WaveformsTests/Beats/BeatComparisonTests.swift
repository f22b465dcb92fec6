import Testing
import Waveforms

@Suite struct BeatComparisonTests {
  /// At 100 Hz, 150 ms are 15 samples.
  @Test(arguments: [
    ([100, 200, 300], [100, 200, 300], 3, 0, 0), ([100, 200, 300], [115, 185, 316], 2, 1, 1), ([], [5, 6], 0, 0, 2),
    ([5, 6], [], 0, 2, 0), ([100], [95, 105], 1, 0, 1), ([100, 108], [104], 1, 1, 0),
    ([100, 112], [98, 111], 2, 0, 0),
    ([100, 200], [90, 101, 200], 2, 0, 1), ([100, 110], [109], 1, 1, 0), ([], [], 0, 0, 0),
  ])
  func countsEachBeatOnce(reference: [Int], detections: [Int], found: Int, missed: Int, extra: Int) {
    let result = BeatComparison(reference: reference, detections: detections, rate: 100)
    #expect(result == BeatComparison(found: found, missed: missed, extra: extra))
  }

  @Test func addsUpAndDivides() {
    let sum = BeatComparison(found: 90, missed: 10, extra: 0) + BeatComparison(found: 9, missed: 0, extra: 1)
    #expect(sum == BeatComparison(found: 99, missed: 10, extra: 1))
    #expect(sum.sensitivity == 99.0 / 109)
    #expect(sum.predictivity == 0.99)
    #expect(BeatComparison().sensitivity == nil && BeatComparison().predictivity == nil)
  }
}
