import Cohorts
import Compute
import Networks

/// A network ready to answer.
public final class Predictor {
  /// The network.
  public let architecture: Architecture
  /// Whether an example has one label or several.
  public let task: Task
  /// How windows become one answer.
  public let aggregation: WindowAggregation
  private let runner: Runner

  /// Creates a predictor over parameters, which may go on learning elsewhere.
  public init(
    _ architecture: Architecture, _ parameters: Parameters, task: Task,
    aggregation: WindowAggregation = WindowAggregation(),
    threads: Int? = nil
  ) {
    self.architecture = architecture
    self.task = task
    self.aggregation = aggregation
    runner = Runner(
      .inference([("logits", architecture.logits(architecture.signal(in: Graph()), .prediction))]), parameters,
      threads: threads)
  }

  /// Rows that are computed together.
  private static let batch = 64

  /// Returns the logits of some windows, (row, label).
  ///
  /// - Parameters:
  ///   - values: The windows, (row, time, lead).
  ///   - presence: Which leads each window has, (row, lead), for networks that can do without some.
  ///   - count: How many windows these are.
  public func logits(of values: [Float], presence: [Float] = [], count: Int) -> [Float] {
    let size = architecture.samples * architecture.leads
    precondition(values.count == count * size, "\(values.count) numbers for \(count) windows of \(size)")
    var result: [Float] = []
    result.reserveCapacity(count * architecture.outputs)
    for start in stride(from: 0, to: count, by: Self.batch) {
      let rows = min(Self.batch, count - start)
      runner.withInput("signal", count: rows) { buffer in
        values.withUnsafeBufferPointer { source in
          _ = buffer.update(fromContentsOf: source[(start * size)..<((start + rows) * size)])
        }
      }
      if !presence.isEmpty {
        let leads = presence.count / count
        runner.setPresence(Array(presence[(start * leads)..<((start + rows) * leads)]))
      }
      runner.run(rows)
      result += runner.output("logits")
    }
    return result
  }

  /// Returns the probabilities of recordings from all windows of each, recording after recording.
  public func probabilities(of recordings: [Windows]) -> [Float] {
    let presence = recordings.flatMap(\.presence)
    let logits = logits(
      of: recordings.count == 1 ? recordings[0].values : recordings.flatMap(\.values), presence: presence,
      count: recordings.reduce(0) { $0 + $1.count })
    let owners = recordings.enumerated().flatMap { [Int](repeating: $0, count: $1.count) }
    return aggregation(logits, task: task, owners: owners, count: recordings.count)
  }

  /// Answers for every example of a set, all of its windows taken together; they must be of that shape.
  public func predictions(on set: LearningSet, shape: WindowShape) throws(LearningError) -> Predictions {
    Predictions(
      task: task, labels: set.labels, ids: set.ids, groups: set.groups,
      probabilities: try probabilities(on: set, shape: shape), targets: set.prepared.cohort.targets(set.indices))
  }

  /// Returns the probabilities of the network's own labels, whatever those of the set are, example after example.
  package func probabilities(on set: LearningSet, shape: WindowShape) throws(LearningError) -> [Float] {
    let indices = set.indices
    let chunk = Self.batch
    let feed = BatchFeed(set.prepared, shape: shape) { number in
      let start = number * chunk
      guard start < indices.count else { return nil }
      return BatchFeed.Request(examples: Array(indices[start..<min(indices.count, start + chunk)]), chance: nil)
    }
    defer { feed.cancel() }
    var answers: [Float] = []
    do throws(RecipeError) {
      while let rows = try feed.next() {
        var owners: [Int] = []
        for (row, example) in rows.examples.enumerated() {
          let isSame = row > 0 && rows.examples[row - 1] == example
          owners.append((owners.last ?? -1) + (isSame ? 0 : 1))
        }
        answers += aggregation(
          logits(of: rows.values, presence: rows.presence, count: rows.count), task: task, owners: owners,
          count: (owners.last ?? -1) + 1)
      }
    } catch {
      throw .recipe(error)
    }
    guard answers.allSatisfy(\.isFinite) else {
      throw .request(
        "the network's answers are no numbers: its weights have run away; train with a lower rate, or clip the "
          + "gradients' norm")
    }
    return answers
  }
}
