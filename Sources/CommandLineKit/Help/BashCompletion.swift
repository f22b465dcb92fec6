/// Completion for bash: one function that looks the words up in two tables.
enum BashCompletion {
  static func script(_ root: Command) -> String {
    let tree = root.tree(path: [root.name])
    var lines = [
      "# Completion of \(root.name) for bash: eval \"$(\(root.name) completions bash)\"",
      "_\(root.name)() {",
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" path=\"${COMP_WORDS[0]##*/}\"",
      "  local word",
      "  COMPREPLY=()",
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do",
      "    case \"$path $word\" in",
    ]
    for (path, _) in tree.dropFirst() {
      lines.append("      \(quoted(path.joined(separator: " ")))) path=\"$path $word\" ;;")
    }
    lines += ["    esac", "  done", "  case \"$path $previous\" in"]
    for (path, command) in tree {
      for option in command.options.map(\.declaration) where option.shape != .flag {
        let names = ["--\(option.name)"] + (option.short.map { ["-\($0)"] } ?? [])
        let patterns = names.map { quoted((path + [$0]).joined(separator: " ")) }.joined(separator: "|")
        lines.append("    \(patterns)) \(reply(option.words, option.completion)); return ;;")
      }
    }
    lines += ["  esac", "  case \"$path\" in"]
    for (path, command) in tree {
      // A group without a word of its own takes the options of its usual command.
      let usual = command.commands.first { $0.name == command.otherwise }?.options ?? []
      let own = (command.options + usual).map { "--\($0.declaration.name)" }
      let options = (own + ["--help"] + (path.count == 1 ? ["--version"] : [])).joined(separator: " ")
      let (words, completion) = command.argumentOffer
      let offered = command.commands.map(\.name) + words
      lines += [
        "    \(quoted(path.joined(separator: " "))))",
        "      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W \(quoted(options)) -- \"$current\"))",
        "      else \(reply(offered, completion)); fi ;;",
      ]
    }
    lines += ["  esac", "}", "complete -o filenames -F _\(root.name) \(root.name)"]
    return lines.joined(separator: "\n")
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
