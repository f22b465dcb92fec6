import Interchange

/// Brings a database from PhysioNet, or a mirror of it: file by file as its own list of checksums names them.
///
/// A file is whole or has the suffix `.part`; a transfer that broke goes on where it stopped, and what is there and right is
/// not brought again. The transfers are made by `curl`, which every system with a network has: a client of our own would be
/// most of the program.
public struct DatasetFetch: Sendable {
  /// What is said on the way.
  public enum Event: Sendable, Equatable {
    /// The list names so many files.
    case listed(Int)
    /// A file is there; whether it had been before.
    case done(file: String, wasThere: Bool)
    /// A file could not be brought.
    case failed(FileError)
  }

  /// Where files are, without a slash at the end.
  public let base: String
  /// The folder they go to.
  public let folder: String
  /// Seconds without a byte after which a transfer is given up.
  public var patience = 30
  /// How often a broken transfer is taken up again.
  public var retries = 3

  /// Creates the fetching of a database to a folder, from PhysioNet or a mirror.
  public init(_ entry: DatasetEntry, to folder: String, mirror: String? = nil) {
    let root = mirror ?? "https://physionet.org/files"
    base = (root.hasSuffix("/") ? String(root.dropLast()) : root) + "/" + entry.project
    self.folder = folder
  }

  /// Brings what is missing, and returns how many files could not be brought.
  ///
  /// - Parameter only: Beginnings of the paths that are wanted; all when empty.
  public func run(only: [String] = [], _ tell: (Event) -> Void) throws(FileError) -> Int {
    try AtomicFile.makeFolder(folder)
    let list = "\(folder)/SHA256SUMS.txt"
    // The list itself has no checksum: it is brought anew each time.
    FileAccess.remove(list + ".part")
    try transfer("SHA256SUMS.txt", to: list + ".part")
    let bytes = try FileAccess.read(list + ".part")
    let sums = try DatasetFetch.sums(bytes, file: "\(base)/SHA256SUMS.txt")
    try AtomicFile.write(bytes, to: list)
    FileAccess.remove(list + ".part")
    let wanted = sums.filter { sum in only.isEmpty || only.contains { sum.path.hasPrefix($0) } }
    guard !wanted.isEmpty else {
      throw FileError(
        file: list, found: only.joined(separator: ", "), expected: "a beginning of a path in the list",
        message: "no file has such a path")
    }
    tell(.listed(wanted.count))
    var failures = 0
    for sum in wanted {
      do throws(FileError) {
        tell(.done(file: sum.path, wasThere: try bring(sum)))
      } catch {
        failures += 1
        tell(.failed(error))
      }
    }
    return failures
  }

  /// Brings one file; returns whether it was there.
  private func bring(_ sum: (path: String, digest: String)) throws(FileError) -> Bool {
    let path = "\(folder)/\(sum.path)"
    if FileAccess.kind(path) == .file, try SHA256.hex(of: path) == sum.digest { return true }
    if let slash = path.lastIndex(of: "/") { try AtomicFile.makeFolder(String(path[..<slash])) }
    let part = path + ".part"
    let hadPart = FileAccess.kind(part) == .file
    try transfer(sum.path, to: part)
    var digest = try SHA256.hex(of: part)
    if digest != sum.digest, hadPart {
      // What had been begun was of another file, or broken: once more from its first byte.
      FileAccess.remove(part)
      try transfer(sum.path, to: part)
      digest = try SHA256.hex(of: part)
    }
    guard digest == sum.digest else {
      FileAccess.remove(part)
      throw FileError(
        file: "\(base)/\(sum.path)", field: "SHA-256", found: digest, expected: sum.digest,
        message: "the file is not the one that the list names; nothing was kept of it")
    }
    try AtomicFile.move(part, to: path)
    return false
  }

  /// Brings a file's bytes, from where `path` ends on.
  private func transfer(_ name: String, to path: String) throws(FileError) {
    let address = "\(base)/\(DatasetFetch.escaped(name))"
    let code = ChildProcess.run(
      "curl",
      [
        "--silent", "--show-error", "--fail", "--location", "--proto", "=http,https", "--globoff", "--continue-at", "-",
        "--retry", "\(retries)", "--retry-delay", "1", "--connect-timeout", "\(patience)", "--speed-time",
        "\(patience)",
        "--speed-limit", "1", "--output", path, "--", address,
      ])
    // A file that is whole already cannot be gone on with (416, or a range error): its checksum decides.
    if code == 0 || (code == 22 || code == 33 || code == 36) && FileAccess.kind(path) == .file { return }
    throw FileError(file: address, message: DatasetFetch.reason(code))
  }

  private static func reason(_ code: Int32?) -> String {
    switch code {
    case nil: "curl could not be started: install it, or bring the files by hand"
    case 6, 7, 28: "the server cannot be reached; try again later, or --mirror URL"
    case 18, 56: "the transfer broke off; run this again to go on where it stopped"
    case 22: "the server has no such file (or does not give it without a login)"
    case 23: "the file cannot be written: is the disk full?"
    case .some(let code): "the transfer failed (curl ended with \(code)); run this again to go on where it stopped"
    }
  }

  /// Reads lines of a digest and a path; a path that leads out of the folder is refused.
  static func sums(_ bytes: [UInt8], file: String) throws(FileError) -> [(path: String, digest: String)] {
    var result: [(path: String, digest: String)] = []
    for (number, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated() {
      let digest = line.prefix { $0 != " " }.lowercased()
      var path = String(line.dropFirst(digest.count).drop { $0 == " " || $0 == "*" })
      if path.hasSuffix("\r") { path.removeLast() }
      if path.hasPrefix("./") { path.removeFirst(2) }
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard digest.count == 64, digest.allSatisfy(\.isHexDigit), !parts.isEmpty,
        !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." })
      else {
        throw FileError(
          file: file, line: number + 1, found: String(line), expected: "64 digits and a path within the folder",
          message: "the list of checksums is broken")
      }
      result.append((path, digest))
    }
    return result
  }

  /// Returns a path as an address can hold it.
  static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 128
        && (scalar.properties.isAlphabetic || (48...57).contains(byte) || "-._~/+".unicodeScalars.contains(scalar))
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(scalar) : "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
