import Waveforms

/// What is wrong with a dictionary written in Python, and at which byte.
struct PythonDictionaryError: Error, Equatable {
  var offset: Int
  var expected: String
}

/// Names and numbers written as Python writes a dictionary: `{'NORM': 100.0, 'SR': 0.0}`.
enum PythonDictionary {
  /// Returns the names and numbers in their order; of a name that stands twice, the last number counts.
  static func parse(_ text: ArraySlice<UInt8>) throws(PythonDictionaryError) -> [(key: String, value: Double)] {
    var scanner = Scanner(bytes: Array(text))
    try scanner.expect(123, "{")
    var result: [(key: String, value: Double)] = []
    while scanner.peek() != 125 {
      let key = try scanner.string()
      try scanner.expect(58, ":")
      let value = try scanner.number()
      if let place = result.firstIndex(where: { $0.key == key }) {
        result[place].value = value
      } else {
        result.append((key, value))
      }
      if scanner.peek() == 44 { scanner.at += 1 } else { break }
    }
    try scanner.expect(125, "}")
    guard scanner.peek() == nil else { throw PythonDictionaryError(offset: scanner.at, expected: "nothing more") }
    return result
  }

  private struct Scanner {
    let bytes: [UInt8]
    var at = 0

    /// Returns the next byte that is no blank, without taking it.
    mutating func peek() -> UInt8? {
      while at < bytes.count, [32, 9, 10, 13].contains(bytes[at]) { at += 1 }
      return at < bytes.count ? bytes[at] : nil
    }

    mutating func expect(_ byte: UInt8, _ name: String) throws(PythonDictionaryError) {
      guard peek() == byte else { throw PythonDictionaryError(offset: at, expected: name) }
      at += 1
    }

    mutating func string() throws(PythonDictionaryError) -> String {
      guard let quote = peek(), quote == 39 || quote == 34 else {
        throw PythonDictionaryError(offset: at, expected: "a name in quotes")
      }
      let start = at
      var content: [UInt8] = []
      at += 1
      while at < bytes.count, bytes[at] != quote {
        if bytes[at] == 92 { at += 1 }
        guard at < bytes.count else { break }
        content.append(bytes[at])
        at += 1
      }
      guard at < bytes.count else { throw PythonDictionaryError(offset: start, expected: "a closing quote") }
      at += 1
      return Text.string(content[...])
    }

    mutating func number() throws(PythonDictionaryError) -> Double {
      _ = peek()
      let start = at
      while at < bytes.count, ![44, 125, 32, 9, 10, 13].contains(bytes[at]) { at += 1 }
      guard let value = Text.number(bytes[start..<at]) else {
        throw PythonDictionaryError(offset: start, expected: "a number")
      }
      return value
    }
  }
}
