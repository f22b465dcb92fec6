extension Command {
  /// Makes a call of sorted words: options over the environment over the settings file over defaults.
  func call(
    _ words: Words, path: String, settings: Settings, file: Settings.File?, console: Console,
    advised: @escaping @Sendable (any Error) -> String
  ) throws(Misuse) -> Call {
    var texts: [String: [String]] = [:]
    let own = path.split(separator: " ").dropFirst().joined(separator: " ")
    for option in options.map(\.declaration) {
      let (given, origin): ([String], String) =
        if let given = words.options[option.name] {
          (given, "--\(option.name)")
        } else if let given = settings.environment(option.variable), !given.isEmpty {
          ([given], "\(option.variable) in the environment")
        } else if let file, let given = file.commands[own]?[option.name] ?? file.common[option.name] {
          (given, "\(file.path), \(option.name)")
        } else {
          ([], "")
        }
      for text in given where !option.accepts(text) {
        throw Misuse(
          "\(origin): expected \(option.expected), got '\(text)'",
          suggestion: Nearest.word(to: text, among: option.shape == .flag ? [] : option.words))
      }
      texts[option.name] = given
    }
    var console = console
    if Command.quiet.value(texts[Command.quiet.declaration.name] ?? []) ?? false { console.isQuiet = true }
    return Call(
      path: path, console: console, options: texts, arguments: try assigned(words.plain),
      typed: Set(words.options.keys), advised: advised)
  }

  /// Whether there is an option that not every command has.
  var hasOwnOptions: Bool { options.contains { $0.declaration.name != Command.quiet.declaration.name } }

  /// Returns the words with the name of a command before the flags that were typed before it.
  func inOrder(_ words: ArraySlice<String>, path: String) throws(Misuse) -> ArraySlice<String> {
    let flags = words.prefix { $0.hasPrefix("-") }
    let rest = words.dropFirst(flags.count)
    let first = flags.first ?? ""
    guard let command = commands.first(where: { command in rest.contains { $0 == command.name } }) else {
      throw Misuse("unknown option '\(first)'", suggestion: Nearest.word(to: first, among: ["--help", "--version"]))
    }
    guard rest.first == command.name, command.commands.isEmpty,
      let sorted = try? Words(Array(flags), of: command), sorted.plain.isEmpty
    else { throw Misuse("'\(first)' stands before the command: options come after it, as '\(path) \(command.name) …'") }
    return [command.name] + flags + rest.dropFirst()
  }

  /// Gives words to arguments by their places.
  private func assigned(_ words: [String]) throws(Misuse) -> [String: [String]] {
    var texts: [String: [String]] = [:]
    var rest = words[...]
    for argument in arguments.map(\.declaration) {
      let own = Array(rest.prefix(argument.count.upperBound))
      rest = rest.dropFirst(argument.count.upperBound)
      guard own.count >= argument.count.lowerBound else {
        let rest = argument.count.upperBound > 1 ? "\(argument.count.lowerBound) or more \(argument.placeholder)" : ""
        throw Misuse(
          argument.count.upperBound > 1 && argument.count.lowerBound > 1
            ? "expected \(rest), got \(own.count)" : "\(argument.placeholder) is missing: \(argument.help)")
      }
      for text in own where !argument.accepts(text) {
        throw Misuse(
          "\(argument.placeholder): expected \(argument.expected), got '\(text)'",
          suggestion: Nearest.word(to: text, among: argument.words))
      }
      texts[argument.placeholder] = own
    }
    if let extra = rest.first {
      throw Misuse(arguments.isEmpty ? "'\(extra)': no argument is expected" : "'\(extra)' is one argument too many")
    }
    return texts
  }
}
