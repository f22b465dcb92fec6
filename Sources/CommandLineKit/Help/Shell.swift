/// The shells that completions can be made for.
package enum Shell: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish

  /// Returns a word as it can be typed: in quotes where a shell would read more into it.
  package static func word(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_./:=,+@%".unicodeScalars.contains(scalar))
      }
    return isPlain ? text : quoted(text)
  }

  /// Returns the script that completes a program's commands, options and words.
  package func completions(for root: Command) -> String {
    switch self {
    case .bash: BashCompletion.script(root)
    case .zsh: ZshCompletion.script(root)
    case .fish: FishCompletion.script(root)
    }
  }
}

extension Command {
  /// The command and all below it, each with the words that name it.
  func tree(path: [String]) -> [(path: [String], command: Command)] {
    [(path, self)] + commands.flatMap { $0.tree(path: path + [$0.name]) }
  }

  /// What a shell offers for the arguments: the last one's words, or files.
  var argumentOffer: (words: [String], completion: Completion) {
    guard let last = arguments.last?.declaration else { return ([], .none) }
    return (arguments.flatMap(\.declaration.words), last.completion)
  }
}

/// Returns the text between single quotes for a shell.
func quoted(_ text: String) -> String {
  "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
}
