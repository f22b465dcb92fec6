/// The words after a command's name, sorted into options and arguments.
struct Words {
  private(set) var options: [String: [String]] = [:]
  private(set) var plain: [String] = []
  private(set) var asksForHelp = false

  /// Sorts words by a command's declarations; what they mean is not looked at yet.
  init(_ words: [String], of command: Command) throws(Misuse) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        plain += rest
        return
      }
      guard word.hasPrefix("-"), word != "-" else {
        plain.append(word)
        continue
      }
      if word == "-h" || word == "--help" {
        asksForHelp = true
        continue
      }
      // Letters may stand together, and before their value: -qf csv, -oFILE.
      if let (option, more) = Words.letter(of: word, in: command) {
        if option.shape == .flag {
          options[option.name, default: []].append("true")
          rest = ["-" + more] + rest
        } else {
          options[option.name, default: []].append(String(more))
        }
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let option = try Words.option(parts[0], of: command)
      if parts.count == 2 {
        options[option.name, default: []].append(parts[1])
      } else if option.shape == .flag {
        options[option.name, default: []].append("true")
      } else {
        options[option.name, default: []].append(try Words.value(of: option, &rest))
      }
    }
  }

  /// Returns the option whose letter begins a word such as `-oFILE`, and what follows the letter.
  private static func letter(of word: String, in command: Command) -> (OptionDeclaration, Substring)? {
    guard word.count > 2, !word.hasPrefix("--"), word.dropFirst(2).first != "=" else { return nil }
    // -out is --out mistyped, and not the file "ut".
    let name = word.dropFirst().prefix { $0 != "=" }
    guard !command.options.contains(where: { $0.declaration.name == name }) else { return nil }
    let option = command.options.map(\.declaration).first { $0.short != nil && $0.short == word.dropFirst().first }
    return option.map { ($0, word.dropFirst(2)) }
  }

  private static func option(_ word: String, of command: Command) throws(Misuse) -> OptionDeclaration {
    let known = command.options.map(\.declaration)
    let found = known.first { "--\($0.name)" == word || $0.short.map { "-\($0)" } == word }
    if let found { return found }
    let names = known.map { "--\($0.name)" } + ["--help"]
    throw Misuse("unknown option '\(word)'", suggestion: Nearest.word(to: word, among: names))
  }

  private static func value(of option: OptionDeclaration, _ rest: inout ArraySlice<String>) throws(Misuse) -> String {
    guard let next = rest.first else {
      throw Misuse("--\(option.name): expected \(option.expected), got nothing")
    }
    // Another option is no value, a negative number is.
    let isOption = next.hasPrefix("-") && next != "-" && Double(next) == nil
    guard !isOption else {
      throw Misuse("--\(option.name): expected \(option.expected), got the option '\(next)'")
    }
    rest.removeFirst()
    return next
  }
}
