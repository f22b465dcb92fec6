/// Named tensors in one file, as Hugging Face's `safetensors` writes them.
///
/// The header is read and checked in full when the file is opened; a tensor's numbers only when they are asked for, from
/// the file that was opened, even if another one takes its name meanwhile.
public struct SafetensorsFile: Sendable {
  /// What the header says of one tensor.
  public struct Entry: Sendable {
    /// The name.
    public let name: String
    /// The kind of its numbers.
    public let type: SafetensorsType
    /// The size of each axis, the last one dense.
    public let shape: [Int]
    /// Where it begins and ends within the file's data.
    let bytes: (begin: Int, end: Int)

    /// The number of elements.
    public var count: Int { shape.reduce(1, *) }
  }

  /// The path, or the name that errors use.
  public let path: String
  /// Texts that the writer put beside the tensors.
  public let metadata: [String: String]
  /// What there is, in the order in which the numbers stand in the file.
  public let tensors: [Entry]
  private let places: [String: Int]
  private let source: ByteSource
  private let start: Int

  /// Opens a file and checks its header.
  public init(reading path: String) throws(FileError) {
    try self.init(ByteSource(path: path))
  }

  /// Checks the header of a file's bytes; `file` names it in errors.
  public init(parsing bytes: [UInt8], file: String) throws(FileError) {
    try self.init(ByteSource(bytes, file: file))
  }

  private init(_ source: ByteSource) throws(FileError) {
    guard source.count >= 8 else {
      throw FileError(
        file: source.file, field: "header length", found: "\(source.count) bytes", expected: "at least 8",
        message: "the file is too short to be a safetensors file")
    }
    let length = try source.bytes(0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(SafetensorsHeader.limit) else {
      if let nature = FileNature.words(beginning: try source.bytes(0..<min(64, source.count))) {
        throw FileError(
          file: source.file, found: nature, expected: "a network, as 'einthoven train' leaves it (.safetensors)",
          message: "this is no checkpoint")
      }
      throw FileError(
        file: source.file, field: "header length", found: "\(length)", expected: "at most \(SafetensorsHeader.limit)",
        message: "the header is too large, or this is no safetensors file")
    }
    start = 8 + Int(length)
    guard start <= source.count else {
      throw FileError(
        file: source.file, field: "header length", found: "\(length)", expected: "at most \(source.count - 8)",
        message: "the header is longer than the file")
    }
    let header = try SafetensorsHeader(
      parsing: source.bytes(8..<start), file: source.file, dataCount: source.count - start)
    path = source.file
    metadata = header.metadata
    tensors = header.entries
    places = Dictionary(uniqueKeysWithValues: header.entries.enumerated().map { ($1.name, $0) })
    self.source = source
  }

  /// What the header says of the tensor of that name, or nothing when there is none.
  public subscript(_ name: String) -> Entry? { places[name].map { tensors[$0] } }

  /// Reads a tensor's bytes as they stand in the file: little-endian.
  public func bytes(_ name: String) throws(FileError) -> [UInt8] {
    try source.bytes(range(of: try entry(name)))
  }

  /// Copies a tensor's bytes to memory that has room for them.
  func read(_ entry: Entry, to target: UnsafeMutableRawBufferPointer) throws(FileError) {
    try source.read(range(of: entry), to: target)
  }

  /// Returns what the header says of a tensor that has to be there.
  func entry(_ name: String) throws(FileError) -> Entry {
    guard let entry = self[name] else { throw refusal(name, "there is no tensor of this name") }
    return entry
  }

  func refusal(_ name: String, found: String? = nil, expected: String? = nil, _ message: String) -> FileError {
    FileError(
      file: path, field: "tensor '\(FileError.shown(name))'", found: found, expected: expected, message: message)
  }

  private func range(of entry: Entry) -> Range<Int> { start + entry.bytes.begin..<start + entry.bytes.end }
}

extension ByteSource {
  fileprivate func bytes(_ range: Range<Int>) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let result = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      do throws(FileError) {
        try read(range, to: UnsafeMutableRawBufferPointer(buffer))
        count = range.count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return result
  }
}
