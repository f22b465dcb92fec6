import Cohorts
import CommandLineKit
import Interchange
import Learning

/// What to do about an error that does not say so itself.
enum Advice {
  /// Returns what to do next, or nothing where nobody can tell.
  ///
  /// - Parameter words: What was typed.
  @Sendable static func advice(on error: any Error, words: [String]) -> String? {
    if case .word(let word, let known, _) = error as? LearningError {
      // Of a code with its name, either may be meant.
      let words = known.flatMap {
        $0.hasSuffix(")") ? $0.dropLast().split(separator: " (", maxSplits: 1).map(String.init) : [$0]
      }
      return Nearest.word(to: word, among: words).map { "did you mean '\($0)'?" }
    }
    if case .recipe(.step(_, let step, _)) = error as? LearningError { return onRefusedRecord(step, words) }
    guard let error = fileError(error) else { return nil }
    if let word = meantWord(error) { return "did you mean '\(word)'?" }
    let rate = words.contains(where: CohortLoaders.isSpecification) ? "csv,rate=HZ:FILE" : "--rate HZ"
    if error.message.hasPrefix("the file does not say its rate"), FileAccess.kind(error.file) != .folder {
      return "\(rate) says it"
        + (error.message.contains("no row of names") ? ", and --columns time,II,… names the columns" : "")
    }
    if error.message == "the times are not evenly spaced" { return "\(rate) takes the rows for evenly spaced" }
    if error.message == "a cell is no number", error.field == "record" { return onIndex(error.file, words) }
    if error.message == CohortLoaders.pathless { return onPathless(error.file) }
    if error.message == CohortLoaders.nameless {
      // Of what was typed, the cohort may stand where the network should.
      if words.count > 2, isNetwork(error.file),
        let cohort = words.dropFirst().first(where: CohortLoaders.isSpecification)
      {
        return words[0] == "rank"
          ? "the networks come first: einthoven rank \(error.file) --on \(cohort)"
          : "the network comes first: einthoven \(words[0]) \(error.file) \(cohort)"
      }
      return onNameless(error.file)
    }
    if words.count > 1, takesNetworkFirst(words[0]), error.file.hasPrefix(words[1]),
      let network = words.dropFirst(2).first(where: isNetwork)
    {
      return "the network comes first: einthoven \(words[0]) \(network) \(words[1])"
    }
    switch FileAccess.kind(error.file) {
    case .nothing: return error.isMissing ? onMissing(error.file, words) : nil
    case .folder:
      if words.contains("csv:" + error.file), let table = table(in: error.file) {
        return "did you mean 'csv:\(table)'?"
      }
      let networks = RunFolder.checkpoints(at: error.file)
      return networks.first.map {
        networks.count > 1 ? "name one of its networks, such as \($0)" : "did you mean '\($0)'?"
      }
    case .file, .other: return nil
    }
  }

  /// What to do about a record that a recipe refuses, where the command can go on without it.
  private static func onRefusedRecord(_ step: String, _ words: [String]) -> String? {
    guard let command = words.first, ["train", "transfer", "evaluate", "rank"].contains(command) else { return nil }
    return step == "leads"
      ? "--drop-lacking leaves out records that lack a lead"
      : "--drop-unusable leaves out records that the recipe refuses"
  }

  /// Whether a command's first argument is a network.
  private static func takesNetworkFirst(_ command: String) -> Bool {
    guard let first = Main.root.commands.first(where: { $0.name == command })?.arguments.first?.declaration else {
      return false
    }
    return first.placeholder.hasPrefix("CHECKPOINT") && first.count.upperBound == 1
  }

  private static func isNetwork(_ word: String) -> Bool {
    RunFolder.checkpoints(at: word).contains { FileAccess.kind($0) == .file }
  }

  /// A table of recordings that a path means.
  private static func table(in path: String) -> String? {
    let inside = path + (path.hasSuffix("/") ? "" : "/") + "index.csv"
    if FileAccess.kind(inside) == .file { return inside }
    return path.hasSuffix(".csv") && FileAccess.kind(path) == .file ? path : nil
  }

