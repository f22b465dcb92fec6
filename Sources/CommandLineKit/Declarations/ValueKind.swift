/// What may stand as a value: how it is called, read and completed.
package struct ValueKind<Value: Sendable>: Sendable {
  /// What is expected, as errors say it: "a whole number from 1 to 256".
  package let expected: String
  /// The words to choose from, if only these will do.
  package let words: [String]
  /// What a shell offers.
  package let completion: Completion
  /// Returns the value of a text, or nil where it is none.
  package let read: @Sendable (String) -> Value?

  /// Creates a kind of value.
  package init(
    _ expected: String, words: [String] = [], completion: Completion = .none,
    read: @escaping @Sendable (String) -> Value?
  ) {
    self.expected = expected
    self.words = words
    self.completion = completion
    self.read = read
  }
}

/// What a shell offers for a word.
package enum Completion: Sendable, Equatable { case none, file, folder }

extension ValueKind where Value == Int {
  /// A whole number of a range.
  package static func integer(in range: ClosedRange<Int>) -> ValueKind {
    let isOpen = range.upperBound == .max
    return ValueKind("a whole number from \(range.lowerBound)" + (isOpen ? "" : " to \(range.upperBound)")) {
      Int($0).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// A whole number that is not below another.
  package static func integer(from low: Int) -> ValueKind { integer(in: low...Int.max) }
}

extension ValueKind where Value == UInt64 {
  /// A number that everything random follows from.
  package static var seed: ValueKind { ValueKind("a whole number from 0") { UInt64($0) } }
}

extension ValueKind where Value == Double {
  /// A number.
  package static var number: ValueKind { ValueKind("a number") { Double($0).flatMap { $0.isFinite ? $0 : nil } } }

  /// A number of a range.
  package static func number(in range: ClosedRange<Double>) -> ValueKind {
    ValueKind("a number from \(shown(range.lowerBound)) to \(shown(range.upperBound))") {
      Double($0).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// A number above another.
  package static func number(above low: Double) -> ValueKind {
    ValueKind("a number above \(shown(low))") { Double($0).flatMap { $0.isFinite && $0 > low ? $0 : nil } }
  }

  /// A number that is not below another.
  package static func number(from low: Double) -> ValueKind {
    ValueKind("a number from \(shown(low))") { Double($0).flatMap { $0.isFinite && $0 >= low ? $0 : nil } }
  }

  private static func shown(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}

extension ValueKind where Value == String {
  /// Any text.
  package static var text: ValueKind { ValueKind("a text") { $0 } }
  /// The path of a file, which need not be there.
  package static var file: ValueKind { path("a file", .file) }
  /// The path of a folder, which need not be there.
  package static var folder: ValueKind { path("a folder", .folder) }

  private static func path(_ expected: String, _ completion: Completion) -> ValueKind {
    ValueKind(expected, completion: completion) { $0.isEmpty ? nil : $0 }
  }

  /// One of these words.
  package static func choice(_ words: [String]) -> ValueKind {
    ValueKind(listed(words), words: words) { words.contains($0) ? $0 : nil }
  }
}

extension ValueKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the type's cases, by name.
  package static var choice: ValueKind {
    let words = Value.allCases.map(\.rawValue)
    return ValueKind(listed(words), words: words) { Value(rawValue: $0) }
  }
}

/// Returns "a, b or c".
package func listed(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}
