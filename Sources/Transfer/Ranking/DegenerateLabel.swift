/// A target label that all examples have, or none: nothing can be told of it.
public struct DegenerateLabel: Sendable, Equatable, Codable {
  /// The label.
  public internal(set) var label: String
  /// How many examples have it.
  public let positives: Int
  /// What is missing.
  public let reason: String

  static func all(in target: Target) -> [DegenerateLabel] {
    zip(target.labels, target.positives).compactMap { label, positives in
      if positives == 0 { return DegenerateLabel(label: label, positives: 0, reason: "no positive example") }
      guard positives == target.count else { return nil }
      return DegenerateLabel(label: label, positives: positives, reason: "no negative example")
    }
  }
}
