import Cohorts
import Compute
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

@Suite struct RankingTests {
  private func areas(_ scores: [Float], _ positive: [Bool], weights: [Int32]? = nil) -> Ranking.Areas {
    Ranking(scores, example: { $0 }, isPositive: { positive[$0] })
      .areas(weights: weights ?? scores.map { _ in 1 })
  }

  @Test func perfectReversedAndTied() {
    #expect(areas([0.9, 0.8, 0.2, 0.1], [true, true, false, false]) == .init(roc: 1, precisionRecall: 1))
    #expect(areas([0.9, 0.8, 0.2, 0.1], [false, false, true, true]).roc == 0)
    #expect(areas([0.5, 0.5, 0.5, 0.5], [true, false, false, false]) == .init(roc: 0.5, precisionRecall: 0.25))
  }

  @Test func signsAndZerosAreInOrder() {
    #expect(areas([1, 0.0, -0.0, -1], [true, true, false, false]).roc == 0.875)
    #expect(areas([-.infinity, -2, 3, .infinity], [false, false, true, true]).roc == 1)
  }

  @Test func weightsAreCopies() {
    let (scores, positive): ([Float], [Bool]) = ([0.9, 0.4, 0.4, 0.7, 0.1], [true, true, false, false, false])
    let weights: [Int32] = [1, 3, 2, 0, 4]
    let places = weights.enumerated().flatMap { Array(repeating: $0, count: Int($1)) }
    #expect(areas(scores, positive, weights: weights) == areas(places.map { scores[$0] }, places.map { positive[$0] }))
  }

  @Test func nothingToRank() {
    #expect(areas([0.1, 0.2], [true, true]).roc.isNaN)
    #expect(areas([0.1, 0.2], [true, true]).precisionRecall == 1)
    #expect(areas([0.1], [false]).precisionRecall.isNaN)
    #expect(areas([], []).roc.isNaN)
  }
}
