import Waveforms

/// The words `key=value` behind a database's name, taken one by one by its loader.
public struct LoaderOptions: Sendable {
  /// The words as they were given, for errors and for the cohort's name.
  public let text: String
  private var values: [(key: String, value: String)]
  private var known: [String] = []

  /// Creates the options of `ptb-xl,task=form,rate=500`: everything behind the first comma.
  ///
  /// - Throws: When a word is not `key=value`, or a key stands twice.
  public init(_ text: String) throws(FileError) {
    self.text = text
    values = []
    for word in text.split(separator: ",").dropFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw FileError(file: text, found: String(word), expected: "key=value", message: "an option has no value")
      }
      guard !values.contains(where: { $0.key == parts[0] }) else {
        throw FileError(file: text, field: parts[0], message: "an option stands twice")
      }
      values.append((parts[0], parts[1]))
    }
  }

  /// Takes the value of a key, or nothing when it was not given.
  public mutating func take(_ key: String) -> String? {
    known.append(key)
    guard let place = values.firstIndex(where: { $0.key == key }) else { return nil }
    return values.remove(at: place).value
  }

  /// Takes one of some words.
  public mutating func take<Choice: RawRepresentable & CaseIterable>(
    _ key: String, default value: Choice
  ) throws(FileError) -> Choice where Choice.RawValue == String {
    guard let word = take(key) else { return value }
    guard let choice = Choice(rawValue: word) else {
      throw FileError(
        file: text, field: key, found: word, expected: Choice.allCases.map(\.rawValue).joined(separator: ", "),
        message: "there is no such choice")
    }
    return choice
  }

  /// Takes a number within a range.
  public mutating func takeNumber(_ key: String, in range: ClosedRange<Double>) throws(FileError) -> Double? {
    guard let word = take(key) else { return nil }
    guard let number = Double(word), range.contains(number) else {
      throw FileError(
        file: text, field: key, found: word, expected: "a number from \(range.lowerBound) to \(range.upperBound)",
        message: "the option is not valid")
    }
    return number
  }

  /// Takes a whole number within a range.
  public mutating func takeInteger(_ key: String, in range: ClosedRange<Int>) throws(FileError) -> Int? {
    guard let word = take(key) else { return nil }
    guard let number = Int(word), range.contains(number) else {
      throw FileError(
        file: text, field: key, found: word,
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", message: "the option is not valid")
    }
    return number
  }

  /// Throws when a word is left that nobody took.
  public func finish() throws(FileError) {
    guard let left = values.first else { return }
    throw FileError(
      file: text, field: left.key, expected: known.isEmpty ? "no options" : known.joined(separator: ", "),
      message: "there is no such option")
  }
}
