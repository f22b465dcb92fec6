import Cohorts
import Compute
import Foundation
import Learning
import Networks

/// How much of the engine's own step rate is left when the trainer feeds it from recordings.
///
/// Both take steps in turn in one process, some of the one and some of the other, so that whatever else the machine does
/// meets both alike. The trainer's first steps of a turn are left out: they find batches that were made meanwhile.
enum TrainerRate {
  private static let (warm, turn, turns) = (8, 60, 12)

  struct Row: Codable {
    var what = "trainer on cinc2017, lead, batch 32"
    var threads: Int
    /// Milliseconds a step: the best turn of each, and the median turn.
    var trainerBest: Double
    var engineBest: Double
    var trainerMedian: Double
    var engineMedian: Double
    /// The trainer's rate as a share of the engine's, by the best turns, by the medians, and the median over turns.
    var percentOfBest: Double
    var percentOfMedians: Double
    var percentMedian: Double
  }

  static func run(threads: Int?) throws -> Row? {
    guard let data = ProcessInfo.processInfo.environment["EINTHOVEN_DATA"] else {
      print("skipped: EINTHOVEN_DATA names no folder with cinc2017 in it")
      return nil
    }
    var request = TrainingRequest(cohort: "cinc2017:\(data)/cinc2017", network: "lead", recipe: "lead")
    request.labels = ["N", "A", "O"]
    request.metric = "none"
    request.plan.epochs = 1000
    request.split = SplitRequest(.fractions(validation: 0, test: 0))
    let job = try TrainingJob(request, threads: threads)
    let engine = EngineStep(threads: threads)
    let clock = ContinuousClock()
    var (taken, start) = (0, clock.now)
    var (ours, engines): ([Double], [Double]) = ([], [])
    let scratch = try RunFolder("\(NSTemporaryDirectory())einthoven-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(atPath: scratch.path) }
    _ = try job.run(
      in: scratch,
      report: { event in
        guard case .training(.step) = event else { return }
        taken += 1
        if taken == warm { start = clock.now }
        guard taken == warm + turn else { return }
        ours.append((clock.now - start) / .milliseconds(turn))
        for _ in 0..<warm { engine.step() }
        engines.append(clock.measure { for _ in 0..<turn { engine.step() } } / .milliseconds(turn))
        taken = 0
      }, shouldStop: { ours.count == turns })
    let ratios = zip(ours, engines).map { 100 * $1 / $0 }
    return Row(
      threads: engine.runner.threads, trainerBest: ours.min() ?? 0, engineBest: engines.min() ?? 0,
      trainerMedian: middle(ours), engineMedian: middle(engines),
      percentOfBest: 100 * (engines.min() ?? 0) / (ours.min() ?? 1),
      percentOfMedians: 100 * middle(engines) / middle(ours), percentMedian: middle(ratios))
  }

  private static func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// The step that the trainer takes, on one batch that never changes.
private struct EngineStep {
  let runner: Runner
  private let optimizer: Optimizer
  private static let batch = 32

  init(threads: Int?) {
    let architecture = Architecture(Lead())
    let graph = Graph()
    let logits = architecture.logits(architecture.signal(in: graph), .training)
    let program = Program.training(loss: logits.crossEntropy(graph.input("target", [])))
    let parameters = architecture.parameters(seed: 1)
    runner = Runner(program, parameters, threads: threads)
    optimizer = Optimizer(.adam(), rate: 1e-3, for: parameters)
    runner.withInput("signal", count: Self.batch) { buffer in
      for index in buffer.indices { buffer[index] = Float(index * 7 % 101) / 50 - 1 }
    }
    runner.withInput("target", count: Self.batch) { buffer in
      for index in buffer.indices { buffer[index] = Float(index % 3) }
    }
  }

  func step() {
    runner.run(Self.batch)
    optimizer.step(runner)
  }
}
