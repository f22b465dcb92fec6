/// What a safetensors file says of itself before the numbers begin.
struct SafetensorsHeader {
  /// The most that a header may take, as the format's reference has it.
  static let limit = 100_000_000

  private(set) var metadata: [String: String] = [:]
  /// In the order in which their bytes stand in the file.
  private(set) var entries: [SafetensorsFile.Entry] = []

  /// Reads the header's text; `dataCount` is how many bytes follow it in the file.
  init(parsing bytes: [UInt8], file: String, dataCount: Int) throws(FileError) {
    guard bytes.first == UInt8(ascii: "{") else {
      throw FileError(file: file, field: "header", expected: "{", message: "the header does not begin as it must")
    }
    guard SafetensorsHeader.isUTF8(bytes) else {
      throw FileError(file: file, field: "header", message: "the header is not UTF-8")
    }
    var scanner = JSONScanner(bytes, file: file)
    var metadata: [String: String] = [:]
    var entries: [SafetensorsFile.Entry] = []
    try scanner.members("header") { (scanner: inout JSONScanner, name: String) throws(FileError) in
      if name == "__metadata__" {
        try scanner.members("__metadata__") { (scanner: inout JSONScanner, key: String) throws(FileError) in
          metadata[key] = try scanner.string("__metadata__ '\(key)'")
        }
      } else {
        entries.append(try SafetensorsHeader.entry(name, &scanner))
      }
    }
    try scanner.finish("header")
    entries.sort { ($0.bytes.begin, $0.bytes.end) < ($1.bytes.begin, $1.bytes.end) }
    self.metadata = metadata
    self.entries = entries
    try check(file: file, dataCount: dataCount)
  }

  private static func entry(_ name: String, _ scanner: inout JSONScanner) throws(FileError) -> SafetensorsFile.Entry {
    let field = "tensor '\(name)'"
    var type: SafetensorsType?
    var shape: [Int]?
    var offsets: [Int]?
    try scanner.members(field) { (scanner: inout JSONScanner, key: String) throws(FileError) in
      switch key {
      case "dtype":
        let word = try scanner.string("\(field), dtype")
        guard let known = SafetensorsType(rawValue: word) else {
          throw scanner.refusal("\(field), dtype", found: word, expected: "F32, I64 or the like", "the type is unknown")
        }
        type = known
      case "shape": shape = try scanner.counts("\(field), shape")
      case "data_offsets": offsets = try scanner.counts("\(field), data_offsets")
      default: try scanner.skip("\(field), \(key)")
      }
    }
    guard let type else { throw scanner.refusal(field, expected: "dtype", "a field is missing") }
    guard let shape else { throw scanner.refusal(field, expected: "shape", "a field is missing") }
    guard let offsets else { throw scanner.refusal(field, expected: "data_offsets", "a field is missing") }
    guard offsets.count == 2 else {
      throw scanner.refusal(
        "\(field), data_offsets", found: "\(offsets.count) numbers", expected: "2 numbers",
        "the place is not two numbers")
    }
    return SafetensorsFile.Entry(name: name, type: type, shape: shape, bytes: (offsets[0], offsets[1]))
  }

  /// The tensors must cover the bytes without a gap, in order: then nothing hides in the file, and reading it never takes
  /// more memory than it has bytes.
  private func check(file: String, dataCount: Int) throws(FileError) {
    var position = 0
    for entry in entries {
      let (begin, end) = entry.bytes
      func refusal(_ message: String, found: String, expected: String) -> FileError {
        FileError(
          file: file, field: "tensor '\(FileError.shown(entry.name))'", found: found, expected: expected,
          message: message)
      }
      guard begin <= end else {
        throw refusal(
          "its bytes end before they begin", found: "\(begin) to \(end)", expected: "an end from \(begin) on")
      }
      let size = entry.type.size(of: entry.shape)
      guard !size.isTooLarge else {
        throw refusal("its shape is beyond counting", found: "\(entry.shape)", expected: "less than 2^63 bits")
      }
      guard !size.isBroken else {
        throw refusal("its shape does not fill whole bytes", found: "\(entry.shape)", expected: "a multiple of 8 bits")
      }
      guard begin <= position else {
        throw refusal("there is a hole before it", found: "byte \(begin)", expected: "byte \(position)")
      }
      guard begin == position else {
        throw refusal("it overlaps the one before it", found: "byte \(begin)", expected: "byte \(position)")
      }
      guard end - begin == size.bytes else {
        throw refusal(
          "its bytes do not fit its shape", found: "\(end - begin) bytes",
          expected: "\(size.bytes) for \(entry.shape) of \(entry.type.rawValue)")
      }
      guard end <= dataCount else {
        throw refusal("the file ends before it does", found: "\(dataCount) bytes of data", expected: "at least \(end)")
      }
      position = end
    }
    guard position == dataCount else {
      throw FileError(
        file: file, field: "data", found: "\(dataCount) bytes", expected: "\(position)",
        message: "bytes follow the last tensor")
    }
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return true }
    var iterator = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid: continue
      case .emptyInput: return true
      case .error: return false
      }
    }
  }
}

extension JSONScanner {
  /// Reads a list of whole numbers that are not negative: as many as a tensor of any framework has axes.
  fileprivate mutating func counts(_ field: String) throws(FileError) -> [Int] {
    var result: [Int] = []
    try elements(field) { (scanner: inout JSONScanner) throws(FileError) in
      guard result.count < 64 else { throw scanner.refusal(field, expected: "at most 64", "the list is too long") }
      result.append(try scanner.count(field))
    }
    return result
  }
}
