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

  /// What cannot be true of a training of so many epochs, batches and steps, or nothing.
  func problem(epochs: Int, batches: Int, steps: Int) -> String? {
    let most = UInt64(epochs).multipliedReportingOverflow(by: UInt64(steps)).partialValue
    let checks: [(Bool, String)] = [
      ((0...epochs).contains(epoch), "epoch \(epoch) of \(epochs)"),
      ((0...batches).contains(batch), "batch \(batch) of \(batches)"),
      (step <= most, "step \(step) of \(most)"),
      (isFinished || epoch < epochs, "all epochs, and yet no end"),
      (lossSum.isFinite && lossCount >= 0, "a loss of \(lossSum) over \(lossCount) examples"),
      (best.map { (1...max(1, epoch)).contains($0.epoch) && $0.value.isFinite } ?? true, "a best epoch that was not"),
      (logBytes >= 0 && eventBytes >= 0, "a log of \(logBytes) and events of \(eventBytes) bytes"),
    ]
    return checks.first { !$0.0 }?.1
  }

  /// The mean loss of the epoch so far.
  var loss: Double { lossCount > 0 ? lossSum / Double(lossCount) : .nan }
}
