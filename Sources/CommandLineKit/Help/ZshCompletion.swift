/// Completion for zsh: one function a command, in zsh's own language of arguments.
enum ZshCompletion {
  static func script(_ root: Command) -> String {
    var lines = [
      "#compdef \(root.name)", "# Completion of \(root.name) for zsh: eval \"$(\(root.name) completions zsh)\"",
    ]
    for (path, command) in root.tree(path: [root.name]) {
      lines += ["", "\(function(path))() {"]
      lines += command.commands.isEmpty ? leaf(command) : group(command, path)
      lines.append("}")
    }
    lines += ["", "compdef _\(root.name) \(root.name)"]
    return lines.joined(separator: "\n")
  }

  private static func function(_ path: [String]) -> String { "_" + path.joined(separator: "_") }

  private static func group(_ command: Command, _ path: [String]) -> [String] {
    let rows = command.commands.map { quoted("\($0.name):\($0.summary)") }
    return [
      "  local context state line",
      "  local -a commands=(\(rows.joined(separator: " ")))",
      "  _arguments -C '1: :->command' '*:: :->rest'",
      "  case $state in",
      "    command) _describe command commands ;;",
      "    rest)",
      "      case $line[1] in",
    ] + command.commands.map { "        \($0.name)) \(function(path + [$0.name])) ;;" } + ["      esac ;;", "  esac"]
  }

  private static func leaf(_ command: Command) -> [String] {
    var specifications = command.options.map(\.declaration).flatMap { option -> [String] in
      let star = option.shape == .values ? "*" : ""
      let help = "[\(plain(option.help))]"
      let value =
        option.shape == .flag ? "" : ":\(plain(option.placeholder)):\(action(option.words, option.completion))"
      let long = quoted(star + "--\(option.name)" + (option.shape == .flag ? "" : "=") + help + value)
      return [long] + (option.short.map { [quoted(star + "-\($0)" + help + value)] } ?? [])
    }
    specifications.append(quoted("(- *)--help[print help]"))
    for argument in command.arguments.map(\.declaration) {
      let place = argument.count.upperBound > 1 ? "*" : ""
      specifications.append(
        quoted("\(place):\(plain(argument.placeholder)):\(action(argument.words, argument.completion))"))
    }
    return ["  _arguments \\"] + [specifications.map { "    " + $0 }.joined(separator: " \\\n")]
  }

  private static func action(_ words: [String], _ completion: Completion) -> String {
    if !words.isEmpty { return "(\(words.joined(separator: " ")))" }
    return switch completion {
    case .file: "_files"
    case .folder: "_files -/"
    case .none: ""
    }
  }

  /// Returns the text without what the language of arguments would read.
  private static func plain(_ text: String) -> String { text.map { ":[]".contains($0) ? " " : String($0) }.joined() }
}
