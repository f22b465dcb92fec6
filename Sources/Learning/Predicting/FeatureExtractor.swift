import Cohorts
import Compute
import Networks

/// Computes what a network makes of windows before one of its stages, and what it says in the end.
package final class FeatureExtractor {
  /// The network.
  package let architecture: Architecture
  /// Time steps and channels of the features; one step where they are a row of numbers.
  package let times: Int
  package let channels: Int
  private let runner: Runner

  /// Rows that are computed together.
  private static let batch = 64

  /// Creates an extractor; without a stage, of what the head sees.
  package init(
    _ architecture: Architecture, _ parameters: Parameters, before stage: String? = nil, threads: Int? = nil
  ) {
    self.architecture = architecture
    let signal = architecture.signal(in: Graph())
    let place = stage.flatMap { name in architecture.stages.firstIndex { $0.name == name } }
    let stages = architecture.stages
    let cut = place ?? stages.firstIndex(where: \.isHead) ?? stages.count
    let features = stages[..<cut].reduce(signal) { $1($0, .prediction) }
    let logits = stages[cut...].reduce(features) { $1($0, .prediction) }
    times = features.shape.rank == 1 ? 1 : features.shape.rows
    channels = features.shape.channels
    runner = Runner(.inference([("features", features), ("logits", logits)]), parameters, threads: threads)
  }

  /// Returns the features and the logits of some rows.
  package func callAsFunction(
    _ values: [Float], presence: [Float], count: Int
  ) -> (features: [Float], logits: [Float]) {
    runner.setInput("signal", values)
    runner.setPresence(presence)
    runner.run(count)
    return (runner.output("features"), runner.output("logits"))
  }

  /// Goes through examples, with the rows of each batch: as for evaluation, or as some epoch would draw them.
  package func each(
    of source: any WindowSource, at places: [Int], shape: WindowShape, chance: (seed: UInt64, epoch: Int)? = nil,
    _ body: (_ examples: [Int], _ presence: [Float], _ features: [Float], _ logits: [Float]) -> Void
  ) throws(LearningError) {
    let chunk = Self.batch
    let feed = BatchFeed(source, shape: shape) { number in
      let start = number * chunk
      guard start < places.count else { return nil }
      return BatchFeed.Request(examples: Array(places[start..<min(places.count, start + chunk)]), chance: chance)
    }
    defer { feed.cancel() }
    do throws(RecipeError) {
      while let rows = try feed.next() {
        let (features, logits) = self(rows.values, presence: rows.presence, count: rows.count)
        body(rows.examples, rows.presence, features, logits)
      }
    } catch {
      throw .recipe(error)
    }
  }

  /// Returns the features of examples: of their windows of evaluation, or of so many random ones each.
  package func table(
    of source: any WindowSource, at places: [Int], shape: WindowShape, draws: Int? = nil, seed: UInt64 = 0
  ) throws(LearningError) -> FeatureTable {
    var table = FeatureTable(
      of: source, shape: WindowShape(times: times, leads: (0..<channels).map { "f\($0)" }, rate: shape.rate))
    for draw in 0..<(draws ?? 1) {
      try each(of: source, at: places, shape: shape, chance: draws.map { _ in (seed, draw) }) {
        examples, presence, features, _ in
        table.add(examples, presence: presence, features)
      }
    }
    return table
  }
}
