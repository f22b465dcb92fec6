#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads sizes, ranges of bytes and folders; nothing is mapped, so a file that shrinks meanwhile cannot kill.
package enum FileAccess {
  /// What a path leads to.
  package enum Kind: Sendable { case file, folder, other, nothing }

  /// Returns what stands at a path.
  package static func kind(_ path: String) -> Kind {
    var info = stat()
    guard stat(path, &info) == 0 else { return .nothing }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Returns a file's size in bytes.
  package static func size(_ path: String) throws(FileError) -> Int {
    var info = stat()
    guard stat(path, &info) == 0 else { throw unreadable(path) }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw FileError(file: path, message: "this is no regular file")
    }
    return Int(info.st_size)
  }

  /// Reads a range of a file, or all of it, with `padding` zero bytes appended.
  ///
  /// The size is asked for first, so no more is allocated than the file holds.
  package static func read(_ path: String, _ range: Range<Int>? = nil, padding: Int = 0) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw unreadable(path) }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw FileError(file: path, message: "this is no regular file")
    }
    let size = Int(info.st_size)
    let wanted = range ?? 0..<size
    guard wanted.lowerBound >= 0, wanted.upperBound <= size else {
      throw FileError(
        file: path, found: "\(size) bytes", expected: "at least \(wanted.upperBound)", message: "the file is too short")
    }
    var done = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted.count + padding) { buffer, count in
      while done < wanted.count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + done }, wanted.count - done, off_t(wanted.lowerBound + done))
        if got < 0 && errno == EINTR { continue }
        if got <= 0 { break }
        done += got
      }
      for index in done..<wanted.count + padding { buffer[index] = 0 }
      count = wanted.count + padding
    }
    guard done == wanted.count else {
      throw FileError(
        file: path, found: "\(done) bytes", expected: "\(wanted.count) bytes",
        message: "the file could not be read whole")
    }
    return bytes
  }

  /// Returns whether two paths lead to one file.
  package static func isSame(_ first: String, _ second: String) -> Bool {
    var (a, b) = (stat(), stat())
    return stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino
  }

  /// Returns what tells a file from any that is put in its place: number, size and time of change; nothing where there is none.
  package static func stamp(_ path: String) -> String? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    #if canImport(Darwin)
      let time = info.st_mtimespec
    #else
      let time = info.st_mtim
    #endif
    return "\(info.st_ino) \(info.st_size) \(time.tv_sec).\(time.tv_nsec)"
  }

  /// Returns what a file or folder is known by, however it is reached: its path from the root, or the path where there is none.
  package static func identity(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// Returns a path's last part: the name of the file or folder.
  package static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Returns the folder that a path's last part lies in.
  package static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// Returns a file's name without its suffix; a name that begins with its only dot has none.
  package static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// Returns something that a folder holds and does not hide; nothing where there is no such thing.
  package static func something(in folder: String) throws(FileError) -> String? {
    let inside = try list(folder)
    return (inside.folders + inside.files).first { !$0.hasPrefix(".") }
  }

  /// Removes a file, if it is there.
  package static func remove(_ path: String) { _ = unlink(path) }

  /// Reads the standard input to its end, or refuses when more comes than `limit` bytes.
  package static func readStandardInput(limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
    try readToEnd(STDIN_FILENO, "standard input", limit)
  }

  /// Reads a pipe, or what else has no size, to its end, or refuses when more comes than `limit` bytes.
  package static func readStream(_ path: String, limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    return try readToEnd(descriptor, path, limit)
  }

  /// Reads all of a file, or of a pipe in its place.
  package static func readWhole(_ path: String) throws(FileError) -> [UInt8] {
    kind(path) == .other ? try readStream(path) : try read(path)
  }

  private static func readToEnd(_ descriptor: Int32, _ name: String, _ limit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = buffer.withUnsafeMutableBytes { readOnce(descriptor, $0.baseAddress, $0.count) }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw unreadable(name) }
      if got == 0 { return bytes }
      bytes += buffer[..<got]
      guard bytes.count <= limit else {
        throw FileError(
          file: name, expected: "at most \(limit) bytes", message: "there is more than a recording holds")
      }
    }
  }

  /// Returns the files and folders in a folder, sorted by the bytes of their names; links to folders are left out, for
  /// they may lead in circles.
  package static func list(_ path: String) throws(FileError) -> (files: [String], folders: [String]) {
    guard let stream = opendir(path) else { throw unreadable(path) }
    defer { closedir(stream) }
    var files: [String] = []
    var folders: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var info = stat()
      guard lstat("\(path)/\(name)", &info) == 0 else { continue }
      switch info.st_mode & S_IFMT {
      case S_IFREG: files.append(name)
      case S_IFDIR: folders.append(name)
      default: if kind("\(path)/\(name)") == .file { files.append(name) }
      }
    }
    func sorted(_ names: [String]) -> [String] {
      names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return (sorted(files), sorted(folders))
  }

  /// Returns the error that the last call to the system left behind.
  package static func unreadable(_ path: String) -> FileError {
    let cause = errno
    return FileError(
      file: path, message: "cannot be read: " + String(cString: strerror(cause)), isMissing: cause == ENOENT)
  }
}

/// The system's `read`, which the method of the same name would hide.
private func readOnce(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
