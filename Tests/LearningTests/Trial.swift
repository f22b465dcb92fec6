import Cohorts
import Compute
import Networks
import Waveforms

@testable import Learning

/// A training small enough to be run many times: a few records of made waves, and networks of a few weights.
struct Trial {
  var plan: TrainingPlan
  var architecture: Architecture
  var cohort = Trial.cohort()
  var recipe = Trial.recipe
  var task = Task.oneLabel
  var start: Parameters?

  /// This folder of tests, beside which golden files lie.
  static let here: String = #filePath

  init(_ plan: TrainingPlan = Trial.plan, _ architecture: Architecture = Trial.pooled) {
    self.plan = plan
    self.architecture = architecture
  }

  /// Three epochs of steps that are quickly done.
  static var plan: TrainingPlan {
    var plan = TrainingPlan()
    (plan.epochs, plan.batch, plan.rate, plan.seed) = (3, 4, 0.01, 11)
    return plan
  }

  /// LSTMs, batch norms and dropouts together.
  static var pooled: Architecture { Architecture(PooledLSTM(leads: 2, samples: 24, hidden: 3, levels: 1, outputs: 3)) }

  static let recipe = Recipe([
    .window(window: Window(24, at: .random, stride: 16)), .normalize(normalization: .zScore(.lead)), .gain(by: 0.2),
    .fill(value: 0),
  ])

  /// 18 records to learn from and 9 to choose by, whose waves are the faster the later their label.
  static func cohort(count: Int = 27, leads: [String] = ["I", "II"], samples: Int = 60, rate: Double = 50) -> Cohort {
    let codes = ["a", "b", "c"]
    let examples = (0..<count).map { number in
      Example(
        id: "r\(number)",
        source: .memory(recording("r\(number)", kind: number % 3, leads: leads, samples: samples, rate: rate)),
        patient: number < count - 3 ? .known("p\(number / 2)") : .unknown, labels: [codes[number % 3]],
        fold: 1 + number % 9)
    }
    return Cohort(
      name: "waves",
      vocabulary: Vocabulary(name: "letters", system: .local, terms: codes.map { Term($0, "wave \($0)") }),
      examples: examples)
  }

  static func recording(
    _ name: String, kind: Int, leads: [String] = ["I", "II"], samples: Int = 60, rate: Double = 50
  ) -> Recording {
    var random = SplitMix64(7, UInt64(name.utf8.reduce(0) { $0 * 31 + Int($1) }))
    return Recording(
      name: name, rate: rate,
      leads: leads.enumerated().map { place, lead in
        let phase = random.uniform(0, 6)
        return .init(
          name: lead,
          samples: (0..<samples).map { time in
            let angle = Double(time) / rate * Double(2 + 3 * kind) * 6.283 + phase + Double(place)
            return Float(sine(angle) + random.normal(deviation: 0.3))
          })
      })
  }

  private static func sine(_ x: Double) -> Double {
    var t = x.truncatingRemainder(dividingBy: 2 * .pi)
    if t > .pi { t -= 2 * .pi }
    // Bhaskara's: a wave is all that is asked for.
    return 16 * t * (.pi - abs(t)) / (5 * .pi * .pi - 4 * abs(t) * (.pi - abs(t)))
  }

  func prepared() throws -> PreparedCohort { try PreparedCohort(cohort, recipe: recipe, threads: 1) }

  func sets() throws -> (training: LearningSet, validation: LearningSet) {
    let prepared = try prepared()
    let cut = cohort.count * 2 / 3
    return (
      try LearningSet(prepared, indices: Array(0..<cut), task: task),
      try LearningSet(prepared, indices: Array(cut..<cohort.count), task: task)
    )
  }

  func shape() throws -> WindowShape { try WindowShape(of: prepared(), at: 0) }

  func trainer(threads: Int = 1, pause: Duration? = nil, rest: Duration = .zero) throws -> Trainer {
    let (training, validation) = try sets()
    let trainer = try Trainer(
      plan, architecture, training: training, validation: validation, shape: shape(), start: start, threads: threads)
    if let pause { trainer.pause = pause }
    trainer.rest = rest
    return trainer
  }

  func card() throws -> Card {
    Card(
      architecture: architecture, task: task, vocabulary: cohort.vocabulary, shape: try shape(), recipe: recipe,
      aggregation: plan.aggregation)
  }

  /// Trains from wherever the folder stands, to the end or for so many steps.
  @discardableResult
  func run(
    in folder: String, threads: Int = 1, steps: Int? = nil, pause: Duration? = nil, rest: Duration = .zero,
    report: (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainingOutcome {
    var done = 0
    let trainer = try trainer(threads: threads, pause: pause, rest: rest)
    return try trainer.run(in: RunFolder(folder), card: card(), report: report) {
      done += 1
      return steps.map { done >= $0 } ?? false
    }
  }
}

/// What a body throws, in words; nothing when it goes well.
func refusal<Value>(_ body: () throws -> Value) -> String? {
  do {
    _ = try body()
    return nil
  } catch {
    return "\(error)"
  }
}
