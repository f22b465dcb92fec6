import Cohorts
import Compute
import Foundation
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Mixtures of examples, and the draws they come from.
@Suite struct MixupTests {
  private func mixed(_ mixup: Mixup, seed: UInt64, step: UInt64) -> (signals: [Float], targets: [Float], Mixup.Draw) {
    var signals = (0..<12).map { Float($0 * $0) }
    var targets: [Float] = [1, 0, 0, 1, 0.5, 0.5, 0, 1]
    let draw = signals.withUnsafeMutableBufferPointer { signals in
      targets.withUnsafeMutableBufferPointer { mixup(signals, $0, count: 4, seed: seed, step: step) }
    }
    return (signals, targets, draw)
  }

  @Test func examplesAndTargetsAreMixedAlike() {
    let (signals, targets, draw) = mixed(Mixup(alpha: 1), seed: 3, step: 9)
    #expect(draw.partners.sorted() == [0, 1, 2, 3])
    #expect(draw.partners != [0, 1, 2, 3] && draw.share > 0 && draw.share < 1)
    let (x, t): ([Double], [Double]) = ((0..<12).map { Double($0 * $0) }, [1, 0, 0, 1, 0.5, 0.5, 0, 1])
    for (example, partner) in draw.partners.enumerated() {
      for i in 0..<3 {
        let expected = draw.share * x[example * 3 + i] + (1 - draw.share) * x[partner * 3 + i]
        #expect(abs(Double(signals[example * 3 + i]) - expected) < 1e-5)
      }
      for i in 0..<2 {
        let expected = draw.share * t[example * 2 + i] + (1 - draw.share) * t[partner * 2 + i]
        #expect(abs(Double(targets[example * 2 + i]) - expected) < 1e-6)
      }
    }
  }

  @Test func seedAndStepDecide() {
    let first = mixed(Mixup(), seed: 3, step: 9)
    let again = mixed(Mixup(), seed: 3, step: 9)
    #expect(first.signals == again.signals && first.targets == again.targets)
    #expect(mixed(Mixup(), seed: 3, step: 10).2 != first.2)
    #expect(mixed(Mixup(), seed: 4, step: 9).2 != first.2)
  }

  @Test func anEmptyBatchIsLeftAlone() {
    let nothing = UnsafeMutableBufferPointer<Float>(start: nil, count: 0)
    #expect(Mixup()(nothing, nothing, count: 0, seed: 1, step: 1).partners.isEmpty)
  }

  /// Kolmogorov's distance of 20 000 draws to the distribution function, which has a closed form for these shapes.
  @Test(arguments: [0.5, 1, 2])
  func sharesAreOfTheBetaDistribution(_ alpha: Double) {
    let count = 20_000
    let draws = (0..<UInt64(count)).map { Mixup(alpha: alpha).draw(1, seed: 5, step: $0).share }.sorted()
    let distance = draws.enumerated().map { index, x in
      let exact: Double =
        switch alpha {
        case 0.5: 2 / Double.pi * asin(x.squareRoot())
        case 1: x
        default: x * x * (3 - 2 * x)
        }
      return abs(exact - (Double(index) + 0.5) / Double(count))
    }.max()
    // Exceeded once in a million by draws of the distribution itself.
    #expect((distance ?? 1) < 2.7 / Double(count).squareRoot())
  }

  /// Variance of Beta(α, α): 1/(4(2α + 1)).
  @Test(arguments: [0.01, 0.2, 8])
  func sharesHaveTheirVariance(_ alpha: Double) {
    let draws = (0..<UInt64(20_000)).map { Mixup(alpha: alpha).draw(1, seed: 6, step: $0).share }
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean - 0.5) < 0.02)
    #expect(abs(variance * 4 * (2 * alpha + 1) - 1) < 0.05)
  }
}
