/// What stands in for options that are not given: the environment, then a file of the working folder.
package struct Settings: Sendable {
  /// Options by name, as texts: for all commands that have them, and for single commands.
  package struct File: Sendable, Equatable {
    /// The file, as errors say it.
    package let path: String
    /// For all commands that have an option of the name.
    package var common: [String: [String]]
    /// By command, without the program's name: `train`, `datasets fetch`.
    package var commands: [String: [String: [String]]]

    /// Creates what a file says.
    package init(path: String, common: [String: [String]] = [:], commands: [String: [String: [String]]] = [:]) {
      self.path = path
      self.common = common
      self.commands = commands
    }
  }

  let environment: @Sendable (String) -> String?
  /// Names in the environment that are meant for the program, but for those that are no option's.
  let names: @Sendable () -> [String]
  let file: @Sendable () throws -> File?

  /// Creates settings; the file is read only when a command runs.
  package init(
    environment: @escaping @Sendable (String) -> String? = { _ in nil },
    names: @escaping @Sendable () -> [String] = { [] }, file: @escaping @Sendable () throws -> File? = { nil }
  ) {
    self.environment = environment
    self.names = names
    self.file = file
  }

  /// Says which names in the environment are no option's of any command: a mistyped one has no effect.
  func strangers(to program: Command) -> [String] {
    let names = names()
    // Most often there are none, and no command need be looked at before the work.
    guard !names.isEmpty else { return [] }
    let known = Set(program.leaves(below: "").flatMap { $0.command.options.map(\.declaration.variable) })
    return names.filter { !known.contains($0) }.sorted().map { name in
      let near = Nearest.word(to: name, among: known.sorted())
      return "\(name) in the environment is no option's" + (near.map { "; did you mean '\($0)'?" } ?? "")
    }
  }
}

extension Settings.File {
  /// Refuses words that no command knows: a mistyped setting must not be silently without effect.
  func check(against program: Command) throws(Misuse) {
    let commands = program.leaves(below: "")
    let known = Set(commands.flatMap { $0.command.options.map(\.declaration.name) })
    for name in common.keys.sorted() where !known.contains(name) {
      throw Misuse(
        "\(path): no command has an option '\(name)'", suggestion: Nearest.word(to: name, among: known.sorted()))
    }
    for (name, options) in self.commands.sorted(by: { $0.key < $1.key }) {
      guard let command = commands.first(where: { $0.path == name })?.command else {
        throw Misuse(
          "\(path): unknown command '\(name)'", suggestion: Nearest.word(to: name, among: commands.map(\.path)))
      }
      let own = command.options.map(\.declaration.name)
      for option in options.keys.sorted() where !own.contains(option) {
        throw Misuse(
          "\(path): '\(name)' has no option '\(option)'", suggestion: Nearest.word(to: option, among: own))
      }
    }
  }
}

extension Command {
  /// The commands that do something, with their words below the program.
  func leaves(below path: String) -> [(path: String, command: Command)] {
    commands.flatMap { command -> [(path: String, command: Command)] in
      let words = path.isEmpty ? command.name : path + " " + command.name
      return command.commands.isEmpty ? [(words, command)] : command.leaves(below: words)
    }
  }
}
