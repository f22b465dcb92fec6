/// Completion for bash: one function that looks the words up in tables.
enum BashCompletion {
  static func script(_ root: Command) -> String {
    let tree = root.tree(path: [root.name])
    var lines = [
      "# Completion of \(root.name) for bash: eval \"$(\(root.name) completions bash)\"",
      "_\(root.name)() {",
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" path=\"${COMP_WORDS[0]##*/}\"",
      "  # The option that waits for its value, and how many arguments stand before.",
      "  local word waiting= place=0",
      "  COMPREPLY=()",
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do",
      "    # bash takes --option=value for three words.",
      "    if [[ $word == = ]]; then continue; fi",
      "    if [[ $waiting ]]; then waiting=; continue; fi",
      "    case \"$path $word\" in",
    ]
    for (path, _) in tree.dropFirst() { lines.append("      \(pattern(path))) path=\"$path $word\" place=0 ;;") }
    for (path, command) in tree {
      let names = command.options.map(\.declaration).filter { $0.shape != .flag }.flatMap(BashCompletion.names)
      guard !names.isEmpty else { continue }
      lines.append("      \(names.map { pattern(path + [$0]) }.joined(separator: "|"))) waiting=\"$word\" ;;")
    }
    lines += [
      "      *\" -\"*) ;;", "      *) ((place += 1)) ;;", "    esac", "  done",
      "  if [[ $current == = ]]; then current=; fi",
      "  case \"$path $waiting\" in",
    ]
    for (path, command) in tree {
      for option in command.options.map(\.declaration) where option.shape != .flag {
        let patterns = names(option).map { pattern(path + [$0]) }.joined(separator: "|")
        lines.append("    \(patterns)) \(reply(option.words, option.completion)); return ;;")
      }
    }
    lines += ["  esac", "  case \"$path\" in"]
    for (path, command) in tree {
      // A group without a word of its own takes the options of its usual command.
      let usual = command.commands.first { $0.name == command.otherwise }?.options ?? []
      let own = (command.options + usual).map { "--\($0.declaration.name)" }
      let options = (own + ["--help"] + (path.count == 1 ? ["--version"] : [])).joined(separator: " ")
      lines += [
        "    \(pattern(path)))",
        "      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W \(quoted(options)) -- \"$current\"))",
        "      else \(arguments(of: command)); fi ;;",
      ]
    }
    lines += ["  esac", "}", "complete -o filenames -F _\(root.name) \(root.name)"]
    return lines.joined(separator: "\n")
  }

  private static func pattern(_ path: [String]) -> String { quoted(path.joined(separator: " ")) }

  private static func names(_ option: OptionDeclaration) -> [String] {
    ["--\(option.name)"] + (option.short.map { ["-\($0)"] } ?? [])
  }

  /// What is offered for an argument, by its place.
  private static func arguments(of command: Command) -> String {
    if !command.commands.isEmpty { return reply(command.commands.map(\.name), .none) }
    let arguments = command.arguments.map(\.declaration)
    let replies = arguments.map { reply($0.words, $0.completion) }
    guard let last = replies.last, replies.contains(where: { $0 != last }) else { return replies.last ?? ":" }
    let cases = replies.dropLast().enumerated().map { "\($0.offset)) \($0.element) ;;" }.joined(separator: " ")
    return "case $place in \(cases) *) \(last) ;; esac"
  }

  private static func reply(_ words: [String], _ completion: Completion) -> String {
    if !words.isEmpty { return "COMPREPLY=($(compgen -W \(quoted(words.joined(separator: " "))) -- \"$current\"))" }
    return switch completion {
    // A line each: names may hold blanks.
    case .file: "mapfile -t COMPREPLY < <(compgen -f -- \"$current\")"
    case .folder: "mapfile -t COMPREPLY < <(compgen -d -- \"$current\")"
    case .none: ":"
    }
  }
}
