import Cohorts

/// Which examples each batch of a training holds: a function of the seed, the epoch and the batch's number alone.
final class BatchOrder: @unchecked Sendable {
  private let set: LearningSet
  private let plan: TrainingPlan
  /// Batches of an epoch.
  let batches: Int
  // Asked by one thread at a time.
  private var epoch = -1
  private var order: [Int] = []

  init(_ set: LearningSet, plan: TrainingPlan) {
    self.set = set
    self.plan = plan
    let count = plan.sampling.order(set.indices, of: set.prepared.cohort, seed: plan.seed, epoch: 0).count
    // A single row left over has no batch statistics: it waits for another epoch.
    let rest = count % plan.batch
    batches = count / plan.batch + (rest > 1 || count == 1 ? 1 : 0)
  }

  /// Steps of an epoch, at each of which the weights move once.
  var steps: Int { steps(batches: batches) }

  /// Returns how many steps so many batches of an epoch make.
  func steps(batches: Int) -> Int { (batches + plan.accumulation - 1) / plan.accumulation }

  /// Returns the examples of a batch, by their places in the cohort.
  func examples(epoch: Int, batch: Int) -> [Int] {
    if epoch != self.epoch {
      order = plan.sampling.order(set.indices, of: set.prepared.cohort, seed: plan.seed, epoch: epoch)
      self.epoch = epoch
    }
    let start = batch * plan.batch
    return Array(order[start..<min(order.count, start + plan.batch)])
  }

  /// Returns a feed of all batches from one on, to the end of the last epoch.
  func feed(from epoch: Int, batch: Int, shape: WindowShape) -> BatchFeed {
    let first = epoch * batches + batch
    let (batches, epochs, seed) = (batches, plan.epochs, plan.seed)
    let again = BatchOrder(set, plan: plan)
    return BatchFeed(set.prepared, shape: shape) { number in
      let (epoch, batch) = (first + number).quotientAndRemainder(dividingBy: batches)
      guard epoch < epochs else { return nil }
      return BatchFeed.Request(examples: again.examples(epoch: epoch, batch: batch), chance: (seed, epoch))
    }
  }
}
