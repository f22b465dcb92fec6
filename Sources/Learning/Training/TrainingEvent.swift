/// What a training tells of itself while it goes on.
public enum TrainingEvent: Sendable {
  /// It begins, or goes on where it was stopped.
  case begun(Start)
  /// A step was made.
  case step(Step)
  /// An epoch has ended and was judged.
  case epoch(EpochRecord)

  /// Where a training begins.
  public struct Start: Sendable, Equatable {
    /// Passes over the examples.
    public let epochs: Int
    /// Steps a pass.
    public let steps: Int
    /// Training examples.
    public let examples: Int
    /// The epoch and step at which an interrupted training goes on; nothing when it is a new one.
    public let resumed: (epoch: Int, step: Int)?

    /// Whether two starts are alike.
    public static func == (a: Start, b: Start) -> Bool {
      (a.epochs, a.steps, a.examples, a.resumed?.epoch, a.resumed?.step)
        == (b.epochs, b.steps, b.examples, b.resumed?.epoch, b.resumed?.step)
    }
  }

  /// How far a training is.
  public struct Step: Sendable, Equatable {
    /// The epoch, counted from 1.
    public let epoch: Int
    /// Steps of the epoch that are done.
    public let step: Int
    /// The mean loss of the epoch so far.
    public let loss: Double
    /// The learning rate of the step.
    public let rate: Float
    /// Training examples seen since the training was begun or resumed.
    public let seen: Int
  }
}

/// What one epoch came to: a line of the log.
public struct EpochRecord: Sendable, Equatable, Codable {
  /// The epoch, counted from 1.
  public let epoch: Int
  /// Steps made since the beginning.
  public let step: Int
  /// The learning rate of the last step.
  public let rate: Float
  /// The mean loss over the epoch.
  public let loss: Double
  /// Metrics on the validation part, by name; empty when there is none.
  public let validation: [String: Double]
  /// Whether these are the best weights so far.
  public let isBest: Bool
  /// Seconds that the epoch took in this process.
  public let seconds: Double
}
