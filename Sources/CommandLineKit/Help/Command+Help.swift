extension Command {
  /// Returns the help: what to type first, then what there is.
  package func help(path: String, screen: Screen) -> String {
    let width = screen.isTerminal ? min(100, max(40, screen.width)) : 100
    var parts: [String] = []
    if !examples.isEmpty {
      let rows = examples.map { ($0.line, $0.note) }
      parts.append(screen.styled("Examples:", .bold) + "\n" + HelpText.rows(rows, width: width))
    }
    parts.append(screen.styled("Usage:", .bold) + " " + usage(path) + "\n" + HelpText.wrapped(sentence, width: width))
    if !commands.isEmpty {
      let rows = commands.map { ($0.name, $0.summary) }
      parts.append(screen.styled("Commands:", .bold) + "\n" + HelpText.rows(rows, width: width))
    }
    if !arguments.isEmpty {
      let rows = arguments.map { ($0.declaration.placeholder, $0.declaration.help) }
      parts.append(screen.styled("Arguments:", .bold) + "\n" + HelpText.rows(rows, width: width))
    }
    if run != nil {
      let rows = options.map(\.declaration).map(HelpText.row) + [("-h, --help", "print this help")]
      parts.append(screen.styled("Options:", .bold) + "\n" + HelpText.rows(rows, width: width))
    }
    let notes = notes()
    if !notes.isEmpty { parts.append(HelpText.wrapped(notes, width: width)) }
    if run != nil {
      let rows = allExits.map { ("\($0.exit.rawValue)", $0.meaning) }
      parts.append(screen.styled("Exit codes:", .bold) + "\n" + HelpText.rows(rows, width: width))
    } else {
      let usual = otherwise.map { "'\(path)' alone is '\(path) \($0)'. " } ?? ""
      let words = path.split(separator: " ", maxSplits: 1).joined(separator: " help ")
      let help = words == path ? path + " help COMMAND" : words + " COMMAND"
      parts.append(HelpText.wrapped("\(usual)'\(help)' says more of a command.", width: width))
    }
    return parts.joined(separator: "\n\n")
  }

  private func usage(_ path: String) -> String {
    if !commands.isEmpty { return path + " COMMAND …" }
    return ([path] + arguments.map(\.declaration.usage) + (options.isEmpty ? [] : ["[options]"]))
      .joined(separator: " ")
  }

  /// The summary as a sentence.
  private var sentence: String { summary.prefix(1).uppercased() + summary.dropFirst() + "." }

  /// The exits of every command and its own, the own words first.
  private var allExits: [(exit: Exit, meaning: String)] {
    Exit.allCases.compactMap { exit in
      if let own = exits.first(where: { $0.exit == exit }) { return own }
      return [.success, .misuse].contains(exit) ? (exit, exit.meaning) : nil
    }
  }
}
