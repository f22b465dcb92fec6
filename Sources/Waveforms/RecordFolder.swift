import Interchange

/// Where a record's files lie: a folder on disk, or names and bytes in memory.
public enum RecordFolder: Sendable {
  /// A folder on disk; the empty path is the current one.
  case disk(String)
  /// Files held in memory, by name.
  case memory([String: [UInt8]])

  /// Returns the path that an error names.
  func path(_ name: String) -> String {
    switch self {
    case .disk(let folder) where folder.isEmpty: name
    case .disk(let folder): folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    case .memory: name
    }
  }

  /// Returns whether there is such a file.
  func contains(_ name: String) -> Bool {
    switch self {
    case .disk: FileAccess.kind(path(name)) == .file
    case .memory(let files): files[name] != nil
    }
  }

  /// Returns a file's size in bytes.
  func size(_ name: String) throws(WaveformError) -> Int {
    switch self {
    case .disk: return try FileAccess.size(path(name))
    case .memory(let files):
      guard let bytes = files[name] else { throw missing(name) }
      return bytes.count
    }
  }

  /// Reads a range of a file, or all of it, with `padding` zero bytes appended.
  func read(_ name: String, _ range: Range<Int>? = nil, padding: Int = 0) throws(WaveformError) -> [UInt8] {
    switch self {
    case .disk: return try FileAccess.read(path(name), range, padding: padding)
    case .memory(let files):
      guard let bytes = files[name] else { throw missing(name) }
      let wanted = range ?? 0..<bytes.count
      guard wanted.lowerBound >= 0, wanted.upperBound <= bytes.count else {
        throw WaveformError(
          file: name, found: "\(bytes.count) bytes", expected: "at least \(wanted.upperBound)",
          message: "the file is too short")
      }
      return Array(bytes[wanted]) + [UInt8](repeating: 0, count: padding)
    }
  }

  /// Opens a file to be read piece by piece.
  func open(_ name: String) throws(WaveformError) -> ByteSource {
    switch self {
    case .disk: return try ByteSource(path: path(name))
    case .memory(let files):
      guard let bytes = files[name] else { throw missing(name) }
      return ByteSource(bytes, file: name)
    }
  }

  /// Returns the name if it stays inside the folder, and throws when it is absolute or climbs out.
  func confined(_ name: String, in file: String, line: Int?) throws(WaveformError) -> String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isInside = !name.utf8.contains(0) && !parts.contains { $0.isEmpty || $0 == ".." || $0 == "." }
    guard isInside, !name.contains("\\") else {
      throw WaveformError(
        file: file, line: line, field: "file name", found: name, expected: "a name inside the record's folder",
        message: "a header may only name files of its own folder")
    }
    return name
  }

  private func missing(_ name: String) -> WaveformError {
    WaveformError(file: name, message: "cannot be read: No such file or directory", isMissing: true)
  }
}
