/// Times as clocks and calendars write them: `0:00.004`, `12:30:00.004`, `2024-01-31 12:30:00.004`.
enum ClockTime {
  /// What a column of such times may look like, for errors.
  static let forms = "12:30:00.004 or 2024-01-31 12:30:00.004"

  /// Returns the seconds since midnight, since the start or, with a date, since 1970; nothing when the bytes are no such time.
  static func seconds(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard bytes.contains(58) else { return nil }
    let parts = bytes.split(maxSplits: 1) { $0 == 32 || $0 == 84 }
    guard let clock = parts.last, let time = timeOfDay(withoutZone(clock)) else { return nil }
    if parts.count == 1 { return time }
    return days(parts[0]).map { $0 * 86_400 + time }
  }

  /// Drops `Z` or `+01:00`: only the steps from row to row count.
  private static func withoutZone(_ clock: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    clock.prefix { ![90, 43, 45].contains($0) }
  }

  private static func timeOfDay(_ clock: ArraySlice<UInt8>) -> Double? {
    let fields = clock.split(separator: 58, omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), let seconds = Text.number(fields[fields.count - 1].withPoint),
      (0..<61).contains(seconds)
    else { return nil }
    var whole = 0.0
    for (place, field) in fields.dropLast().enumerated() {
      // The first may count on: a recording's 90th minute is `90:00`.
      guard !field.isEmpty, field.allSatisfy({ (48...57).contains($0) }), field.count <= 6,
        let value = Text.integer(field),
        place == 0 || value < 60
      else { return nil }
      whole = whole * 60 + Double(value)
    }
    return whole * 60 + seconds
  }

  /// Returns the days from 1970 to `2024-01-31` or `2024/01/31`.
  private static func days(_ date: ArraySlice<UInt8>) -> Double? {
    let fields = date.split(omittingEmptySubsequences: false) { $0 == 45 || $0 == 47 }
    guard fields.count == 3, fields[0].count == 4, let year = Text.integer(fields[0]), year > 0,
      let month = Text.integer(fields[1]), (1...12).contains(month), let day = Text.integer(fields[2]),
      (1...31).contains(day)
    else { return nil }
    // Years begin in March here, so that a leap day is the last of its year.
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return Double(shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468)
  }
}

extension ArraySlice<UInt8> {
  /// The same with the first comma as a point.
  var withPoint: ArraySlice<UInt8> {
    guard let comma = firstIndex(of: 44) else { return self }
    var result = self
    result[comma] = 46
    return result
  }
}
