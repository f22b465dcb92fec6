/// A small checker of XML: tags nest, attributes are quoted and single, entities are known.
struct XMLCheck {
  private let text: [Character]
  private var place = 0
  private(set) var elements: [(name: String, attributes: [String: String])] = []

  /// What is wrong, or nil for well-formed text.
  static func fault(_ text: String) -> String? {
    var check = XMLCheck(text)
    do {
      try check.document()
      return nil
    } catch let fault as Fault {
      return fault.message
    } catch {
      return "\(error)"
    }
  }

  /// The elements of a well-formed text, in order.
  static func elements(of text: String) throws -> [(name: String, attributes: [String: String])] {
    var check = XMLCheck(text)
    try check.document()
    return check.elements
  }

  struct Fault: Error { let message: String }

  private init(_ text: String) { self.text = Array(text) }

  private mutating func document() throws {
    try element()
    while place < text.count {
      guard text[place].isWhitespace else { throw Fault(message: "something follows the root") }
      place += 1
    }
  }

  private mutating func element() throws {
    try take("<")
    let name = try self.name()
    var attributes: [String: String] = [:]
    while true {
      let hasSpace = skipSpace()
      if starts("/>") {
        place += 2
        elements.append((name, attributes))
        return
      }
      if starts(">") { break }
      guard hasSpace else { throw Fault(message: "\(name): no space before an attribute") }
      let key = try self.name()
      try take("=\"")
      let value = try characters(until: "\"")
      try take("\"")
      guard attributes.updateValue(value, forKey: key) == nil else { throw Fault(message: "\(name): \(key) twice") }
    }
    try take(">")
    elements.append((name, attributes))
    while true {
      _ = try characters(until: "<")
      if starts("</") { break }
      try element()
    }
    try take("</")
    guard try self.name() == name else { throw Fault(message: "\(name) is not closed") }
    try take(">")
  }

  private mutating func characters(until end: Character) throws -> String {
    var result = ""
    while place < text.count, text[place] != end {
      if text[place] == "<" { throw Fault(message: "a bare <") }
      if text[place] == "&" {
        guard ["&amp;", "&lt;", "&gt;", "&quot;"].contains(where: starts) else { throw Fault(message: "a bare &") }
      }
      for scalar in text[place].unicodeScalars where scalar.value < 32 && scalar != "\n" {
        throw Fault(message: "a forbidden character")
      }
      result.append(text[place])
      place += 1
    }
    guard place < text.count else { throw Fault(message: "the text ends too early") }
    return result
  }

  private mutating func name() throws -> String {
    var result = ""
    while place < text.count, text[place].isLetter || text[place].isNumber || "-:".contains(text[place]) {
      result.append(text[place])
      place += 1
    }
    guard !result.isEmpty else { throw Fault(message: "a name is missing at \(place)") }
    return result
  }

  private mutating func skipSpace() -> Bool {
    let start = place
    while place < text.count, text[place].isWhitespace { place += 1 }
    return place > start
  }

  private mutating func take(_ wanted: String) throws {
    guard starts(wanted) else { throw Fault(message: "\(wanted) is missing at \(place)") }
    place += wanted.count
  }

  private func starts(_ wanted: String) -> Bool { text[place...].starts(with: wanted) }
}