  private static func fileError(_ error: any Error) -> FileError? {
    if case .file(let inner) = error as? LearningError { return inner }
    return error as? FileError
  }

  /// The word of those expected that is nearest to what was found.
  private static func meantWord(_ error: FileError) -> String? {
    if error.field == "leads", let wanted = error.expected, let found = error.found {
      return Nearest.word(to: wanted, among: found.split(separator: " ").map(String.init))
    }
    let words = error.expected?.split(separator: ",").map { $0.drop { $0 == " " } } ?? []
    guard words.count > 1, !words.contains(where: { $0.contains(" ") || $0.isEmpty }) else { return nil }
    return (error.found ?? error.field).flatMap { Nearest.word(to: $0, among: words.map(String.init)) }
  }

  /// What to do when a database was named without its place.
  private static func onPathless(_ specification: String) -> String? {
    let given = specification.prefix { $0 != ":" }
    let name = given.prefix { $0 != "," }
    guard DatasetEntry.all.contains(where: { $0.name == name }) else { return nil }
    let root = SettingsFile.variable("EINTHOVEN_DATA") ?? "data"
    let place = DatasetEntry.all.first { $0.name == name }?.folder(under: root)
    return place.map { "did you mean '\(given):\($0)'?" }
      ?? "'einthoven datasets fetch \(name)' brings it to \(root)/\(name)"
  }

  /// What to do with a table that names recordings, where recordings were wanted.
  private static func onIndex(_ path: String, _ words: [String]) -> String {
    let takesCohorts = !["predict", "plot", "convert", "beats"].contains(words.first ?? "")
    return takesCohorts
      ? "did you mean 'csv:\(path)'?" : "this table names recordings: name one of them, or their folder"
  }

  /// What to do when a place was given without the name of its database.
  private static func onNameless(_ path: String) -> String {
    let name = DatasetEntry.resembling(path).map { "\($0.name):\(path)" } ?? table(in: path).map { "csv:\($0)" }
    return name.map { "did you mean '\($0)'?" } ?? "'einthoven cohort --help' lists the names"
  }

  /// What to do when there is nothing at a path: what is nearly called so, or where it would come from.
  private static func onMissing(_ path: String, _ words: [String]) -> String? {
    // Of a database, its folder counts, whichever of its files was looked for first.
    func place(_ specification: String) -> String { String(specification.drop { $0 != ":" }.dropFirst()) }
    let specification = words.first { CohortLoaders.isSpecification($0) && path.hasPrefix(place($0)) }
    let given = specification.map(place) ?? path
    let missing = FileAccess.kind(given) == .nothing ? firstMissing(of: given) : path
    if let near = nearest(to: missing) { return "did you mean '\(near)'?" }
    let name = specification?.prefix { $0 != ":" && $0 != "," } ?? ""
    if let entry = DatasetEntry.all.first(where: { $0.name == name }) {
      if (try? FileAccess.something(in: given)) != nil {
        return "is \(given) the folder of \(entry.title)?"
      }
      return "'einthoven datasets fetch \(entry.name) \(given)' brings it"
    }
    if missing != path { return "there is no folder \(missing)" }
    return path.hasSuffix(".safetensors") ? "'einthoven train' leaves a network as DIR/model.safetensors" : nil
  }

  /// The shortest beginning of a path that leads to nothing.
  private static func firstMissing(of path: String) -> String {
    let ends = path.indices.dropFirst().filter { path[$0] == "/" } + [path.endIndex]
    return ends.map { String(path[..<$0]) }.first { FileAccess.kind($0) == .nothing } ?? path
  }

  /// What stands in the same folder under nearly the same name; a record goes by its name without suffix too.
  private static func nearest(to path: String) -> String? {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard name.count > 2, let entries = try? FileAccess.list(folder.isEmpty ? "." : folder) else { return nil }
    // Of thousands of records one is always nearly called so.
    let names = entries.files + entries.folders
    guard names.count <= 200 else { return nil }
    let stems = entries.files.filter { $0.hasSuffix(".hea") }.map { String($0.dropLast(4)) }
    return Nearest.word(to: name, among: names + stems).map { folder + $0 }
  }
}
