#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program: a group of commands, run by words.
package struct Application: Sendable {
  /// The group of all commands.
  package let root: Command
  /// What `--version` says.
  package let version: String
  /// What stands in for options that are not given.
  package let settings: Settings
  /// What to do about an error that does not say so itself.
  let advice: @Sendable (any Error, [String]) -> String?

  /// Creates a program; `advice` says what to do about an error that does not say so itself.
  package init(
    _ root: Command, version: String, settings: Settings = Settings(),
    advice: @escaping @Sendable (_ error: any Error, _ words: [String]) -> String? = { _, _ in nil }
  ) {
    self.root = root
    self.version = version
    self.settings = settings
    self.advice = advice
  }

  /// Runs the command that the words name; the one place where errors become text.
  package func run(_ words: [String], console: Console) -> Exit {
    var path = root.name
    do {
      return try run(words, path: &path, console: console)
    } catch let error as Misuse {
      console.complain("\(path): \(error)\(error.suggestion == nil ? "; try" : " Try") '\(path) --help'")
      return .misuse
    } catch {
      console.complain("\(path): \(advised(error, words))")
      return (error as? any ErrorWithExit)?.exit ?? .failedData
    }
  }

  private func run(_ given: [String], path: inout String, console: Console) throws -> Exit {
    var command = root
    var words = given[...]
    if words.first == "help" {
      words = words.dropFirst() + ["--help"]
    }
    while !command.commands.isEmpty {
      if let usual = command.otherwise, words.first.map({ $0.hasPrefix("-") && $0 != "-h" && $0 != "--help" }) ?? true {
        words = [usual] + words
      }
      guard let word = words.first, word != "-h", word != "--help" else {
        console.print(styled: command.help(path: path, screen: console.output))
        return .success
      }
      if word == "--version", command.name == root.name {
        console.print("\(root.name) \(version)")
        return .success
      }
      if word.hasPrefix("-") {
        words = try command.inOrder(words, path: path)
        continue
      }
      guard let next = command.commands.first(where: { $0.name == word }) else {
        throw Misuse(
          "unknown command '\(word)'", suggestion: Nearest.word(to: word, among: command.commands.map(\.name)))
      }
      command = next
      path += " " + next.name
      words = words.dropFirst()
    }
    let sorted = try Words(Array(words), of: command)
    if sorted.asksForHelp {
      console.print(styled: command.help(path: path, screen: console.output))
      return .success
    }
    // A command without options has nothing to take from a file, be it broken.
    let file = command.hasOwnOptions ? try settings.file() : nil
    try file?.check(against: root)
    let call = try command.call(
      sorted, path: path, settings: settings, file: file, console: console, advised: { [given] in advised($0, given) })
    if command.hasOwnOptions { for stranger in settings.strangers(to: root) { call.console.note("note: \(stranger)") } }
    guard let run = command.run else { preconditionFailure("\(path) is neither a command nor a group") }
    return try run(call)
  }

  /// An error in words, with what to do next where that is known.
  private func advised(_ error: any Error, _ words: [String]) -> String {
    "\(error)" + (advice(error, words).map { "; \($0)" } ?? "")
  }

  /// Runs the command that the process was called with, and ends the process.
  package func main() -> Never {
    // A reader that goes away, such as `head`, ends the output and nothing else.
    signal(SIGPIPE, SIG_IGN)
    let code = run(Array(CommandLine.arguments.dropFirst()), console: .standard())
    // Output that was not taken is lost data, unless its reader did not want more.
    if let cause = StandardOutput.shared.flush(), code == .success {
      guard cause != EPIPE else { exit(code.rawValue) }
      Console.standard().complain("\(root.name): the output could not be written: " + String(cString: strerror(cause)))
      exit(Exit.failedData.rawValue)
    }
    exit(code.rawValue)
  }
}
