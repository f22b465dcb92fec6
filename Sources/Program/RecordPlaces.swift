import Interchange

/// What stands before the names of records that come from several folders, so that each answer says whose it is.
struct RecordPlaces {
  private let folders: Set<String>
  /// How many of the paths end in each name.
  private let names: [String: Int]

  /// Takes the paths as they were given; each is looked at once, for there may be as many as a shell lists.
  init(_ paths: [String]) {
    let paths = Set(paths)
    folders = paths.filter { FileAccess.kind($0) == .folder }
    names = paths.reduce(into: [:]) { $0[FileAccess.name(of: $1), default: 0] += 1 }
  }

  /// Returns the folders before a file's name, with a slash at the end: those within a folder that was given, and that folder
  /// too where several were, or where another file of the same name was.
  func prefix(of file: String, in root: String) -> String {
    let inner = file == root ? "" : above(String(file.dropFirst(root.count).drop { $0 == "/" }))
    let isFolder = folders.contains(root)
    let isShared = folders.count > (isFolder ? 1 : 0) || names[FileAccess.name(of: root), default: 0] > 1
    guard isShared else { return inner }
    let outer = isFolder ? root : above(root)
    let last = outer.isEmpty ? "" : FileAccess.name(of: outer)
    return last.isEmpty || last.hasPrefix(".") || last.hasPrefix("/") ? inner : last + "/" + inner
  }

  /// The folders of a path, with a slash at the end.
  private func above(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }
}
