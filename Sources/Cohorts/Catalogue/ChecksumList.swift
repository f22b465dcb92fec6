import Interchange

/// A database's own list of its files: a line each, a SHA-256 and a path.
struct ChecksumList: Sendable {
  /// A file by its path within the database.
  struct Entry: Sendable, Equatable {
    let path: String
    let digest: String

    /// Its path as an address can hold it.
    var escaped: String {
      path.utf8.map { byte in
        let isPlain =
          (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
          || "-._~/+".utf8.contains(byte)
        let digits = String(byte, radix: 16, uppercase: true)
        return isPlain ? String(Unicode.Scalar(byte)) : "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }.joined()
    }
  }

  /// No list of PhysioNet's comes near it; whoever sends more means harm.
  static let limit = 1 << 26

  let entries: [Entry]

  /// Reads a list; a path that leads out of the folder, or that no file system holds, is refused.
  init(_ bytes: [UInt8], file: String) throws(FileError) {
    var entries: [Entry] = []
    var known: [String: String] = [:]
    for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let line = line.last == 13 ? line.dropLast() : line
      if line.isEmpty { continue }
      let text = String(decoding: line, as: UTF8.self)
      guard let entry = ChecksumList.entry(text) else {
        throw FileError(
          file: file, line: number + 1, found: text, expected: "64 digits and a path within the folder",
          message: "this is no list of checksums that can be followed")
      }
      if let other = known.updateValue(entry.digest, forKey: entry.path) {
        guard other != entry.digest else { continue }
        throw FileError(
          file: file, line: number + 1, found: entry.path, expected: "each file once",
          message: "the list gives a file two checksums")
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw FileError(file: file, message: "the list of checksums names no file") }
    self.entries = entries
  }

  private static func entry(_ line: String) -> Entry? {
    let digest = line.prefix { $0 != " " }.lowercased()
    var path = line.dropFirst(digest.count).drop { $0 == " " || $0 == "*" }
    if path.hasPrefix("./") { path = path.dropFirst(2) }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isHeld = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.count <= 255 }
    let isPlain = path.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0 != "\u{FFFD}" }
    // What ends so is ours: a file that is not whole yet.
    guard digest.utf8.count == 64, digest.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
      isHeld, isPlain, !path.hasSuffix(Curl.suffix), path.utf8.count <= 2000
    else { return nil }
    return Entry(path: String(path), digest: digest)
  }
}
