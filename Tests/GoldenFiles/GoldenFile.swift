#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Texts that a test expects, kept as files in the folder `Goldens` beside the test.
///
/// `EINTHOVEN_GOLDENS=write` writes what was got instead of comparing: look at the difference before it is kept.
package struct GoldenFile {
  package let path: String

  package init(_ name: String, file: String = #filePath) {
    let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
    path = "\(folder)/Goldens/\(name)"
  }

  /// Returns what differs, or nil when the text is the expected one.
  package func difference(from text: String) -> String? {
    if let wish = getenv("EINTHOVEN_GOLDENS"), strcmp(wish, "write") == 0 {
      return write(text + "\n") ? nil : "\(path) cannot be written"
    }
    guard let expected = read() else {
      return "\(path) is not there; EINTHOVEN_GOLDENS=write writes it"
    }
    let (got, wanted) = (lines(text + "\n"), lines(expected))
    guard got != wanted else { return nil }
    let first =
      zip(got, wanted).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(got.count, wanted.count)
    func line(_ lines: [String]) -> String { first < lines.count ? "'\(lines[first])'" : "nothing" }
    return "\(path), line \(first + 1): got \(line(got)), expected \(line(wanted))"
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func read() -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
    return String(validating: bytes, as: UTF8.self)
  }

  private func write(_ text: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let isWritten = fputs(text, file) >= 0
    return fclose(file) == 0 && isWritten
  }
}
