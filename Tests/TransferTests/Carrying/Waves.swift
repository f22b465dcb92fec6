import Cohorts
import Compute
import Foundation
import Networks
import Waveforms

@testable import Learning
@testable import Transfer

/// Records of made waves, and networks that are quickly trained on them.
enum Waves {
  static let letters = Vocabulary(name: "letters", system: .local, terms: ["a", "b", "c"].map { Term($0, $0) })

  /// Records whose waves are the faster the later their label; `lacking` says which leads a record has not.
  static func cohort(
    count: Int = 18, leads: [String] = ["I"], samples: Int = 192, lacking: (Int) -> Set<String> = { _ in [] }
  ) -> Cohort {
    let examples = (0..<count).map { number in
      var random = SplitMix64(7, UInt64(number))
      let kept = leads.filter { !lacking(number).contains($0) }
      let recording = Recording(
        name: "r\(number)", rate: 50,
        leads: kept.map { lead in
          let phase = random.uniform(0, 6)
          return .init(
            name: lead,
            samples: (0..<samples).map { time in
              Float(sin(Double(time) * Double(2 + 3 * (number % 3)) * 0.1257 + phase) + random.normal(deviation: 0.2))
            })
        })
      return Example(
        id: "r\(number)", source: .memory(recording), patient: .known("p\(number)"),
        labels: [letters.codes[number % 3]])
    }
    return Cohort(name: "waves", vocabulary: letters, examples: examples)
  }

  /// Windows of 160 samples: the first, or a random one.
  static func recipe(_ placement: Window.Placement = .start, leads: [String]? = nil) -> Recipe {
    Recipe(
      (leads.map { [.leads(names: $0, absent: .missing)] } ?? [])
        + [
          .window(window: Window(160, at: placement, stride: 16)), .normalize(normalization: .zScore(.lead)),
          .fill(value: 0),
        ])
  }

  /// Windows of lead II, as *beat* takes them.
  static let leadTwo = Recipe([
    .leads(names: ["II"], absent: .refuse), .resample(rate: 50),
    .window(window: Window(160, at: .random, stride: 160)),
    .normalize(normalization: .zScore(.lead)), .fill(value: 0),
  ])

  static func set(_ cohort: Cohort, _ recipe: Recipe) throws -> LearningSet {
    try LearningSet(
      PreparedCohort(cohort, recipe: recipe, threads: 1), indices: Array(cohort.examples.indices), task: .oneLabel)
  }

  static func shape(_ leads: [String] = ["I"]) -> WindowShape { WindowShape(times: 160, leads: leads, rate: 50) }

  static let beat = Architecture(Beat(samples: 160, outputs: 3))

  static var plan: TrainingPlan {
    var plan = TrainingPlan()
    (plan.epochs, plan.batch, plan.rate, plan.seed) = (2, 6, 0.01, 3)
    return plan
  }

  /// Trains by rules from a start, and returns the weights.
  static func trained(
    _ architecture: Architecture, from start: Parameters, _ plan: TrainingPlan = Waves.plan, on set: LearningSet,
    shape: WindowShape = Waves.shape()
  ) throws -> Parameters {
    let trainer = try Trainer(plan, architecture, training: set, shape: shape, start: start, threads: 1)
    let card = card(architecture, leads: shape.leads)
    return try trainer.run(card: card).parameters
  }

  static func card(_ architecture: Architecture, leads: [String] = ["I"], recipe: Recipe = Waves.recipe(.random))
    -> Card
  {
    var architecture = architecture
    architecture.outputs = 3
    return Card(
      architecture: architecture, task: .oneLabel, vocabulary: letters,
      shape: WindowShape(times: architecture.samples, leads: leads, rate: 50), recipe: recipe,
      aggregation: WindowAggregation())
  }

  static func folder() throws -> String {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("transfer-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path
  }
}
