import Interchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Damaged files on their way to a reader: written straight over the last ones, for nobody misses them.
enum ScratchFile {
  static func write(_ files: [String: [UInt8]], to folder: String) throws(FileError) {
    for (name, bytes) in files {
      let path = "\(folder)/\(name)"
      guard let file = fopen(path, "wb") else { throw FileError(file: path, message: "cannot be written") }
      let count = fwrite(bytes, 1, bytes.count, file)
      guard fclose(file) == 0, count == bytes.count else {
        throw FileError(file: path, message: "cannot be written")
      }
    }
  }
}

/// A record of one lead and 40 samples in format 16.
enum SmallRecord {
  static func files(_ name: String) -> [String: [UInt8]] {
    let header = "\(name) 1 100 40\n\(name).dat 16 100/mV 16 0 0 0 0 II\n"
    return samples(name).merging(["\(name).hea": Array(header.utf8)]) { a, _ in a }
  }

  static func samples(_ name: String) -> [String: [UInt8]] {
    ["\(name).dat": (0..<40).flatMap { [UInt8($0 * 7 % 50), 0] }]
  }
}
