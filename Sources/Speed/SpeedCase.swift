/// One thing to time: a network, training or prediction, and how many examples at once.
public struct SpeedCase: Codable, Sendable {
  /// A step of training (forward, loss, backward, Adam), or a forward pass.
  public enum Mode: String, Codable, Sendable { case train, infer }
  /// Which network: a letter of `networks`.
  public var network: String
  /// What is done with it.
  public var mode: Mode
  /// Examples at once.
  public var batch: Int
  /// How many threads work.
  public var threads: Int
  /// About how long it is timed.
  public var seconds: Double?
  /// Examples a shard and lanes a batch, where not the program's own choice.
  public var shard: Int?
  /// Lanes a batch.
  public var lanes: Int?

  /// Creates a case.
  public init(
    network: String, mode: Mode, batch: Int, threads: Int, seconds: Double? = nil, shard: Int? = nil, lanes: Int? = nil
  ) {
    (self.network, self.mode, self.batch, self.threads) = (network, mode, batch, threads)
    (self.seconds, self.shard, self.lanes) = (seconds, shard, lanes)
  }

  /// The table of cases that the engine is measured by.
  public static let table: [(network: String, mode: Mode, batch: Int)] = [
    ("A", .train, 32), ("A", .train, 128), ("A", .infer, 1), ("A", .infer, 256), ("B", .train, 32), ("B", .infer, 1),
    ("B", .infer, 256), ("C", .train, 32), ("C", .infer, 1), ("D", .train, 16), ("D", .infer, 1), ("E", .train, 16),
    ("E", .infer, 1),
  ]

  /// The networks, and what they are.
  public static let networks: [(letter: String, name: String)] = [
    ("A", "beat"), ("B", "lead"), ("C", "lead in twelve leads"), ("D", "xResNet1d101"), ("E", "recurrentStack"),
  ]
}
