/// A source network that may be carried over: what it says of the target's examples, and what is known of it.
public struct Source: Sendable {
  /// The name in the ranking.
  public let name: String
  /// What the source says of the target's examples.
  public let representation: Representation
  /// The score on its own task, where known; higher is better.
  public let ownScore: Double?
  /// The number of parameters, where known.
  public let parameters: Int?

  /// Creates a source.
  public init(name: String, representation: Representation, ownScore: Double? = nil, parameters: Int? = nil) {
    precondition(ownScore?.isFinite ?? true, "a score of \(ownScore ?? .nan)")
    self.name = name
    self.representation = representation
    self.ownScore = ownScore
    self.parameters = parameters
  }

  func gathering(_ indices: [Int]) -> Source {
    Source(
      name: name, representation: representation.gathering(indices), ownScore: ownScore, parameters: parameters)
  }
}
