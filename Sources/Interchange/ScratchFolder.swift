#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder for files that nobody keeps, as long as the value lives.
package final class ScratchFolder {
  package let path: String

  /// Makes one where the system keeps such folders.
  package init() throws(FileError) {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(root)/einthoven-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw FileError(file: root, message: "no folder can be made here: " + String(cString: strerror(errno)))
    }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for file in (try? FileAccess.list(path))?.files ?? [] { FileAccess.remove("\(path)/\(file)") }
    rmdir(path)
  }
}
