/// Walks through JSON text strictly and piece by piece: a reader builds only what it expects, so a hostile file cannot
/// make it allocate more than a small multiple of the text.
///
/// Stricter than most: a key must not stand twice in an object.
package struct JSONScanner {
  /// What may be nested in what, at most.
  private static let deepest = 64

  private let bytes: [UInt8]
  private let file: String
  private var offset = 0
  private var depth = 0

  /// Creates a scanner at the beginning of a text; `file` names it in errors.
  package init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// Reads an object, handing over each key with the scanner before its value.
  package mutating func members(
    _ field: String, _ read: (inout JSONScanner, String) throws(FileError) -> Void
  ) throws(FileError) {
    try open("{", field, "an object")
    var keys: Set<String> = []
    var isFirst = true
    while try !closes("}", isFirst: isFirst, field) {
      isFirst = false
      let key = try string("key in \(field)")
      guard keys.insert(key).inserted else {
        throw refusal(field, found: "\"\(key)\"", expected: nil, "the same key stands twice")
      }
      try take(":", field)
      try read(&self, key)
    }
    depth -= 1
  }

  /// Reads an array, handing over the scanner before each element.
  package mutating func elements(
    _ field: String, _ read: (inout JSONScanner) throws(FileError) -> Void
  ) throws(FileError) {
    try open("[", field, "a list")
    var isFirst = true
    while try !closes("]", isFirst: isFirst, field) {
      isFirst = false
      try read(&self)
    }
    depth -= 1
  }

  /// Reads text.
  package mutating func string(_ field: String) throws(FileError) -> String {
    guard next() == UInt8(ascii: "\"") else { throw refusal(field, expected: "text", "the value is no text") }
    offset += 1
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\") {
      try refuseControl(field)
      offset += 1
    }
    var text = String(decoding: bytes[start..<offset], as: UTF8.self)
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
      let start = offset
      if bytes[offset] == UInt8(ascii: "\\") {
        text.unicodeScalars.append(try escaped(field))
      } else {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "\\") {
          try refuseControl(field)
          offset += 1
        }
        text += String(decoding: bytes[start..<offset], as: UTF8.self)
      }
    }
    guard offset < bytes.count else { throw refusal(field, expected: "\"", "a text does not end") }
    offset += 1
    return text
  }

  /// Reads text, or nothing where `null` stands.
  package mutating func optionalString(_ field: String) throws(FileError) -> String? {
    guard next() == UInt8(ascii: "n") else { return try string(field) }
    try word("null", field)
    return nil
  }

  /// Reads a whole number that is not negative.
  package mutating func count(_ field: String) throws(FileError) -> Int {
    _ = next()
    let text = try number(field)
    guard text.allSatisfy({ (48...57).contains($0) }) else {
      throw refusal(
        field, found: String(decoding: text, as: UTF8.self), expected: "a whole number",
        "the number is no whole number from 0 on")
    }
    var value = 0
    for digit in text {
      let (tenfold, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isBeyond) = tenfold.addingReportingOverflow(Int(digit - 48))
      guard !isTooLarge, !isBeyond else {
        throw refusal(field, found: String(decoding: text, as: UTF8.self), expected: nil, "the number is too large")
      }
      value = sum
    }
    return value
  }

  /// Moves past a value of any kind.
  package mutating func skip(_ field: String) throws(FileError) {
    switch next() {
    case UInt8(ascii: "{"):
      try members(field) { (scanner: inout JSONScanner, _: String) throws(FileError) in try scanner.skip(field) }
    case UInt8(ascii: "["):
      try elements(field) { (scanner: inout JSONScanner) throws(FileError) in try scanner.skip(field) }
    case UInt8(ascii: "\""): _ = try string(field)
    case UInt8(ascii: "t"): try word("true", field)
    case UInt8(ascii: "f"): try word("false", field)
    case UInt8(ascii: "n"): try word("null", field)
    case .some(let byte) where byte == UInt8(ascii: "-") || (48...57).contains(byte): _ = try number(field)
    default: throw refusal(field, expected: "a value", "this is not JSON")
    }
  }

  /// Makes sure that nothing but spaces follows.
  package mutating func finish(_ field: String) throws(FileError) {
    guard next() == nil else { throw refusal(field, expected: "nothing", "something follows the JSON text") }
  }

  /// Returns why a text is no JSON, by line and column; nothing where it is.
  package static func fault(in bytes: [UInt8], file: String) -> FileError? {
    var scanner = JSONScanner(bytes, file: file)
    do throws(FileError) {
      try scanner.skip("text")
      try scanner.finish("text")
      return nil
    } catch {
      let before = bytes[..<min(bytes.count, scanner.offset)]
      var placed = error
      placed.line = 1 + before.count { $0 == 10 }
      placed.field = "column \(before.count - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1)"
      return placed
    }
  }

  /// Returns an error at the present place.
  package func refusal(
    _ field: String, found: String? = nil, expected: String?, _ message: String
  ) -> FileError {
    let present =
      offset < bytes.count ? String(decoding: bytes[offset..<min(bytes.count, offset + 8)], as: UTF8.self) : "the end"
    return FileError(
      file: file, field: "\(FileError.shown(field)) at byte \(offset)", found: found ?? present, expected: expected,
      message: message)
  }

  /// Moves past spaces and returns the byte that follows.
  private mutating func next() -> UInt8? {
    while offset < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[offset]) { offset += 1 }
    return offset < bytes.count ? bytes[offset] : nil
  }

  private mutating func take(_ mark: Unicode.Scalar, _ field: String) throws(FileError) {
    guard next() == UInt8(ascii: mark) else { throw refusal(field, expected: "\(mark)", "this is not JSON") }
    offset += 1
  }

  private mutating func open(_ mark: Unicode.Scalar, _ field: String, _ kind: String) throws(FileError) {
    guard next() == UInt8(ascii: mark) else { throw refusal(field, expected: kind, "the value is not \(kind)") }
    guard depth < JSONScanner.deepest else {
      throw refusal(field, expected: "at most \(JSONScanner.deepest) levels", "values are nested too deep")
    }
    offset += 1
    depth += 1
  }

  /// Returns whether the object or array ends here; otherwise moves past the comma before what follows.
  private mutating func closes(_ mark: Unicode.Scalar, isFirst: Bool, _ field: String) throws(FileError) -> Bool {
    if next() == UInt8(ascii: mark) {
      offset += 1
      return true
    }
    if !isFirst { try take(",", field) }
    return false
  }

  private mutating func word(_ word: StaticString, _ field: String) throws(FileError) {
    let isThere = word.withUTF8Buffer { bytes[offset...].starts(with: $0) }
    guard isThere else { throw refusal(field, expected: "\(word)", "this is not JSON") }
    offset += word.utf8CodeUnitCount
  }

  /// Moves past a number, as the grammar of JSON has it, and returns its characters.
  private mutating func number(_ field: String) throws(FileError) -> ArraySlice<UInt8> {
    let start = offset
    func refused() -> FileError { refusal(field, expected: "a number", "this is not JSON, or not a number") }
    if peek("-") { offset += 1 }
    if peek("0") { offset += 1 } else if digits() == 0 { throw refused() }
    if peek(".") {
      offset += 1
      if digits() == 0 { throw refused() }
    }
    if peek("e") || peek("E") {
      offset += 1
      if peek("+") || peek("-") { offset += 1 }
      if digits() == 0 { throw refused() }
    }
    return bytes[start..<offset]
  }

  private func peek(_ mark: Unicode.Scalar) -> Bool { offset < bytes.count && bytes[offset] == UInt8(ascii: mark) }

  private mutating func digits() -> Int {
    let start = offset
    while offset < bytes.count, (48...57).contains(bytes[offset]) { offset += 1 }
    return offset - start
  }

  private func refuseControl(_ field: String) throws(FileError) {
    guard bytes[offset] >= 0x20 else { throw refusal(field, expected: nil, "a text holds a control character") }
  }

  /// Reads what a backslash stands for.
  private mutating func escaped(_ field: String) throws(FileError) -> Unicode.Scalar {
    offset += 1
    guard offset < bytes.count else { throw refusal(field, expected: nil, "a text does not end") }
    let mark = bytes[offset]
    offset += 1
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(mark)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codePoint(field)
    default: throw refusal(field, expected: nil, "a backslash stands before a character that it cannot")
    }
  }

  private mutating func codePoint(_ field: String) throws(FileError) -> Unicode.Scalar {
    var value = try fourDigits(field)
    if (0xD800..<0xDC00).contains(value), peek("\\") {
      offset += 1
      guard peek("u") else { throw refusal(field, expected: "\\u", "half a character stands alone") }
      offset += 1
      let low = try fourDigits(field)
      guard (0xDC00..<0xE000).contains(low) else {
        throw refusal(field, expected: nil, "half a character stands alone")
      }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw refusal(field, expected: nil, "half a character stands alone")
    }
    return scalar
  }

  private mutating func fourDigits(_ field: String) throws(FileError) -> UInt32 {
    guard bytes.count - offset >= 4 else { throw refusal(field, expected: "four digits", "a text does not end") }
    var value: UInt32 = 0
    for byte in bytes[offset..<offset + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw refusal(field, expected: "four digits", "a character's number is none")
      }
      value = value << 4 | UInt32(digit)
    }
    offset += 4
    return value
  }
}
