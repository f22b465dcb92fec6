/// What an audit concludes.
public enum Verdict: String, Sendable, Codable, CaseIterable {
  /// Nothing is on both sides.
  case clean
  /// Something is on both sides.
  case leaking
  /// Nothing was found, and patients are unknown, so that more cannot be said.
  case cannotVerify = "cannot verify"
}
