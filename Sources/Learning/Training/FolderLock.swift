import Interchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps a run's folder for one process, as long as the value lives; a process that is killed gives it back.
final class FolderLock {
  private let descriptor: Int32

  /// Takes the folder.
  ///
  /// - Throws: When another process, or another training of this one, has it.
  init(_ path: String) throws(FileError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileAccess.unreadable(path) }
    // A file system that knows no locks is no reason to fail.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
      close(descriptor)
      throw FileError(file: path, message: "another training is at work in this folder: wait for it, or name another")
    }
  }

  deinit { close(descriptor) }
}
