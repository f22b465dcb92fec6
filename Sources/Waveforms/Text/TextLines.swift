import Interchange

/// One line of a text file, with its number and without its line end.
package struct TextLine: Sendable {
  package let file: String
  package let number: Int
  package let bytes: ArraySlice<UInt8>

  /// Returns the line's words, separated by blanks and tabs.
  package var words: [ArraySlice<UInt8>] { bytes.split { $0 == 32 || $0 == 9 } }

  /// Returns an error about a field of this line.
  package func error(_ field: String, _ found: ArraySlice<UInt8>?, expected: String, _ message: String) -> WaveformError
  {
    WaveformError(
      file: file, line: number, field: field, found: found.map(Text.string), expected: expected, message: message)
  }

  /// Returns an integer field, which must be one; `12.0` also counts.
  package func integer(_ word: ArraySlice<UInt8>, _ field: String, in range: ClosedRange<Int>) throws(WaveformError)
    -> Int
  {
    guard let value = Text.integer(word), range.contains(value) else {
      throw error(field, word, expected: Text.integer(in: range), "the \(field) is not valid")
    }
    return value
  }

  /// Returns a finite number field.
  package func number(_ word: ArraySlice<UInt8>, _ field: String) throws(WaveformError) -> Double {
    guard let value = Text.number(word) else {
      throw error(field, word, expected: "a number", "the \(field) is not valid")
    }
    return value
  }
}

/// Numbers, words and lines of text that may hold anything.
package enum Text {
  /// Returns the lines of a file; a byte order mark and carriage returns are dropped.
  package static func lines(_ bytes: [UInt8], file: String) -> [TextLine] {
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    var result: [TextLine] = []
    var number = 1
    while let end = rest.firstIndex(of: 10) {
      result.append(TextLine(file: file, number: number, bytes: withoutReturn(rest[rest.startIndex..<end])))
      rest = rest[(end + 1)...]
      number += 1
    }
    if !rest.isEmpty { result.append(TextLine(file: file, number: number, bytes: withoutReturn(rest))) }
    return result
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == 13 ? line.dropLast() : line
  }

  /// Returns the bytes as text: UTF-8, or Latin-1 when they are not UTF-8.
  package static func string(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  /// Returns the bytes without the given ones at either end.
  package static func trimmed(_ bytes: ArraySlice<UInt8>, of unwanted: [UInt8] = [32, 9]) -> ArraySlice<UInt8> {
    var result = bytes
    while let first = result.first, unwanted.contains(first) { result = result.dropFirst() }
    while let last = result.last, unwanted.contains(last) { result = result.dropLast() }
    return result
  }

  /// Returns the integer that the bytes spell, or nothing when they spell none or it does not fit.
  package static func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
    var digits = bytes
    let isNegative = digits.first == 45
    if isNegative || digits.first == 43 { digits = digits.dropFirst() }
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      guard byte >= 48, byte <= 57 else { return integralNumber(bytes) }
      let (tens, isLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = tens.addingReportingOverflow(Int(byte) - 48)
      if isLarge || isLarger { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }

  /// Says which integers are expected.
  static func integer(in range: ClosedRange<Int>) -> String {
    "an integer from \(range.lowerBound)" + (range.upperBound == Int.max ? "" : " to \(range.upperBound)")
  }

  private static func integralNumber(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let value = number(bytes), value == value.rounded(), abs(value) < 9e15 else { return nil }
    return Int(value)
  }

  /// Returns the finite decimal number that the bytes spell, correctly rounded.
  package static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    var mantissa: UInt64 = 0
    var digits = 0
    var scale = 0
    var isFraction = false
    var isPlain = true
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case 48...57:
        if digits < 18 { mantissa = mantissa * 10 + UInt64(byte - 48) }
        if mantissa > 0 { digits += 1 }
        if isFraction { scale += 1 }
      case 46 where !isFraction: isFraction = true
      case 43 where place == 0, 45 where place == 0: break
      case 69, 101, 43, 45: isPlain = false
      default: return nil
      }
    }
    // Below 2⁵³ and with a power of ten that Double holds exactly, one division rounds correctly.
    let hasDigit = bytes.contains { $0 >= 48 && $0 <= 57 }
    if isPlain && hasDigit && digits <= 15 && scale <= 22 {
      let value = Double(mantissa) / powersOfTen[scale]
      return bytes.first == 45 ? -value : value
    }
    guard hasDigit, let value = Double(string(bytes)), value.isFinite else { return nil }
    return value
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
