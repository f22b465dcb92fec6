#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that are read piece by piece: an open file, or an array.
package final class ByteSource: Sendable {
  /// The path that errors name.
  package let file: String
  /// The number of bytes.
  package let count: Int
  private let descriptor: Int32
  private let bytes: [UInt8]

  /// Opens a file.
  package init(path: String) throws(FileError) {
    file = path
    bytes = []
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileAccess.unreadable(path) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileError(file: path, message: "this is no regular file")
    }
    count = Int(info.st_size)
  }

  /// Wraps bytes in memory.
  package init(_ bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes
    count = bytes.count
    descriptor = -1
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Copies a range of bytes to memory that has room for them.
  package func read(_ range: Range<Int>, to target: UnsafeMutableRawBufferPointer) throws(FileError) {
    precondition(range.count <= target.count, "\(range.count) bytes for room of \(target.count)")
    guard range.lowerBound >= 0, range.upperBound <= count else {
      throw FileError(
        file: file, found: "\(count) bytes", expected: "at least \(range.upperBound)", message: "the file is too short")
    }
    if descriptor < 0 {
      bytes.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
      return
    }
    var done = 0
    while done < range.count {
      let got = pread(
        descriptor, target.baseAddress.map { $0 + done }, range.count - done, off_t(range.lowerBound + done))
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else {
        throw FileError(
          file: file, found: "\(done) bytes", expected: "\(range.count) bytes",
          message: "the file could not be read whole")
      }
      done += got
    }
  }
}
