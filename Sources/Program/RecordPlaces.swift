import Interchange

/// What stands before the names of records that come from several folders, so that each answer says whose it is.
struct RecordPlaces {
  private let roots: [String]

  /// Takes the paths as they were given.
  init(_ paths: [String]) { roots = paths }

  /// Returns the folders before a file's name, with a slash at the end: those within a folder that was given, and that folder
  /// too where several were, or where another file of the same name was.
  func prefix(of file: String, in root: String) -> String {
    let inner = file == root ? "" : folders(of: String(file.dropFirst(root.count).drop { $0 == "/" }))
    let isShared = roots.contains { $0 != root && (FileAccess.kind($0) == .folder || name(of: $0) == name(of: root)) }
    guard isShared, roots.count > 1 else { return inner }
    let outer = FileAccess.kind(root) == .folder ? trimmed(root) : trimmed(folders(of: root))
    let last = name(of: outer)
    return last.isEmpty || last.hasPrefix(".") ? inner : last + "/" + inner
  }

  private func folders(of path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }

  private func name(of path: String) -> String {
    let path = trimmed(path)
    return path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  private func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
