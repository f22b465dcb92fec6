extension RecordStart {
  /// Takes a word as the time of day or the date, and returns whether it was either.
  ///
  /// Times are `HH:MM:SS`, `MM:SS` or `SS`; dates `DD/MM/YYYY`, `YYYY-MM-DD` or `DD-Mon-YYYY`.
  mutating func read(_ word: ArraySlice<UInt8>) -> Bool {
    if word.contains(58) { return readTime(word) }
    if word.contains(47) || word.dropFirst().contains(45) { return readDate(word) }
    return secondOfDay == nil && readTime(word)
  }

  private mutating func readTime(_ word: ArraySlice<UInt8>) -> Bool {
    let parts = word.split(separator: 58, omittingEmptySubsequences: false)
    guard parts.count <= 3 else { return false }
    var seconds = 0.0
    for part in parts {
      guard let value = Text.number(part), value >= 0 else { return false }
      seconds = seconds * 60 + value
    }
    guard seconds < 2 * 86_400 else { return false }
    secondOfDay = seconds
    return true
  }

  private mutating func readDate(_ word: ArraySlice<UInt8>) -> Bool {
    let parts = word.split(omittingEmptySubsequences: false) { $0 == 47 || $0 == 45 }
    guard parts.count == 3 else { return false }
    let isYearFirst = parts[0].count == 4
    let middle = Text.integer(parts[1]) ?? RecordStart.month(named: parts[1])
    guard let year = Text.integer(parts[isYearFirst ? 0 : 2]), let month = middle,
      let day = Text.integer(parts[isYearFirst ? 2 : 0]),
      (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return false }
    (self.year, self.month, self.day) = (year, month, day)
    return true
  }

  private static func month(named word: ArraySlice<UInt8>) -> Int? {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return names.firstIndex(of: Text.string(word).lowercased()).map { $0 + 1 }
  }
}
