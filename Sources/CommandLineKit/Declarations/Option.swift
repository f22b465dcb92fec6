/// A flag or an option with a value; `call[option]` is what was given for it.
package struct Option<Value: Sendable>: DeclaredOption {
  /// All of it but the type of its value.
  package let declaration: OptionDeclaration
  /// The value of texts that the declaration accepted; none for those that it did not.
  let value: @Sendable ([String]) -> Value?
}

/// An option of any type.
package protocol DeclaredOption: Sendable {
  var declaration: OptionDeclaration { get }
}

/// All of an option but the type of its value.
package struct OptionDeclaration: Sendable {
  /// How often it is given, and whether with a value.
  package enum Shape: Sendable { case flag, value, values }

  /// The name without its two dashes.
  package let name: String
  /// The letter that stands for it.
  package let short: Character?
  /// What it takes.
  package let shape: Shape
  /// What stands for the value in help, such as `N`.
  package let placeholder: String
  /// What help says it does.
  package let help: String
  /// The value that it has when it is not given, as a person would type it.
  package let shownDefault: String?
  let expected: String
  let words: [String]
  let completion: Completion
  let accepts: @Sendable (String) -> Bool

  /// The variable of the environment that stands in for the option.
  package var variable: String {
    "EINTHOVEN_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
  }
}

extension Option where Value == Bool {
  /// Creates a flag: true when given.
  package init(flag name: String, short: Character? = nil, _ help: String) {
    declaration = OptionDeclaration(
      name: name, short: short, shape: .flag, placeholder: "", help: help, shownDefault: nil,
      expected: "true or false", words: ["true", "false"], completion: .none, accepts: { truth($0) != nil })
    value = { texts in texts.last.map(truth) ?? false }
  }
}

extension Option {
  /// Creates an option that has a value when it is not given.
  package init(
    _ name: String, short: Character? = nil, _ kind: ValueKind<Value>, _ placeholder: String, _ help: String,
    default fallback: Value
  ) {
    declaration = OptionDeclaration(name, short, .value, kind, placeholder, help, shownDefault: shown(fallback))
    value = { texts in texts.last.map(kind.read) ?? fallback }
  }

  /// Creates an option that is nil when it is not given.
  package init<Wrapped>(
    _ name: String, short: Character? = nil, _ kind: ValueKind<Wrapped>, _ placeholder: String, _ help: String
  ) where Value == Wrapped? {
    declaration = OptionDeclaration(name, short, .value, kind, placeholder, help, shownDefault: nil)
    value = { texts in
      guard let last = texts.last else { return .some(nil) }
      return kind.read(last).map { .some($0) }
    }
  }

  /// Creates an option that may be given several times.
  package init<Element>(
    repeated name: String, short: Character? = nil, _ kind: ValueKind<Element>, _ placeholder: String, _ help: String
  ) where Value == [Element] {
    declaration = OptionDeclaration(name, short, .values, kind, placeholder, help, shownDefault: nil)
    value = { texts in texts.compactMap(kind.read) }
  }
}

extension OptionDeclaration {
  fileprivate init<Value>(
    _ name: String, _ short: Character?, _ shape: Shape, _ kind: ValueKind<Value>, _ placeholder: String,
    _ help: String, shownDefault: String?
  ) {
    self.init(
      name: name, short: short, shape: shape, placeholder: placeholder, help: help, shownDefault: shownDefault,
      expected: kind.expected, words: kind.words, completion: kind.completion,
      accepts: { kind.read($0) != nil })
  }
}

/// Returns a default as a person would type it.
private func shown(_ value: some Any) -> String {
  if let number = value as? Double, let whole = Int(exactly: number) { return "\(whole)" }
  if let words = value as? [String] { return words.joined(separator: ",") }
  return "\(value)"
}

/// Returns what a flag's text says: `--json`, `--json=false`, `EINTHOVEN_JSON=1`.
private func truth(_ text: String) -> Bool? {
  switch text.lowercased() {
  case "true", "1", "yes": true
  case "false", "0", "no", "": false
  default: nil
  }
}
