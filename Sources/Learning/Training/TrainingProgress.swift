/// Where a training stands between two steps, beside its numbers.
struct TrainingProgress: Codable, Equatable {
  /// The best epoch so far by the plan's metric.
  struct Best: Codable, Equatable {
    /// The epoch, counted from 1.
    var epoch: Int
    /// The metric.
    var value: Double
  }

  /// The epoch, counted from 0.
  var epoch = 0
  /// Batches of it that are done.
  var batch = 0
  /// Steps that were made.
  var step: UInt64 = 0
  /// The sum of the losses of the epoch's examples, and how many there were.
  var lossSum = 0.0
  var lossCount = 0
  /// The best epoch, if there is a metric to tell.
  var best: Best?
  /// Bytes of the log and of the event file that belong to what was done.
  var logBytes = 0
  var eventBytes = 0
  /// Whether training has ended.
  var isFinished = false

  /// The mean loss of the epoch so far.
  var loss: Double { lossCount > 0 ? lossSum / Double(lossCount) : .nan }
}
