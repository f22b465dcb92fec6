/// Which columns of a table are times or counters and no leads, and the rate that follows.
struct Timing: Sendable {
  /// The columns that hold no lead.
  private(set) var columns: Set<Int> = []
  /// Samples a second, if times say it.
  private(set) var rate: Double?
  /// What was guessed of columns that do not say it themselves.
  private(set) var assumptions: [WaveformError] = []
  /// Why no rate follows from what looks as if one could.
  private(set) var doubt: String?

  /// The slowest rate for which times without a unit are taken for seconds.
  static let slowest = 10.0
  private static let fastest = 100_000.0
  /// The rates that a unit is guessed by.
  private static let usual = 50.0...10_000.0

  /// Looks through the columns of a table.
  ///
  /// - Parameter given: The rate that holds where the times do not say one.
  init(_ table: CSVTable, given: Double?) throws(WaveformError) {
    var found: [(column: Int, source: Source)] = []
    for column in table.columns.indices {
      guard let source = Source(table, column) else { continue }
      columns.insert(column)
      found.append((column, source))
    }
    found.sort { ($0.source.rank, $0.column) < ($1.source.rank, $1.column) }
    var guess: Double?
    for (column, source) in found {
      let name = "'\(table.title(column))'"
      func assume(_ words: String) { assumptions.append(WaveformError(file: table.file, message: words)) }
      guard rate == nil, guess == nil else {
        if source == .rising { assume("\(name) rises from row to row as no lead does, and is left out") }
        continue
      }
      let reading: Reading
      do throws(WaveformError) {
        reading = try Timing.step(table, column).map { Reading(source, step: $0, name) } ?? Reading()
      } catch {
        if given == nil, source != .rising { throw error }
        assumptions.append(error)
        doubt = doubt ?? "\(name) rises unevenly"
        continue
      }
      // What goes without saying is what the table says.
      if reading.words == nil { rate = reading.rate } else { guess = reading.rate }
      if reading.rate == nil { doubt = doubt ?? reading.words }
      guard let words = reading.words else { continue }
      if let given {
        let isOther = guess.map { abs($0 - given) > given / 100 } ?? false
        if isOther || source == .rising { assume("\(words); \(Timing.shown(given)) Hz was given, and holds") }
      } else {
        assume(words)
      }
    }
    if let rate, let given, abs(rate - given) > given / 100 {
      assumptions.append(
        WaveformError(
          file: table.file, found: "\(Timing.shown(rate)) Hz",
          message: "the table says its rate, and the one that was given is passed over"))
    }
    rate = rate ?? given ?? guess
  }

  /// Returns the mean step from row to row of times that must be evenly spaced; nothing when there are none.
  private static func step(_ table: CSVTable, _ column: Int) throws(WaveformError) -> Double? {
    let times = table.columns[column]
    guard times.count >= 2 else { return nil }
    func error(_ row: Int, _ found: String, _ expected: String, _ message: String) -> WaveformError {
      WaveformError(
        file: table.file, line: table.lines[row], field: table.title(column), found: found, expected: expected,
        message: message)
    }
    if let row = times.firstIndex(where: \.isNaN) {
      throw error(row, "an empty cell", "a time in each row", "the times are not evenly spaced")
    }
    let step = (times[times.count - 1] - times[0]) / Double(times.count - 1)
    // Times are often rounded, so single steps may be off by half, but none may be lost.
    for index in 1..<times.count {
      let gap = times[index] - times[index - 1]
      guard gap > 0, gap < 1.9 * step else {
        let expected = step > 0 ? "steps of about \(Timing.shown(step))" : "times that rise"
        throw error(index, "a step of \(Timing.shown(gap))", expected, "the times are not evenly spaced")
      }
    }
    return step
  }

  /// Returns a number in a few digits, but never nought for one that is not.
  private static func shown(_ value: Double) -> String {
    let text = RecordInspection.shown(value)
    return text == "0" ? "\(value == 0 ? "0" : "\(value)")" : text
  }

  /// How it is known that a column is no lead.
  private enum Source: Equatable {
    /// Its name says times, or a clock gave them: so many to a second, if that is known.
    case times(perSecond: Double?)
    /// Its name says numbers of samples.
    case counter
    /// It rises from row to row as no voltage does.
    case rising

