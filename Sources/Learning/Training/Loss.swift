/// What training makes small.
public enum Loss: Sendable, Hashable, Codable {
  /// Cross-entropy: of the one label, or of each of several.
  case crossEntropy
}
