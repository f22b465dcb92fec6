import Interchange

/// Which records of a conversion are written, kept in a hidden file beside them until all are: the same conversion, called
/// again, goes on from there.
///
/// A record counts as written only while its file is the very one that was: what anybody put in its place since is theirs.
struct ConversionJournal: Sendable, Equatable {
  private let path: String
  private let head: String
  /// The file of each record that was written, and what it was known by then.
  private var written: [String: String] = [:]
  private var isBegun = false

  /// Reads what the conversion known by `key`, which goes to `folder`, has left; nothing where it has not begun.
  init(of key: String, overwrites: Bool, in folder: String) {
    var sum = SHA256()
    sum.update(Array(key.utf8))
    path = "\(folder)/.convert-\(sum.hex().prefix(12))"
    head = overwrites ? "convert --force" : "convert"
    guard let bytes = try? FileAccess.read(path) else { return }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map(String.init) == head else { return }
    isBegun = true
    // A line without its end was being written.
    for line in lines.dropFirst().dropLast() {
      guard let tab = line.firstIndex(of: "\t") else { continue }
      written[String(line[line.index(after: tab)...])] = String(line[..<tab])
    }
  }

  /// Whether an earlier call has begun.
  var isContinued: Bool { isBegun }

  /// Whether a record's file is the one that this conversion wrote.
  func has(_ file: String) -> Bool {
    guard let stamp = written[file] else { return false }
    return FileAccess.stamp(file) == stamp
  }

  /// Notes that a record is about to be written: from now on an earlier call has begun.
  mutating func begin() throws(FileError) {
    guard !isBegun else { return }
    try AtomicFile.write(Array((head + "\n").utf8), to: path)
    isBegun = true
  }

  /// Notes that a record is written.
  mutating func add(_ file: String) throws(FileError) {
    // Another process of the same conversion may have been first, and done with all.
    guard FileAccess.kind(path) == .file, let stamp = FileAccess.stamp(file), !file.contains("\n") else { return }
    try AtomicFile.append("\(stamp)\t\(file)\n", to: path)
  }

  /// Forgets everything: all is done.
  mutating func end() {
    if isBegun { FileAccess.remove(path) }
    isBegun = false
  }
}
