/// A dotted name in which `*` stands for one part, and a last `**` for all parts from there on.
public struct NamePattern: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The pattern as it is written.
  public let description: String
  private let parts: [Substring]

  /// Creates a pattern from a text such as `layer1.*.conv1.weight`.
  public init(_ text: String) {
    description = text
    parts = text.split(separator: ".", omittingEmptySubsequences: false)
  }

  /// Creates a pattern from a literal.
  public init(stringLiteral value: String) { self.init(value) }

  /// Whether a name fits.
  public func matches(_ name: String) -> Bool { captures(in: name) != nil }

  /// What each wildcard stands for in a name, or nothing when the name does not fit.
  func captures(in name: String) -> [Substring]? {
    var captures: [Substring] = []
    var rest = name.split(separator: ".", omittingEmptySubsequences: false)[...]
    for (index, part) in parts.enumerated() {
      guard let first = rest.first, let last = rest.last else { return nil }
      if part == "**" && index == parts.count - 1 {
        return captures + [first.base[first.startIndex..<last.endIndex]]
      }
      if part == "*" { captures.append(first) } else if part != first { return nil }
      rest = rest.dropFirst()
    }
    return rest.isEmpty ? captures : nil
  }

  /// The wildcards, in order: what a pattern and its target must have in common.
  var wildcards: [Substring] { parts.filter { $0 == "*" || $0 == "**" } }

  /// Returns the name with something in the place of each wildcard.
  func filled(_ captures: [Substring]) -> String {
    var rest = captures[...]
    return parts.map { part in
      part == "*" || part == "**" ? String(rest.popFirst() ?? "") : String(part)
    }.joined(separator: ".")
  }
}
