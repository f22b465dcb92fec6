/// A column's name, and the unit that stands with it: `II (uV)`, `II [uV]`, `II_uV`, `II/mV`.
struct ColumnName: Sendable {
  let name: String
  /// The unit as the table has it; nothing when it says none.
  let unit: String?

  init(_ text: String) {
    (name, unit) = ColumnName.bracketed(text) ?? ColumnName.appended(text) ?? (text, nil)
  }

  /// What voltages are given in before they are scaled: no unit, but no millivolts either.
  private static let steps: Set<String> = ["adu", "adc", "counts", "lsb"]

  private static func bracketed(_ text: String) -> (String, String?)? {
    guard let open = text.lastIndex(where: { $0 == "(" || $0 == "[" }), let last = text.last, ")]".contains(last) else {
      return nil
    }
    let unit = String(text[text.index(after: open)...].dropLast())
    guard !unit.isEmpty, VoltageUnit(unit) != nil || steps.contains(unit.lowercased()) else { return nil }
    return (trimmed(text[..<open]), unit)
  }

  /// A single V behind a name may be a lead's as well as a volt.
  private static func appended(_ text: String) -> (String, String?)? {
    guard let mark = text.lastIndex(where: { "_/ ".contains($0) }) else { return nil }
    let unit = String(text[text.index(after: mark)...])
    let isUnit = unit.count > 1 && VoltageUnit(unit) != nil || steps.contains(unit.lowercased())
    let name = trimmed(text[..<mark])
    return isUnit && !name.isEmpty ? (name, unit) : nil
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }
}

/// What the name of a column that holds no lead says of it.
enum TimeName: Sendable, Equatable {
  /// Times, so many to a second; nothing when the name does not say.
  case time(perSecond: Double?)
  /// Numbers of samples.
  case counter

  /// Understands `time`, `t (s)`, `time_ms`, `Elapsed time`, `seconds`, `sample #` and the like.
  init?(_ text: String, unit: String? = nil) {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init).filter { $0 != "in" }
    let word = words.joined()
    let given = unit.flatMap { TimeName.perSecond[$0.lowercased()] }
    if TimeName.counters.contains(word) {
      self = .counter
    } else if let last = words.last, let unit = TimeName.perSecond[last],
      words.count == 1 || TimeName.times.contains(words.dropLast().joined())
    {
      self = .time(perSecond: unit)
    } else if TimeName.times.contains(word) {
      self = .time(perSecond: given)
    } else if word.hasPrefix("time"), let unit = TimeName.perSecond[String(word.dropFirst(4))] {
      self = .time(perSecond: unit)
    } else {
      return nil
    }
  }

  /// Returns whether a column of this name holds times.
  static func isTimes(_ text: String) -> Bool { if case .time = TimeName(text) { true } else { false } }

  /// Returns how many of a unit are a second, of a name such as `Zeit (ms)` whose other words nobody knows.
  static func perSecond(in text: String) -> Double? {
    text.lowercased().split { !$0.isLetter }.last.flatMap { perSecond[String($0)] }
  }

  private static let times: Set<String> = [
    "time", "times", "t", "timestamp", "timestamps", "elapsed", "elapsedtime", "timeelapsed", "datetime", "clock",
    "zeit",
    "temps", "tiempo", "tempo",
  ]

  private static let counters: Set<String> = [
    "sample", "samples", "samplenumber", "sampleno", "samplenr", "sampleindex", "sampleid", "index", "idx",
  ]

  private static let perSecond: [String: Double] = {
    var table: [String: Double] = [:]
    for word in ["s", "sec", "secs", "second", "seconds"] { table[word] = 1 }
    for word in ["ms", "msec", "millis", "millisecond", "milliseconds"] { table[word] = 1e3 }
    for word in ["us", "µs", "μs", "usec", "micros", "microsecond", "microseconds"] { table[word] = 1e6 }
    for word in ["ns", "nsec", "nanosecond", "nanoseconds"] { table[word] = 1e9 }
    return table
  }()
}
