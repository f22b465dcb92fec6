/// What a network is asked about each example.
public enum Task: String, Sendable, Hashable, Codable, CaseIterable {
  /// Which one label it has: probabilities sum to 1 (softmax).
  case oneLabel
  /// Which labels it has, none or many: each has a probability of its own (sigmoid).
  case severalLabels
}
