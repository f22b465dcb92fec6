/// What a file looks to be by its beginning, for whoever was given another kind than was asked for.
enum FileNature {
  /// Returns what bytes begin, in words, or nothing where nobody can tell.
  static func words(beginning bytes: [UInt8]) -> String? {
    func starts(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
    if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) { return "an array of NumPy" }
    if starts("PK\u{3}\u{4}") { return "a ZIP archive, such as PyTorch's or NumPy's files are" }
    if bytes.starts(with: [0x89] + Array("HDF".utf8)) { return "an HDF5 file" }
    if bytes.starts(with: [0x80, 2]) { return "a pickle of Python" }
    // The version of the format, below 16, and then the name of who wrote it or the graph.
    if bytes.count > 2, bytes[0] == 8, bytes[1] < 16, [0x12, 0x3A].contains(bytes[2]) { return "an ONNX file" }
    let isText =
      !bytes.isEmpty && bytes.allSatisfy { (32..<127).contains($0) || $0 >= 128 || [9, 10, 13].contains($0) }
    guard isText else { return nil }
    if starts("{") || starts("[") { return "JSON" }
    return bytes.prefix { $0 != 10 }.contains(44) ? "a table (CSV)" : "text"
  }
}
