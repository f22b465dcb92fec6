import Interchange
import Waveforms

/// Where the records of a database lie.
enum RecordFiles {
  /// Returns a name inside a folder.
  static func path(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// Returns whether a record of that path without suffix is there.
  static func exists(_ path: String) -> Bool {
    FileAccess.kind(path + ".hea") == .file || FileAccess.kind(path + ".mat") == .file
      || FileAccess.kind(path) == .file
  }

  /// Returns the first of some files that is there.
  static func first(of names: [String], in folders: [String]) -> String? {
    for folder in folders {
      for name in names where FileAccess.kind(path(folder, name)) == .file { return path(folder, name) }
    }
    return nil
  }

  /// Returns the last part of a path, without its suffix.
  static func stem(_ path: String) -> String {
    FileAccess.stem(of: path)
  }

  /// Returns the names of a folder's records: those that its file `RECORDS` lists, or else those with a header.
  static func names(in folder: String) throws(FileError) -> [String] {
    let list = path(folder, "RECORDS")
    guard FileAccess.kind(list) == .file else {
      let names = try FileAccess.list(folder.isEmpty ? "." : folder).files.filter { $0.hasSuffix(".hea") }
      if names.isEmpty {
        throw FileError(file: folder, expected: "records with headers", message: "the folder holds no record")
      }
      return names.map { String($0.dropLast(4)) }
    }
    var names: [String] = []
    for line in Text.lines(try FileAccess.read(list), file: list) {
      let name = Text.string(Text.trimmed(line.bytes))
      if name.isEmpty { continue }
      guard exists(path(folder, name)) else {
        throw FileError(
          file: list, line: line.number, field: "record", found: name, expected: "\(name).hea beside it",
          message: "a listed record is not there")
      }
      guard !names.contains(name) else {
        throw FileError(file: list, line: line.number, field: "record", found: name, message: "a record stands twice")
      }
      names.append(name)
    }
    return names
  }
}
