import Interchange
import Testing

/// Files made by others, and a folder to write into.
enum Fixtures {
  static func path(_ name: String) -> String {
    let folder = String(describing: #filePath).split(separator: "/").dropLast().joined(separator: "/")
    return "/\(folder)/Fixtures/\(name)"
  }
}

/// Text stored as an integer of eight bytes and as bytes.
func littleEndian(_ value: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

/// What a reader refuses a file with.
func refusal(_ read: () throws -> Void) -> FileError? {
  do {
    try read()
    return nil
  } catch {
    return error as? FileError
  }
}
