import Interchange

extension RecordReader {
  /// Opens a record that stands in one run of bytes, such as what comes through a pipe; its format is told by its beginning.
  ///
  /// - Throws: When the bytes are no recording in one file.
  public init(_ bytes: [UInt8], name: String, options: Options = Options()) throws(WaveformError) {
    guard !bytes.isEmpty else {
      throw WaveformError(file: name, expected: "a recording in one file", message: "there is nothing in it")
    }
    if let header = RecordReader.header(bytes) {
      throw WaveformError(
        file: name, found: "the header of \(header.name)", expected: "the record's path, or a recording in one file",
        message: "the samples of a WFDB record stand in other files than its header, and do not come with it")
    }
    guard let suffix = RecordReader.suffix(beginning: bytes) else {
      throw WaveformError(
        file: name, found: Text.string(bytes[..<min(16, bytes.count)]),
        expected: "EDF, BDF, MAT, NPY, NPZ or a table of numbers", message: "the format is not known")
    }
    let file = "\(name).\(suffix)"
    do throws(WaveformError) {
      try self.init(file, in: .memory([file: bytes]), options: options)
    } catch {
      var error = error
      if error.file == file { error.file = name }
      throw error
    }
  }

  /// Returns the header of WFDB that the bytes are, if they are one: its lines name the files of the signals or segments.
  private static func header(_ bytes: [UInt8]) -> WFDBHeader? {
    guard bytes.count < 1 << 20, let header = try? WFDBHeader(parsing: bytes, file: "") else { return nil }
    let names = header.signals.map(\.file) + (header.segments ?? []).map(\.name)
    return names.contains { $0.contains(where: \.isLetter) } ? header : nil
  }

  /// Returns the suffix of files that begin so; a header of WFDB is none, for its samples stand elsewhere.
  private static func suffix(beginning bytes: [UInt8]) -> String? {
    func starts(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
    if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) { return "npy" }
    if starts("PK\u{3}\u{4}") { return "npz" }
    if starts("0       ") { return "edf" }
    if bytes.starts(with: [0xFF] + Array("BIOSEMI".utf8)) { return "bdf" }
    if starts("MATLAB") { return "mat" }
    // Level 4 begins with a small number.
    if bytes.count >= 20, bytes[1...3].contains(0), bytes[0] < 60 { return "mat" }
    return bytes.prefix(4096).contains(0) ? nil : "csv"
  }
}
