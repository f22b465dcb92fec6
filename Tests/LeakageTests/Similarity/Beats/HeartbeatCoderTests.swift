import Testing
import Waveforms

@testable import Leakage

@Suite struct HeartbeatCoderTests {
  /// Two shapes of beats of 16 samples, each with a little noise.
  private let beats: [Float] = (0..<64).flatMap { beat -> [Float] in
    var random = SplitMix64(5, UInt64(beat))
    return (0..<16).map { Float(sine(Double($0) * (beat % 2 == 0 ? 0.4 : 0.8)) * 1.4 + random.normal(deviation: 0.05)) }
  }

  private var plan: CoderPlan {
    var plan = CoderPlan()
    (plan.outerEpochs, plan.innerEpochs, plan.jointEpochs, plan.batch) = (30, 20, 15, 8)
    return plan
  }

  @Test func learnsToTellBeatsAgain() throws {
    let coder = try #require(
      HeartbeatCoder(beats, samples: 16, plan, threads: 2, report: { _, _ in }, shouldStop: { false }))
    #expect(coder.quality.outer > 0.7)
    #expect(coder.quality.both > 0.7)
    #expect(coder.codes(of: beats, threads: 2).count == 64 * 16)
    #expect(coder.retold(beats, threads: 2).count == beats.count)
    #expect(coder.codes(of: beats, threads: 2).allSatisfy { $0.isFinite })
  }

  @Test func stepsAreCounted() throws {
    var last = (0, 0)
    var short = plan
    (short.outerEpochs, short.innerEpochs, short.jointEpochs) = (1, 2, 3)
    let coder = HeartbeatCoder(
      beats, samples: 16, short, threads: 1, report: { last = ($0, $1) }, shouldStop: { false })
    #expect(last.0 == last.1 && last.0 == 6 * 8)
    #expect(coder?.steps == 48)
  }
}
