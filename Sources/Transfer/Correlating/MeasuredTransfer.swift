/// A source carried over to a task: what measures said before, and the score after.
public struct MeasuredTransfer: Sendable, Equatable, Codable {
  /// The target task.
  public var task: String
  /// The source.
  public var source: String
  /// What each measure said, by name.
  public var measures: [String: Double]
  /// The score that was reached; higher is better.
  public var score: Double

  /// Creates a transfer with its measures and score.
  public init(task: String, source: String, measures: [String: Double], score: Double) {
    self.task = task
    self.source = source
    self.measures = measures
    self.score = score
  }
}
