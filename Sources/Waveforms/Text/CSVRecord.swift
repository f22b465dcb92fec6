import Interchange

/// A recording in a table: a column a lead, and perhaps one of times, from which the rate follows.
struct CSVRecord: RecordFormat {
  let description: RecordDescription
  let lacksRate: WaveformError?
  private let columns: [[Double]]

  /// The most columns without names: more are the samples of a row, not the leads of a recording.
  private static let mostNameless = 64

  init(_ file: String, in folder: RecordFolder, options: RecordReader.Options) throws(WaveformError) {
    let path = folder.path(file)
    let table = try CSVTable(parsing: folder.read(file), file: path, names: options.columns)
    guard !table.lines.isEmpty else {
      throw WaveformError(file: path, expected: "numbers below the names", message: "the table holds names alone")
    }
    guard table.names != nil || table.columns.count <= CSVRecord.mostNameless else {
      throw WaveformError(
        file: path, line: table.lines[0], field: "row", found: "\(table.columns.count) columns without names",
        expected: "a column a lead and a row a sample", message: "the table is too wide: do its leads stand in rows?")
    }
    let timing = try Timing(table, given: options.rate)
    var assumptions = timing.assumptions
    if table.names == nil {
      assumptions.append(
        WaveformError(
          file: path, found: table.size, expected: "a first row such as time,II,V1, or names that are given",
          message: "the table has no row of names: its leads are called signal 0 and so on"))
    } else if options.columns != nil, !table.takesGivenNames {
      assumptions.append(
        WaveformError(file: path, message: "the table names its columns, and the names that were given are passed over")
      )
    }
    var leads: [Int] = []
    for column in table.columns.indices where !timing.columns.contains(column) {
      if try CSVRecord.isLead(column, of: table, &assumptions) { leads.append(column) }
    }
    guard !leads.isEmpty else {
      throw WaveformError(
        file: path, found: table.columns.indices.map(table.title).joined(separator: ", "), expected: "a column a lead",
        message: "the table holds no lead")
    }
    columns = leads.map { table.columns[$0] }
    lacksRate = CSVRecord.lacksRate(table, timing)
    description = RecordDescription(
      name: FileAccess.stem(of: file), rate: timing.rate,
      sampleCount: table.lines.count, channels: try CSVRecord.channels(leads, of: table), assumptions: assumptions)
  }

  /// Returns whether a column that holds no times is a lead's; one of words is left out, unless it is called as a lead or a time.
  private static func isLead(
    _ column: Int, of table: CSVTable, _ assumptions: inout [WaveformError]
  ) throws(WaveformError) -> Bool {
    let name = table.names?[column] ?? ""
    let isLead = LeadName.isKnown(ColumnName(name).name)
    switch table.contents[column] {
    case .numbers, .clocks: return true
    // A separator at the end of each row makes one without a name.
    case .nothing: return !name.isEmpty && TimeName(name) == nil
    case .words(var error):
      let isTime = TimeName(name) != nil
      if isTime { error.expected = "a number, or a time such as \(ClockTime.forms)" }
      // A table that names neither a lead nor times, but has columns of words, is one about something else.
      guard !isLead, !isTime, table.namesLeadOrTime else { throw error }
      error.expected = nil
      error.message = "the column holds words, and is left out"
      assumptions.append(error)
      return false
    }
  }

  private static func channels(
    _ leads: [Int], of table: CSVTable
  ) throws(WaveformError) -> [RecordDescription.Channel] {
    guard let names = table.names else { return leads.indices.map { RecordDescription.Channel(name: "signal \($0)") } }
    let fields = leads.map { ColumnName(names[$0].isEmpty ? table.title($0) : names[$0]) }
    var owners: [String: Int] = [:]
    for (column, field) in zip(leads, fields) {
      if let other = owners.updateValue(column, forKey: field.name) {
        throw WaveformError(
          file: table.file, field: field.name, found: "columns \(other + 1) and \(column + 1)",
          expected: "a name a column", message: "two columns have one name")
      }
    }
    return zip(leads.indices, zip(fields, LeadName.canonical(fields.map(\.name)))).map { place, field in
      let below = table.units?[leads[place]] ?? ""
      return RecordDescription.Channel(
        name: field.0.name, lead: field.1, units: field.0.unit ?? (below.isEmpty ? "mV" : below))
    }
  }

  /// What to say when the rate is wanted and known from nowhere.
  private static func lacksRate(_ table: CSVTable, _ timing: Timing) -> WaveformError {
    var error = WaveformError(
      file: table.file, field: RecordReader.rateField, expected: "a column time_s or time_ms, or a rate that is given",
      message: "the file does not say its rate: ")
    if table.names == nil {
      error.message += "the table has no row of names, and so no column of times"
      error.found = "\(table.lines.count) rows without names, \(table.size)"
      error.expected = "a first row such as time,II,V1, or a rate that is given"
    } else if let doubt = timing.doubt {
      error.message += doubt
    } else {
      error.message += "none of its columns holds times"
      error.found = FileError.shown(table.columns.indices.map(table.title).joined(separator: ", "))
    }
    return error
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
    // Slow times would be taken for milliseconds, if their unit were not said.
    var text = rate > Timing.slowest ? "time" : "time_s"
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
