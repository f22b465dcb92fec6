import Interchange
import Waveforms

/// Makes a cohort of the files of one database.
public protocol CohortLoader: Sendable {
  /// The name under which the loader is called, such as `ptb-xl`.
  static var name: String { get }
  /// What it loads and with which options, in a line or two.
  static var summary: String { get }

  /// Creates the loader from the words behind its name.
  init(_ options: inout LoaderOptions) throws(FileError)

  /// Loads the cohort of a path.
  func load(_ path: String) throws(FileError) -> Cohort
}

/// The databases that are known by name.
public enum CohortLoaders {
  /// One name and what it makes.
  public struct Entry: Sendable {
    /// The name.
    public let name: String
    /// What it loads.
    public let summary: String
    let make: @Sendable (inout LoaderOptions) throws(FileError) -> any CohortLoader
  }

  /// Every name.
  public static let all: [Entry] =
    [
      entry(MITDBLoader.self), entry(PTBDBLoader.self), entry(CinC2017Loader.self), entry(PTBXLLoader.self),
    ] + ChallengeLoader.entries + [
      entry(HeartbeatTableLoader.self), entry(SyntheticLoader.self), entry(IndexLoader.self),
    ]

  private static func entry<Loader: CohortLoader>(_ type: Loader.Type) -> Entry {
    Entry(name: type.name, summary: type.summary) { options throws(FileError) in try Loader(&options) }
  }

  /// Returns whether a text names a database, as `ptb-xl:/data/ptb-xl` does, rather than a file.
  public static func isSpecification(_ text: String) -> Bool {
    let name = text.prefix { $0 != ":" && $0 != "," }
    return text.contains(":") && FileAccess.kind(text) == .nothing && all.contains { $0.name == name }
  }

  /// What is said of a specification without a path.
  package static let pathless = "the database has no path"

  /// What is wrong with a path without the name of a loader.
  package static let nameless = "the database has a path and no name"

  /// Returns the loader and the path of `name,key=value:path`.
  public static func loader(for specification: String) throws(FileError) -> (loader: any CohortLoader, path: String) {
    guard let colon = specification.firstIndex(of: ":") else {
      if FileAccess.kind(specification) != .nothing {
        throw FileError(file: specification, expected: "NAME:\(specification)", message: nameless)
      }
      throw FileError(
        file: specification, expected: "name:path, such as ptb-xl:/data/ptb-xl or csv:mine.csv",
        message: pathless)
    }
    var options = try LoaderOptions(String(specification[..<colon]))
    let path = String(specification[specification.index(after: colon)...])
    let name = options.text.split(separator: ",", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    guard let entry = all.first(where: { $0.name == name }) else {
      throw FileError(
        file: specification, found: name, expected: all.map(\.name).joined(separator: ", "),
        message: "the database is not known")
    }
    let loader = try entry.make(&options)
    try options.finish()
    // A made database has a seed in its place, or none.
    guard name != SyntheticLoader.name else { return (loader, path) }
    guard !path.isEmpty else {
      throw FileError(file: specification, expected: "\(options.text):PATH", message: pathless)
    }
    guard FileAccess.kind(path) != .nothing else {
      throw FileError(file: path, message: "there is no such file or folder", isMissing: true)
    }
    return (loader, path)
  }
}

extension Cohort {
  /// Loads a database by `name:path` or `name,key=value:path`, such as `ptb-xl,task=form:/data/ptb-xl`.
  ///
  /// - Throws: When the name or an option is not known, or a file is missing or broken.
  public static func load(_ specification: String) throws(FileError) -> Cohort {
    let (loader, path) = try CohortLoaders.loader(for: specification)
    return try loader.load(path)
  }
}
