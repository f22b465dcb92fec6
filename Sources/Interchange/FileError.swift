/// What is wrong with a file: where, in which field, what stood there and what should have.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's path or name.
  public var file: String
  /// The line, counted from 1, in a text file.
  public var line: Int?
  /// The field, named as the format's description names it.
  public var field: String?
  /// What was found there.
  public var found: String?
  /// What was expected there.
  public var expected: String?
  /// What is wrong, in words.
  public var message: String
  /// Whether it is only that nothing is at the path.
  public var isMissing: Bool

  /// Creates an error.
  public init(
    file: String, line: Int? = nil, field: String? = nil, found: String? = nil, expected: String? = nil,
    message: String, isMissing: Bool = false
  ) {
    self.file = file
    self.line = line
    self.field = field
    self.found = found.map(FileError.shown)
    self.expected = expected
    self.message = message
    self.isMissing = isMissing
  }

  /// The error in one line: `file, line 3, field gain: message: found "x", expected a number`.
  public var description: String {
    var text = file
    if let line { text += ", line \(line)" }
    if let field { text += ", \(field)" }
    text += ": \(message)"
    var details: [String] = []
    if let found { details.append("found \(found)") }
    if let expected { details.append("expected \(expected)") }
    if !details.isEmpty { text += " (\(details.joined(separator: ", ")))" }
    return text
  }

  /// Returns the text fit for one line of a terminal: hostile files may hold anything.
  package static func shown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(80) {
      let isPlain = scalar.value >= 32 && scalar.value != 127 && !(0x80..<0xA0).contains(scalar.value)
      result.unicodeScalars.append(isPlain ? scalar : "?")
    }
    return text.unicodeScalars.dropFirst(80).isEmpty ? result : result + "…"
  }
}
