/// A command: what it is called, what it takes, what it does. Or a group of commands.
package struct Command: Sendable {
  /// A call that does something useful, and what that is.
  package struct Example: Sendable {
    /// What is typed.
    package let line: String
    /// What it does.
    package let note: String

    /// Creates an example.
    package init(_ line: String, _ note: String) {
      self.line = line
      self.note = note
    }
  }

  /// The word that calls it.
  package let name: String
  /// One line without a full stop, as the list of commands shows it.
  package let summary: String
  /// Calls that do something useful, first in help.
  package let examples: [Example]
  /// Its arguments, in the order of their places.
  package let arguments: [any DeclaredArgument]
  /// Its own, and `quiet`, which every command has.
  package let options: [any DeclaredOption]
  /// What help says besides; paragraphs are kept apart by empty lines.
  package let notes: @Sendable () -> String
  /// How it may end, where it has more to say than `Exit`.
  package let exits: [(exit: Exit, meaning: String)]
  /// Of a group, its commands.
  package let commands: [Command]
  /// Of a group, the command that is meant when none is named.
  package let otherwise: String?
  let run: (@Sendable (Call) throws -> Exit)?

  /// Leaves out what is said to the person who waits.
  static let quiet = Option(flag: "quiet", short: "q", "say nothing but the result, and what goes wrong")

  /// Creates a command.
  package init(
    _ name: String, _ summary: String, examples: [Example], arguments: [any DeclaredArgument] = [],
    options: [any DeclaredOption] = [], notes: @autoclosure @escaping @Sendable () -> String = "",
    exits: [(exit: Exit, meaning: String)] = [], run: @escaping @Sendable (Call) throws -> Exit
  ) {
    self.name = name
    self.summary = summary
    self.examples = examples
    self.arguments = arguments
    self.options = options + [Command.quiet]
    self.notes = notes
    self.exits = exits
    self.commands = []
    self.otherwise = nil
    self.run = run
    checkNames()
  }

  /// Creates a group of commands; the program is one too.
  ///
  /// Where no command is named, `otherwise` is meant, and without it, help.
  package init(
    _ name: String, _ summary: String, examples: [Example], commands: [Command], otherwise: String? = nil,
    notes: @autoclosure @escaping @Sendable () -> String = ""
  ) {
    self.name = name
    self.summary = summary
    self.examples = examples
    self.arguments = []
    self.options = []
    self.notes = notes
    self.exits = []
    self.commands = commands
    self.otherwise = otherwise
    self.run = nil
    checkNames()
  }

  private func checkNames() {
    let names = options.map(\.declaration.name) + ["help"]
    let shorts = options.compactMap(\.declaration.short) + ["h"]
    precondition(Set(names).count == names.count, "\(name): two options of one name among \(names)")
    precondition(Set(shorts).count == shorts.count, "\(name): two options of one letter among \(shorts)")
    precondition(
      Set(commands.map(\.name)).count == commands.count, "\(name): two commands of one name")
    precondition(
      otherwise.map { name in commands.contains { $0.name == name } } ?? true, "\(name): no such command is meant")
    let open = arguments.dropLast().first { $0.declaration.count.lowerBound != $0.declaration.count.upperBound }
    precondition(open == nil, "\(name): only the last argument may vary in number")
  }
}
