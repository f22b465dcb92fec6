/// Completion for fish: one line an option.
enum FishCompletion {
  static func script(_ root: Command) -> String {
    let name = root.name
    var lines = ["# Completion of \(name) for fish: \(name) completions fish | source", "complete -c \(name) -f"]
    for (path, command) in root.tree(path: [name]) {
      let words = path.dropFirst()
      let others = command.commands.map(\.name).joined(separator: " ")
      var conditions = words.map { "__fish_seen_subcommand_from \($0)" }
      if words.isEmpty {
        conditions = ["__fish_use_subcommand"]
      } else if !command.commands.isEmpty {
        conditions.append("not __fish_seen_subcommand_from \(others)")
      }
      let start = "complete -c \(name) -n \(quoted(conditions.joined(separator: "; and ")))"
      for below in command.commands { lines.append("\(start) -a \(below.name) -d \(quoted(below.summary))") }
      lines.append("\(start) -s h -l help -d 'print help'")
      for option in command.options.map(\.declaration) {
        let short = option.short.map { " -s \($0)" } ?? ""
        // A value that is no file must not be completed as one, whatever the arguments are.
        let kind = option.completion == .file ? " -r" : " -x"
        let value = option.shape == .flag ? "" : kind + offer(option.words, option.completion)
        lines.append("\(start)\(short) -l \(option.name)\(value) -d \(quoted(option.help))")
      }
      let (choices, completion) = command.argumentOffer
      let argument = offer(choices, completion)
      if !argument.isEmpty { lines.append(start + argument) }
    }
    return lines.joined(separator: "\n")
  }

  private static func offer(_ words: [String], _ completion: Completion) -> String {
    if !words.isEmpty { return " -a \(quoted(words.joined(separator: " ")))" }
    return switch completion {
    case .file: " -F"
    case .folder: " -a '(__fish_complete_directories)'"
    case .none: ""
    }
  }
}
