import Interchange

/// A public database: where it is, under which terms, and what of it is loaded.
public struct DatasetEntry: Sendable, Equatable {
  /// The loader's name, and the name to fetch it by.
  public let name: String
  /// What it is called.
  public let title: String
  /// The terms that PhysioNet states for it.
  public let licence: String
  /// PhysioNet's name and version of it: `mitdb/1.0.0`.
  public let project: String
  /// Names of the folder in which people keep it.
  public let folders: [String]

  /// The databases that can be fetched.
  public static let all: [DatasetEntry] = [
    .init("mitdb", "MIT-BIH Arrhythmia Database", "ODC-By 1.0", "mitdb/1.0.0"),
    .init("ptbdb", "PTB Diagnostic ECG Database", "ODC-By 1.0", "ptbdb/1.0.0"),
    .init("cinc2017", "PhysioNet/CinC Challenge 2017", "ODC-By 1.0", "challenge-2017/1.0.0"),
    .init("ptb-xl", "PTB-XL", "CC BY 4.0", "ptb-xl/1.0.3"),
    .init("challenge2020", "PhysioNet/CinC Challenge 2020", "CC BY 4.0", "challenge-2020/1.0.2"),
    .init("challenge2021", "PhysioNet/CinC Challenge 2021", "CC BY 4.0", "challenge-2021/1.0.3"),
  ]

  private init(_ name: String, _ title: String, _ licence: String, _ project: String) {
    (self.name, self.title, self.licence, self.project) = (name, title, licence, project)
    folders = [name, String(project.prefix { $0 != "/" }), project]
  }

  /// The page that says what it is and how to cite it.
  public var page: String { "https://physionet.org/content/\(project)/" }

  /// Returns the folder in which it stands under another, or nothing.
  public func folder(under root: String) -> String? {
    folders.map { "\(root)/\($0)" }.first { FileAccess.kind($0) == .folder }
  }

  /// Returns what is found of it, in words for a table: records and labels, or why it cannot be read.
  public func finding(under root: String) -> (folder: String, text: String)? {
    guard let folder = folder(under: root) else { return nil }
    do throws(FileError) {
      let cohort = try Cohort.load("\(name):\(folder)")
      let records = Set(cohort.examples.map(\.record)).count
      return (folder, "\(records) records, \(cohort.examples.count) examples, \(cohort.vocabulary.terms.count) labels")
    } catch {
      return (folder, error.description)
    }
  }
}
