#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes files that appear whole or not at all: aside, synced, then renamed.
package enum AtomicFile {
  /// Writes the bytes at a path, replacing what was there only once all of them are on disk.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write(to: path) { append in bytes.withUnsafeBytes { append($0) } }
  }

  /// Writes piece by piece what `pieces` hands over, so that a large file need not stand in memory as a whole.
  ///
  /// A link stays one, and what it leads to is replaced. A pipe or a device is written into: it cannot be.
  package static func write(
    to given: String, pieces: ((UnsafeRawBufferPointer) -> Void) -> Void
  ) throws(FileError) {
    let kind = FileAccess.kind(given)
    if kind == .other { return try fill(given, O_WRONLY | O_CLOEXEC, given, pieces) }
    let path = kind == .file ? FileAccess.identity(given) : given
    let aside = name(besides: path)
    var isDone = false
    defer { if !isDone { unlink(aside) } }
    try fill(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, given, pieces)
    guard rename(aside, path) == 0 else { throw unwritable(given) }
    isDone = true
    syncFolder(of: path)
  }

  /// Writes pieces into one file on behalf of another, and does not return before they are on disk.
  private static func fill(
    _ file: String, _ flags: Int32, _ path: String, _ pieces: ((UnsafeRawBufferPointer) -> Void) -> Void
  ) throws(FileError) {
    let descriptor = open(file, flags, 0o644)
    guard descriptor >= 0 else { throw unwritable(path) }
    // What stops the first piece that fails; the pieces after it are not tried.
    var failure: FileError?
    pieces { piece in
      if failure == nil && !writeAll(piece, to: descriptor) { failure = unwritable(path) }
    }
    // Pipes have nothing to sync.
    if failure == nil && fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS { failure = unwritable(path) }
    if close(descriptor) != 0 && failure == nil { failure = unwritable(path) }
    if let failure { throw failure }
  }

  /// Returns a name in a file's folder that nobody has, and that is short: the file's own may be as long as names can be.
  private static func name(besides path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return folder + ".\(getpid()).\(UInt32.random(in: 0...UInt32.max)).part"
  }

  /// Throws when no file can be written at a path, as far as can be told without trying.
  package static func checkWritable(_ path: String) throws(FileError) {
    switch FileAccess.kind(path) {
    case .folder: throw FileError(file: path, expected: "a file", message: "this is a folder")
    case .other: return
    case .file, .nothing: break
    }
    // A link's file is replaced where it stands.
    let whole = FileAccess.identity(path)
    let folder = FileAccess.folder(of: whole)
    guard FileAccess.kind(folder) == .folder else {
      throw FileError(file: path, message: "cannot be written: there is no such folder", isMissing: true)
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw unwritable(path) }
  }

  /// Throws when a folder can neither be made nor, where it is there, written into, as far as can be told without trying.
  package static func checkFolder(_ path: String) throws(FileError) {
    var place = path
    while FileAccess.kind(place) == .nothing {
      while place.count > 1, place.hasSuffix("/") { place.removeLast() }
      guard let slash = place.lastIndex(of: "/") else {
        place = "."
        break
      }
      place = slash == place.startIndex ? "/" : String(place[..<slash])
    }
    guard FileAccess.kind(place) == .folder else {
      throw FileError(file: path, message: "this folder cannot be made: \(place) is no folder")
    }
    guard access(place, W_OK | X_OK) == 0 else { throw unwritable(path) }
  }

  /// Gives a whole file its name, in place of what had it.
  package static func move(_ aside: String, to path: String) throws(FileError) {
    guard rename(aside, path) == 0 else { throw unwritable(path) }
    syncFolder(of: path)
  }

  /// Removes from a folder, which nobody else is writing to, what killed processes had not finished.
  package static func removeLeftovers(in folder: String) {
    for name in (try? FileAccess.list(folder))?.files ?? [] where name.hasSuffix(".part") {
      unlink("\(folder)/\(name)")
    }
  }

  /// Removes from a folder, to which others may be writing, what processes that are no more had not finished.
  package static func removeOrphans(in folder: String) {
    for name in (try? FileAccess.list(folder))?.files ?? [] where name.hasPrefix(".") && name.hasSuffix(".part") {
      let parts = name.split(separator: ".")
      guard parts.count == 3, let process = pid_t(parts[0]), process > 0, UInt32(parts[1]) != nil,
        process == getpid() || kill(process, 0) != 0 && errno == ESRCH
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }

  /// Adds a text to the end of a file that is there.
  package static func append(_ text: String, to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable(path) }
    defer { close(descriptor) }
    guard Array(text.utf8).withUnsafeBytes({ writeAll($0, to: descriptor) }) else { throw unwritable(path) }
  }

  /// Makes a folder, and those above it, where there is none.
  package static func makeFolder(_ path: String) throws(FileError) {
    for end in path.indices.dropFirst() where path[end] == "/" { mkdir(String(path[..<end]), 0o755) }
    if mkdir(path, 0o755) == 0 { return }
    let cause = errno
    guard FileAccess.kind(path) == .folder else {
      throw FileError(file: path, message: "this folder cannot be made: " + String(cString: strerror(cause)))
    }
  }

  /// Makes the new name itself durable; a file system that cannot is no reason to fail.
  private static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Writes all bytes, or returns false and leaves the reason in `errno`.
  static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let got = writeOnce(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if got < 0 && errno == EINTR { continue }
      if got <= 0 { return false }
      done += got
    }
    return true
  }

  /// Returns the error that the last call to the system left behind.
  package static func unwritable(_ path: String) -> FileError {
    let cause = errno
    return FileError(
      file: path, message: "cannot be written: " + String(cString: strerror(cause)), isMissing: cause == ENOENT)
  }
}

/// The system's `write`, which the method of the same name would hide.
private func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
