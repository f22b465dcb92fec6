/// One call of a command: what was given, checked, and where to write.
package struct Call: Sendable {
  /// The words that named the command: `einthoven demo`.
  package let path: String
  package let console: Console
  let options: [String: [String]]
  let arguments: [String: [String]]

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
