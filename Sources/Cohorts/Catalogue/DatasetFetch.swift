import Interchange

/// Brings a database from PhysioNet, or a mirror of it: file by file as its own list of checksums names them.
///
/// A file has its name once it is whole and right; until then it ends in `.part`. A transfer that broke goes on where it
/// stopped, and what is there and right is not brought again.
public struct DatasetFetch: Sendable {
  /// What is said on the way.
  public enum Event: Sendable, Equatable {
    /// So many of the files that are wanted were looked for.
    case checked(Int, of: Int)
    /// So many bytes have come of the file that is under way, or of all that was brought.
    case moved(bytes: Int)
    /// A file is there.
    case brought(file: String)
    /// A file could not be brought.
    case failed(FileError)
  }

  /// Which files are wanted, and which of them are not there.
  public struct Plan: Sendable, Equatable {
    /// How many are wanted.
    public let wanted: Int
    /// The paths that must be brought, within the database.
    public var missing: [String] { entries.map(\.path) }
    let list: [UInt8]
    let entries: [ChecksumList.Entry]
  }

  /// Where files are, without a slash at the end.
  public let base: String
  /// The folder they go to.
  public let folder: String
  var curl = Curl()
  /// How many files one curl brings: what a killed run leaves behind ends with them.
  private static let batch = 32

  /// Creates the fetching of a database to a folder, from PhysioNet or a mirror.
  public init(_ entry: DatasetEntry, to folder: String, mirror: String? = nil) {
    let root = mirror ?? "https://physionet.org/files"
    base = (root.hasSuffix("/") ? String(root.dropLast()) : root) + "/" + entry.project
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  /// Asks for the list, and looks at what is there; nothing is written.
  ///
  /// - Parameters:
  ///   - only: Beginnings of the paths that are wanted; all when empty.
  ///   - report: Told of each file that was looked for.
  ///   - shouldStop: Asked before each file; the plan then holds what was found missing so far.
  public func plan(
    only: [String] = [], report: (Event) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws(FileError) -> Plan {
    let address = "\(base)/SHA256SUMS.txt"
    // The list itself has no checksum: it is brought anew each time.
    let bytes = try curl.read(address, limit: ChecksumList.limit, shouldStop: shouldStop)
    let all = try ChecksumList(bytes, file: address).entries
    let wanted = all.filter { entry in only.isEmpty || only.contains { entry.path.hasPrefix($0) } }
    guard !wanted.isEmpty else {
      throw FileError(
        file: address, found: only.joined(separator: ", "), expected: "a beginning of a path, such as \(all[0].path)",
        message: "no file of the list begins so")
    }
    var missing: [ChecksumList.Entry] = []
    for (index, entry) in wanted.enumerated() {
      if shouldStop() { break }
      if try !isThere(entry) { missing.append(entry) }
      report(.checked(index + 1, of: wanted.count))
    }
    return Plan(wanted: wanted.count, list: bytes, entries: missing)
  }

  /// Brings what a plan misses, and returns how many files could not be brought; stops early when told to.
  ///
  /// - Throws: When nothing more can be brought: no network, no room, no curl.
  public func bring(
    _ plan: Plan, report: (Event) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws(FileError) -> Int {
    try AtomicFile.makeFolder(folder)
    // The lock is curl's too: one that outlives a killed run must not meet the next run's.
    let lock = try FolderLock(folder, for: "fetch", isShared: true)
    defer { withExtendedLifetime(lock) {} }
    try AtomicFile.write(plan.list, to: "\(folder)/SHA256SUMS.txt")
    let round = FetchRound(self, plan.entries)
    while !round.isDone, !shouldStop() {
      try round.go(Self.batch, shouldStop, report)
    }
    return round.failed
  }

  private func isThere(_ entry: ChecksumList.Entry) throws(FileError) -> Bool {
    guard FileAccess.kind(place(of: entry)) == .file else { return false }
    return try SHA256.hex(of: place(of: entry)) == entry.digest
  }

  func place(of entry: ChecksumList.Entry) -> String { "\(folder)/\(entry.path)" }
  func address(of entry: ChecksumList.Entry) -> String { "\(base)/\(entry.escaped)" }
}
