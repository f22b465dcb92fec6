import Interchange

/// A recording in a table: a column a lead, and perhaps one of times, from which the rate follows.
struct CSVRecord: RecordFormat {
  let description: RecordDescription
  private let columns: [[Double]]

  init(_ file: String, in folder: RecordFolder, options: RecordReader.Options) throws(WaveformError) {
    let path = folder.path(file)
    let table = try CSVTable(parsing: folder.read(file), file: path)
    var names = table.names ?? table.columns.indices.map { "signal \($0)" }
    var columns = table.columns
    var rate = options.rate
    if let scale = CSVRecord.timeScale(names[0]), table.names != nil {
      let times = columns.removeFirst()
      names.removeFirst()
      if rate == nil { rate = try CSVRecord.rate(times, scale: scale, lines: table.lines, file: path) }
    }
    self.columns = columns
    let fields = names.map(CSVRecord.split)
    let stem = FileAccess.name(of: file)
    description = RecordDescription(
      name: stem.lastIndex(of: ".").map { String(stem[..<$0]) } ?? stem, rate: rate,
      sampleCount: columns.first?.count ?? 0,
      channels: zip(fields, LeadName.canonical(fields.map(\.name))).map { field, lead in
        RecordDescription.Channel(name: field.name, lead: lead, units: field.units)
      })
  }

  /// Returns a second's length in a time column's unit, or nothing when the column's name is none of a time.
  private static func timeScale(_ name: String) -> Double? {
    switch name.lowercased().filter({ $0.isLetter }) {
    case "time", "t", "times", "seconds", "second", "sec", "s", "timesec", "timeseconds", "elapsedtime": 1
    case "timems", "ms", "milliseconds", "millisecond", "timemilliseconds": 1000
    default: nil
    }
  }

  /// Returns the rate of evenly spaced times; what is within a two-thousandth of a whole number is that number.
  private static func rate(
    _ times: [Double], scale: Double, lines: [Int], file: String
  ) throws(WaveformError) -> Double? {
    guard times.count >= 2 else { return nil }
    let step = (times[times.count - 1] - times[0]) / Double(times.count - 1)
    // Times are often rounded, so single steps may be off by half, but none may be lost.
    for index in 1..<times.count {
      let gap = times[index] - times[index - 1]
      guard gap > 0, gap < 1.9 * step else {
        throw WaveformError(
          file: file, line: lines[index], field: "time", found: "a step of \(gap)", expected: "steps of about \(step)",
          message: "the times are not evenly spaced")
      }
    }
    let rate = scale / step
    return abs(rate - rate.rounded()) < rate / 2000 ? max(rate.rounded(), rate < 0.5 ? rate : 1) : rate
  }

  /// Splits `II (uV)` or `II [uV]` into the name and the unit.
  private static func split(_ text: String) -> (name: String, units: String) {
    guard let open = text.lastIndex(where: { $0 == "(" || $0 == "[" }), let last = text.last, ")]".contains(last) else {
      return (text, "mV")
    }
    let unit = String(text[text.index(after: open)...].dropLast())
    guard !unit.isEmpty, VoltageUnit(unit) != nil else { return (text, "mV") }
    return (String(text[..<open].reversed().drop { $0 == " " }.reversed()), unit)
  }

  /// Returns whether a file begins like a recording: a row of names, of which one is a time's or a lead's, over numbers.
  static func isLikely(_ path: String) -> Bool {
    guard let size = try? FileAccess.size(path), size > 0, let start = try? FileAccess.read(path, 0..<min(size, 16384)),
      // The last line may be cut off.
      let end = size <= start.count ? start.count : start.lastIndex(of: 10),
      let table = try? CSVTable(parsing: Array(start[..<end]), file: path), let names = table.names
    else { return false }
    return !table.lines.isEmpty
      && (timeScale(names[0]) != nil || names.contains { LeadName.isKnown(CSVRecord.split($0).name) })
  }

  func raw(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<RawSignal> {
    Reading(
      values: channels.map { channel in
        RawSignal(channel: description.channels[channel], values: .reals(Array(columns[channel][frames])))
      })
  }
}

extension Recording {
  /// Writes the recording as a table: a column of times in seconds, then a column a lead in millivolts.
  ///
  /// Every number is written with the digits that bring back the same `Float`; a missing sample is an empty cell.
  public func writeCSV(to path: String) throws(WaveformError) {
    var text = "time"
    for lead in leads {
      let name = lead.units == "mV" ? lead.name : "\(lead.name) (\(lead.units))"
      guard !name.contains(where: { $0.isNewline || $0 == "\"" }) else {
        throw WaveformError(file: path, field: "lead name", found: name, message: "the lead name cannot be written")
      }
      text += name.contains(",") ? ",\"\(name)\"" : ",\(name)"
    }
    text += "\n"
    for index in 0..<sampleCount {
      text += "\(Double(index) / rate)"
      for lead in leads {
        text += ","
        if index < lead.samples.count, lead.samples[index].isFinite { text += "\(lead.samples[index])" }
      }
      text += "\n"
    }
    try AtomicFile.write(Array(text.utf8), to: path)
  }
}
