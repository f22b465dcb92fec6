#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps a folder for one process, as long as the value lives; a process that is killed gives it back.
package final class FolderLock {
  private let descriptor: Int32

  /// Takes the folder.
  ///
  /// - Parameters:
  ///   - work: What is done in it, as the refusal of another calls it.
  ///   - isShared: Whether programs that this one starts keep the folder too, until the last of them has ended.
  /// - Throws: When another process, or another work of this one, has it.
  package init(_ path: String, for work: String, isShared: Bool = false) throws(FileError) {
    descriptor = open(path, isShared ? O_RDONLY : O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileAccess.unreadable(path) }
    // A file system that knows no locks is no reason to fail.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
      close(descriptor)
      throw FileError(file: path, message: "another \(work) is at work in this folder: wait for it, or name another")
    }
  }

  deinit { close(descriptor) }
}