    /// Returns nothing for a column of a lead.
    init?(_ table: CSVTable, _ column: Int) {
      if case .clocks = table.contents[column] {
        self = .times(perSecond: 1)
        return
      }
      guard case .numbers = table.contents[column] else { return nil }
      let text = table.names?[column] ?? ""
      switch TimeName(text, unit: table.units?[column]) {
      // Some call the signal s.
      case .time where text.lowercased() == "s" && !Source.rises(table.columns[column], evenly: false): return nil
      case .time(let perSecond): self = .times(perSecond: perSecond)
      // Some call the voltage a sample.
      case .counter where Source.rises(table.columns[column], evenly: false): self = .counter
      case .counter: return nil
      case nil:
        // A plain i is a counter rather than lead I.
        guard !LeadName.isKnown(ColumnName(text).name) || text == "i", Source.rises(table.columns[column], evenly: true)
        else { return nil }
        let unit = TimeName.perSecond(in: table.units?[column] ?? text)
        self = unit.map { .times(perSecond: $0) } ?? .rising
      }
    }

    /// Returns whether numbers rise strictly, and by equal steps unless they are many: no lead rises for long.
    private static func rises(_ numbers: [Double], evenly: Bool) -> Bool {
      guard numbers.count >= 3 else { return !evenly }
      let step = (numbers[numbers.count - 1] - numbers[0]) / Double(numbers.count - 1)
      // Few numbers may rise by chance, but not evenly; times may have been rounded.
      let slack = !evenly || numbers.count >= 50 ? .infinity : step / (numbers.count < 8 ? 1000 : 2)
      return (1..<numbers.count).allSatisfy {
        let gap = numbers[$0] - numbers[$0 - 1]
        return gap > 0 && abs(gap - step) < slack
      }
    }

    /// What is asked first has the lowest.
    var rank: Int {
      switch self {
      case .times(.some): 0
      case .times(nil): 1
      case .rising: 2
      case .counter: 3
      }
    }
  }

  /// What the steps of a column come to.
  private struct Reading {
    var rate: Double?
    var words: String?

    init() {}

    init(_ source: Source, step: Double, _ name: String) {
      let shown = Timing.shown(step)
      let rises = "\(name) rises by \(shown) from row to row"
      switch source {
      case .counter: words = "\(name) numbers the samples, and says no rate"
      case .times(.some(let perSecond)):
        rate = Reading.whole(perSecond / step)
        if let wrong = rate, wrong > fastest {
          rate = nil
          words = "\(rises), which comes to \(Timing.shown(wrong)) Hz: is its unit another?"
        }
      case .times(nil), .rising:
        let isNamed = source != .rising
        if (slowest.nextUp...fastest).contains(1 / step) {
          rate = Reading.whole(1 / step)
          if !isNamed { words = "\(rises): taken for times in seconds, \(said)" }
        } else if abs(step - 1) < 1e-6 {
          words =
            isNamed
            ? "\(rises): is it in milliseconds, which comes to 1000 Hz, or does it number the samples?"
            : "\(rises): taken for numbers of samples, not for a lead"
        } else if let (unit, perSecond) = Reading.units.first(where: { usual.contains($0.perSecond / step) }) {
          rate = Reading.whole(perSecond / step)
          words = "\(rises): taken for times in \(unit), \(said)"
        } else {
          words = "\(rises): times in no unit that comes to the rate of an ECG"
        }
      }
    }

    private var said: String { "\(Timing.shown(rate ?? 0)) Hz" }

    private static let units: [(name: String, perSecond: Double)] = [
      ("milliseconds", 1e3), ("microseconds", 1e6), ("nanoseconds", 1e9),
    ]

    /// Returns a rate as it was before the times were rounded: the whole number within a two-thousandth of it, if there is one.
    private static func whole(_ rate: Double) -> Double {
      if rate >= 0.5, abs(rate - rate.rounded()) < rate / 2000 { return max(1, rate.rounded()) }
      let short = (rate * 1000).rounded() / 1000
      return abs(rate - short) < rate * 1e-9 ? short : rate
    }
  }
}
