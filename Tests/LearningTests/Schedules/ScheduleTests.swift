import Cohorts
import Compute
import Foundation
import Interchange
import Networks
import Testing
import Waveforms

@testable import Learning

/// Schedules against torch.optim.lr_scheduler, step by step.
@Suite struct ScheduleTests {
  /// Goldens/schedules.json, made by Scripts/goldens/make_schedules.py.
  struct Goldens: Decodable {
    struct Case: Decodable {
      let name: String
      let schedule: Schedule
      let rates: [Double]
      var momenta: [Double]?
      var isHigherBetter: Bool?
    }
    let base: Double
    let stepsPerEpoch: Int
    let totalSteps: Int
    let metrics: [Double?]
    let cases: [Case]
    let plateaus: [Case]

    static func read() throws -> Goldens {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Goldens/schedules.json")
      return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: file))
    }
  }

  private func agree(_ ours: Double, _ theirs: Double) -> Bool { abs(ours - theirs) <= 1e-12 * max(1e-3, theirs) }

  @Test func followTorch() throws {
    let goldens = try Goldens.read()
    #expect(goldens.cases.count == 14)
    for golden in goldens.cases {
      #expect(golden.rates.count == goldens.totalSteps)
      for (step, rate) in golden.rates.enumerated() {
        let ours = golden.schedule.rate(
          goldens.base, step: step, stepsPerEpoch: goldens.stepsPerEpoch, totalSteps: goldens.totalSteps)
        #expect(agree(ours, rate), "\(golden.name), step \(step): \(ours), not \(rate)")
        let momentum = golden.schedule.momentum(
          step: step, stepsPerEpoch: goldens.stepsPerEpoch, totalSteps: goldens.totalSteps)
        #expect((momentum == nil) == (golden.momenta == nil), "\(golden.name)")
        if let momentum, let theirs = golden.momenta {
          #expect(agree(momentum, theirs[step]), "\(golden.name), momentum of step \(step)")
        }
      }
    }
  }

  /// The state is written and read between any two looks, as by a training that is resumed.
  @Test func plateausFollowTorch() throws {
    let goldens = try Goldens.read()
    #expect(goldens.plateaus.count == 4)
    for golden in goldens.plateaus {
      var state = Schedule.State()
      for (metric, rate) in zip(goldens.metrics, golden.rates) {
        golden.schedule.observe(metric ?? .nan, isHigherBetter: golden.isHigherBetter ?? false, state: &state)
        state = try JSONDecoder().decode(Schedule.State.self, from: JSONEncoder().encode(state))
        let ours = golden.schedule.rate(goldens.base, step: 3, stepsPerEpoch: 5, totalSteps: 40, state: state)
        #expect(agree(ours, rate), "\(golden.name): \(ours), not \(rate)")
      }
      #expect(Set(golden.rates).count > 1, "\(golden.name) never lowers its rate")
    }
  }

  @Test func writtenAndReadTheyAreTheSame() throws {
    for golden in try Goldens.read().cases {
      let bytes = try JSONEncoder().encode(golden.schedule)
      #expect(try JSONDecoder().decode(Schedule.self, from: bytes) == golden.schedule)
    }
  }

  /// Kachuee et al.: × 0.75 every 10 000 iterations.
  @Test func iterationsAreCountedAcrossEpochs() {
    let schedule = Schedule.step(factor: 0.75, every: .steps(10_000))
    let rate = { schedule.rate(1e-3, step: $0, stepsPerEpoch: 1371, totalSteps: 50_000) }
    #expect(rate(9_999) == 1e-3)
    #expect(rate(10_000) == 0.75e-3)
    #expect(rate(39_999) == 1e-3 * 0.421875)
  }

  @Test func exponentialFallsSmoothlyWithinAnEpoch() {
    let schedule = Schedule.exponential(factor: 0.25, every: .epochs(2))
    let rate = { schedule.rate(step: $0, stepsPerEpoch: 10, totalSteps: 100) }
    #expect(abs(rate(10) - 0.5) < 1e-12)
    #expect(abs(rate(20) - 0.25) < 1e-12)
    #expect(abs(rate(5) * rate(5) - 0.5) < 1e-12)
  }

  /// Steps past the end, and a training of a single step, still have a rate.
  @Test func theEndIsNotPassed() {
    var cycle = OneCycle()
    cycle.rise = 0
    for schedule in [.oneCycle(OneCycle()), .oneCycle(cycle), Schedule.cosine(least: 0.125)] {
      let rate = { (step: Int, total: Int) in schedule.rate(step: step, stepsPerEpoch: 1, totalSteps: total) }
      #expect(rate(500, 40) == rate(40, 40))
      for total in 0...3 {
        for step in 0...3 { #expect((0...1).contains(rate(step, total)), "step \(step) of \(total)") }
      }
    }
  }

  @Test func warmUpPassesOnWhatWasSeen() {
    var plateau = Plateau()
    plateau.patience = 0
    let schedule = Schedule.warmUp(over: .steps(10), start: 0.5, then: .plateau(plateau))
    var state = Schedule.State()
    for metric in [1.0, 1.0] { schedule.observe(metric, isHigherBetter: false, state: &state) }
    let rate = { schedule.rate(step: $0, stepsPerEpoch: 10, totalSteps: 100, state: state) }
    #expect(rate(0) == 0.5)
    #expect(abs(rate(50) - 0.1) < 1e-12)
  }
}
