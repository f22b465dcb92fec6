import Cohorts
import Compute
import Foundation
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// The sweep over learning rates, on losses whose shape is known.
@Suite struct RateFinderTests {
  /// A loss that falls along an S around a rate of 10⁻³, and rises again past 10⁻¹.
  private func valley(_ rate: Double) -> Double {
    let decade = log10(rate)
    return 2 - 1 / (1 + exp(-4 * (decade + 3))) + exp(6 * (decade + 0.5))
  }

  private var exact: RateFinder {
    var finder = RateFinder()
    finder.smoothing = 0
    return finder
  }

  @Test func suggestsTheSteepestAndATenthOfTheLowest() throws {
    let curve = exact(valley)
    let steepest = try #require(curve.steepest)
    // The slope is taken over a pair of rates a twelfth of a decade apart.
    #expect(abs(log10(steepest) + 3) < 0.1, "\(steepest)")
    let lowest = try #require(curve.rates.min { valley($0) < valley($1) })
    #expect(curve.minimumTenth == lowest / 10)
  }

  @Test func ratesGrowEvenlyOnTheLogarithm() {
    var finder = exact
    (finder.least, finder.greatest, finder.count) = (1e-4, 1, 5)
    let curve = finder { _ in 1 }
    #expect(zip(curve.rates, [1e-4, 1e-3, 1e-2, 1e-1, 1]).allSatisfy { abs($0 / $1 - 1) < 1e-12 })
    #expect(curve.steepest == nil && curve.minimumTenth == nil, "too short to tell")
  }

  @Test func stopsWhereTheLossRunsAway() {
    var asked = 0
    let curve = exact { rate in
      asked += 1
      return self.valley(rate)
    }
    #expect(curve.rates.count == asked && asked < 100)
    let least = curve.losses.min() ?? 0
    #expect((curve.losses.last ?? 0) > 4 * least)
    #expect(curve.losses.dropLast().allSatisfy { $0 <= 4 * least })
  }

  @Test func stopsAtALossThatIsNoNumber() {
    var asked = 0
    let curve = exact { _ in
      asked += 1
      return asked < 30 ? 1 / Double(asked) : .nan
    }
    #expect(curve.losses.count == 29)
    #expect(curve.steepest != nil)
  }

  /// The first loss counts in full: a mean that begins at 0 is set right.
  @Test func smoothingIsUnbiased() {
    var finder = RateFinder()
    finder.smoothing = 0.9
    let losses = [3.0, 1, 2]
    var next = 0
    finder.count = 3
    let curve = finder { _ in
      next += 1
      return losses[next - 1]
    }
    let expected = [3, (0.9 * 3 + 1) / 1.9, (0.81 * 3 + 0.9 * 1 + 2) / 2.71]
    #expect(zip(curve.losses, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }
}
