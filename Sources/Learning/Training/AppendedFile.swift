import Interchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that one process lets grow at its end; what stands beyond a known length, from a run that was killed, is cut off.
final class AppendedFile {
  private let path: String
  private let descriptor: Int32
  private(set) var length: Int

  /// Opens the file, or makes it, and cuts it to `length`.
  ///
  /// - Throws: When the file is shorter: it is not the one that was left.
  init(_ path: String, length: Int) throws(FileError) {
    self.path = path
    self.length = length
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw AtomicFile.unwritable(path) }
    // Freed by the system when the process ends, however it ends.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(descriptor)
      throw FileError(file: path, message: "another training is writing here")
    }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size >= length else {
      close(descriptor)
      throw FileError(
        file: path, found: "\(size) bytes", expected: "at least \(length)",
        message: "the file is shorter than when the training was left")
    }
    guard ftruncate(descriptor, off_t(length)) == 0 else {
      let failure = AtomicFile.unwritable(path)
      close(descriptor)
      throw failure
    }
  }

  deinit { close(descriptor) }

  /// Appends bytes.
  func append(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let got = bytes.withUnsafeBytes { buffer in
        pwrite(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(length + done))
      }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { throw AtomicFile.unwritable(path) }
      done += got
    }
    length += bytes.count
  }

  /// Makes what was appended durable.
  func synchronise() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw AtomicFile.unwritable(path) }
  }
}
