import Interchange

/// What is found of a database in a folder of databases.
public struct DatasetFinding: Sendable {
  /// The database.
  public let entry: DatasetEntry
  /// Where it stands, if it does.
  public let folder: String?
  /// How many records and labels its loader finds, or why it refuses.
  public let content: Result<(records: Int, labels: Int), FileError>?

  /// Looks for a database under a folder, and loads it where it stands.
  public init(_ entry: DatasetEntry, under root: String) {
    self.entry = entry
    folder = entry.folder(under: root)
    content = folder.map { folder in
      do throws(FileError) {
        let cohort = try Cohort.load("\(entry.name):\(folder)")
        return .success((Set(cohort.examples.map(\.record)).count, cohort.vocabulary.terms.count))
      } catch {
        return .failure(error)
      }
    }
  }

  /// What is found, in words.
  public var text: String {
    guard let folder else { return "no" }
    return switch content {
    case .success(let found): "\(folder): \(counted(found.records, "record")), \(counted(found.labels, "label"))"
    case .failure(let error): "\(folder): \(error.message)"
    case nil: folder
    }
  }

  /// All that is known as one line of JSON.
  public var json: String {
    var members: [(key: String, value: JSONText)] = [
      ("name", .string(entry.name)), ("title", .string(entry.title)), ("version", .string(entry.version)),
      ("licence", .string(entry.licence)), ("page", .string(entry.page)),
      ("megabytes", entry.megabytes.map(JSONText.number) ?? .null), ("folder", folder.map(JSONText.string) ?? .null),
    ]
    switch content {
    case .success(let found): members += [("records", .integer(found.records)), ("labels", .integer(found.labels))]
    case .failure(let error): members.append(("error", .string(error.description)))
    case nil: break
    }
    return JSONText.object(members).line
  }
}
