import CommandLineKit
import Interchange

/// Where a command will write: refused before the work rather than after it.
enum Destination {
  /// Throws when a file cannot be written at a path, or is one of those that are read.
  static func check(_ path: String, besides inputs: [String] = []) throws {
    for input in inputs where FileAccess.isSame(path, input) {
      throw FileError(file: path, message: "this is what is read: choose another name")
    }
    try AtomicFile.checkWritable(path)
  }

  /// Throws when files cannot be written into a folder, be it there or not.
  static func check(folder path: String?) throws {
    if let path { try AtomicFile.checkFolder(path) }
  }

  /// Throws when the name of a file does not end as its format's do.
  static func check(_ path: String, endsIn suffixes: [String], option: any DeclaredOption) throws {
    guard FileAccess.kind(path) != .other, !suffixes.contains(where: { path.lowercased().hasSuffix("." + $0) })
    else { return }
    let names = listed(suffixes.map { "." + $0 })
    throw Misuse("--\(option.declaration.name) \(path): expected a name that ends in \(names)")
  }
}
