/// One call of a command: what was given, checked, and where to write.
package struct Call: Sendable {
  /// The words that named the command: `einthoven demo`.
  package let path: String
  /// Where the command writes.
  package let console: Console
  let options: [String: [String]]
  let arguments: [String: [String]]
  /// The options that were typed, by name.
  let typed: Set<String>
  let advised: @Sendable (any Error) -> String

  /// Complains of one of several things that the command was to do: what is wrong, and what to do next.
  package func complain(_ error: any Error) { console.complain("\(path): \(advised(error))") }

  /// Whether an option was typed, and does not only have its value from settings or by default.
  package func isTyped(_ option: any DeclaredOption) -> Bool { typed.contains(option.declaration.name) }

  /// Refuses options that were typed and would change nothing.
  package func refuse(_ options: [any DeclaredOption], because reason: String) throws(Misuse) {
    guard let first = options.map(\.declaration.name).first(where: typed.contains) else { return }
    throw Misuse("--\(first) would change nothing: \(reason)")
  }

  /// Refuses options that were typed and would change nothing.
  package func refuse(_ options: any DeclaredOption..., because reason: String) throws(Misuse) {
    try refuse(options, because: reason)
  }

  /// What was given for an option, by a flag, the environment, the settings or its default.
  package subscript<Value>(_ option: Option<Value>) -> Value {
    guard let texts = options[option.declaration.name], let value = option.value(texts) else {
      preconditionFailure("\(path) does not declare --\(option.declaration.name)")
    }
    return value
  }

  /// What was given for an argument.
  package subscript<Value>(_ argument: Argument<Value>) -> Value {
    guard let texts = arguments[argument.declaration.placeholder], let value = argument.value(texts) else {
      preconditionFailure("\(path) does not declare \(argument.declaration.placeholder)")
    }
    return value
  }
}
