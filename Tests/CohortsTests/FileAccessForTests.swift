import Interchange

/// What tests look at on disk.
enum FileAccessForTests {
  static func files(_ folder: String) throws -> [String] { try FileAccess.list(folder).files }
  static func read(_ path: String) throws -> [UInt8] { try FileAccess.read(path) }
}
