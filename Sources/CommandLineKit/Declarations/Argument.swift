/// A word that stands by its place; `call[argument]` is what was given for it.
package struct Argument<Value: Sendable>: DeclaredArgument {
  /// All of it but the type of its value.
  package let declaration: ArgumentDeclaration
  let value: @Sendable ([String]) -> Value?
}

/// An argument of any type.
package protocol DeclaredArgument: Sendable {
  var declaration: ArgumentDeclaration { get }
}

/// All of an argument but the type of its value.
package struct ArgumentDeclaration: Sendable {
  /// What stands for it in help, such as `PATH`.
  package let placeholder: String
  /// What help says it is.
  package let help: String
  /// How many words it takes.
  package let count: ClosedRange<Int>
  let expected: String
  let words: [String]
  let completion: Completion
  let accepts: @Sendable (String) -> Bool

  /// How usage shows it: `PATH`, `[PATH]`, `PATH…` or `[PATH…]`.
  package var usage: String {
    let text = count.upperBound > 1 ? placeholder + "…" : placeholder
    return count.lowerBound == 0 ? "[\(text)]" : text
  }
}

extension Argument {
  /// Creates an argument that must be given once.
  package init(_ placeholder: String, _ kind: ValueKind<Value>, _ help: String) {
    declaration = ArgumentDeclaration(placeholder, kind, help, count: 1...1)
    value = { texts in texts.first.flatMap(kind.read) }
  }

  /// Creates an argument that may be left out.
  package init<Wrapped>(optional placeholder: String, _ kind: ValueKind<Wrapped>, _ help: String)
  where Value == Wrapped? {
    declaration = ArgumentDeclaration(placeholder, kind, help, count: 0...1)
    value = { texts in
      guard let text = texts.first else { return .some(nil) }
      return kind.read(text).map { .some($0) }
    }
  }

  /// Creates an argument that may be given several times, but no less often than `atLeast`.
  package init<Element>(
    repeated placeholder: String, _ kind: ValueKind<Element>, _ help: String, atLeast low: Int = 1
  ) where Value == [Element] {
    declaration = ArgumentDeclaration(placeholder, kind, help, count: low...Int.max)
    value = { texts in texts.compactMap(kind.read) }
  }
}

extension ArgumentDeclaration {
  fileprivate init<Value>(
    _ placeholder: String, _ kind: ValueKind<Value>, _ help: String, count: ClosedRange<Int>
  ) {
    self.init(
      placeholder: placeholder, help: help, count: count, expected: kind.expected, words: kind.words,
      completion: kind.completion, accepts: { kind.read($0) != nil })
  }
}
