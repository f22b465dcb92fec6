import Interchange

/// A public database: where it is, under which terms, and what of it is loaded.
public struct DatasetEntry: Sendable, Equatable {
  /// The loader's name, and the name to fetch it by.
  public let name: String
  /// What it is called.
  public let title: String
  /// The terms that PhysioNet states for it.
  public let licence: String
  /// How large all of it is, in megabytes, where that is known.
  public let megabytes: Double?
  /// PhysioNet's name and version of it: `mitdb/1.0.0`.
  public let project: String

  /// The databases that can be fetched.
  public static let all: [DatasetEntry] = [
    .init("mitdb", "MIT-BIH Arrhythmia Database", "ODC-By 1.0", 104, "mitdb/1.0.0"),
    .init("ptbdb", "PTB Diagnostic ECG Database", "ODC-By 1.0", 1700, "ptbdb/1.0.0"),
    .init("cinc2017", "PhysioNet/CinC Challenge 2017", "ODC-By 1.0", nil, "challenge-2017/1.0.0"),
    .init("ptb-xl", "PTB-XL", "CC BY 4.0", 3000, "ptb-xl/1.0.3"),
    .init("challenge2020", "PhysioNet/CinC Challenge 2020", "CC BY 4.0", nil, "challenge-2020/1.0.2"),
    .init("challenge2021", "PhysioNet/CinC Challenge 2021", "CC BY 4.0", nil, "challenge-2021/1.0.3"),
  ]

  private init(_ name: String, _ title: String, _ licence: String, _ megabytes: Double?, _ project: String) {
    (self.name, self.title, self.licence, self.megabytes, self.project) = (name, title, licence, megabytes, project)
  }

  /// The page that says what it is and how to cite it.
  public var page: String { "https://physionet.org/content/\(project)/" }

  /// The version that is fetched.
  public var version: String { String(project.drop { $0 != "/" }.dropFirst()) }

  /// Returns the folder in which it stands under another, under one of the names that people give it, or nothing.
  public func folder(under root: String) -> String? {
    let theirs = String(project.prefix { $0 != "/" })
    return ["physionet.org/files/\(project)", project, name, theirs].map { "\(root)/\($0)" }
      .first { FileAccess.kind($0) == .folder }
  }
}
