import Waveforms

/// Where a record's samples come from.
///
/// Indirect, because a hundred thousand beats share the source of their record.
public indirect enum SignalSource: Sendable {
  /// A record on disk, by the path under which `RecordReader` opens it, and its rate if the file does not say one.
  case file(String, rate: Double? = nil)
  /// A row of a table of beats held in memory.
  case row(SignalTable, Int)
  /// A visit of a made patient.
  case synthetic(Synthesizer, patient: Int, visit: Int)
  /// A recording held in memory.
  case memory(Recording)

  /// Reads the recording: all of its samples, some leads of it, or some samples.
  public func read(
    samples: Range<Int>? = nil, leads: [String]? = nil, annotator: String? = nil
  ) throws(FileError) -> Recording {
    switch self {
    case .file(let path, let rate):
      let reader = try RecordReader(path, options: RecordReader.Options(rate: rate))
      if let samples, samples.lowerBound < 0 || samples.upperBound > reader.description.sampleCount {
        throw FileError(
          file: reader.file, field: "samples", found: "\(reader.description.sampleCount)",
          expected: "at least \(samples.upperBound)", message: "the record is shorter than the example cut from it")
      }
      return try reader.read(samples: samples, leads: leads, annotator: annotator)
    case .row(let table, let row): return try table.recording(row).part(samples: samples, leads: leads)
    case .synthetic(let synthesizer, let patient, let visit):
      return try synthesizer.record(of: patient, visit: visit).recording.part(samples: samples, leads: leads)
    case .memory(let recording): return try recording.part(samples: samples, leads: leads)
    }
  }

  /// Returns the recording's samples a second, without reading its samples where a file says it.
  public func rate() throws(FileError) -> Double {
    if case .file(let path, let given) = self,
      let rate = try RecordReader(path, options: RecordReader.Options(rate: given)).description.rate
    {
      return rate
    }
    return try read().rate
  }

  /// Returns the canonical names of the leads, without reading samples where a file says them.
  func leadNames() throws(FileError) -> [String] {
    guard case .file(let path, let rate) = self else { return try read().leads.map(\.name) }
    return try RecordReader(path, options: RecordReader.Options(rate: rate)).description.channels
      .map { LeadName.canonical($0.name) }
  }

  /// What tells this source from every other one of a cohort.
  package var key: String {
    switch self {
    case .file(let path, _): "file \(path)"
    case .row(let table, let row): "row \(row) of \(table.name)"
    case .synthetic(let synthesizer, let patient, let visit): "synthetic \(synthesizer.seed) \(patient) \(visit)"
    case .memory(let recording): "memory \(recording.name)"
    }
  }
}

extension Recording {
  /// Returns some samples of some leads; limb leads that are not there are derived.
  func part(samples: Range<Int>?, leads names: [String]?) throws(FileError) -> Recording {
    var result = self
    if let names {
      let full = names.allSatisfy { self[lead: $0] != nil } ? self : derivingLimbLeads()
      var chosen: [Lead] = []
      for wanted in names {
        guard let lead = full[lead: wanted] else {
          throw FileError(
            file: name, field: "leads", found: leads.map(\.name).joined(separator: " "), expected: wanted,
            message: "the record lacks a lead")
        }
        chosen.append(lead)
      }
      result.leads = chosen
    }
    if let samples {
      guard samples.lowerBound >= 0, samples.upperBound <= sampleCount else {
        throw FileError(
          file: name, field: "samples", found: "\(sampleCount)", expected: "at least \(samples.upperBound)",
          message: "the record is shorter than the example cut from it")
      }
      for i in result.leads.indices {
        let have = result.leads[i].samples
        result.leads[i].samples = Array(have[min(samples.lowerBound, have.count)..<min(samples.upperBound, have.count)])
      }
      result.annotations = annotations.filter { samples.contains($0.sample) }
      for i in result.annotations.indices { result.annotations[i].sample -= samples.lowerBound }
    }
    return result
  }
}

/// Many short one-lead signals of one length, in one block of memory.
public struct SignalTable: Sendable {
  /// The table's name, such as its file.
  public let name: String
  /// Samples a second.
  public let rate: Double
  /// The lead that all rows are of.
  public let lead: String
  /// The unit of the values: a table scaled to [0, 1] holds no millivolts.
  public let units: String
  /// Samples a row.
  public let width: Int
  /// The rows, one after the other.
  public let values: [Float]

  /// Creates a table.
  public init(name: String, rate: Double, lead: String, units: String, width: Int, values: [Float]) {
    precondition(
      width > 0 && values.count % width == 0, "SignalTable(width: \(width)): \(values.count) values are no whole rows")
    self.name = name
    self.rate = rate
    self.lead = lead
    self.units = units
    self.width = width
    self.values = values
  }

  /// The number of rows.
  public var count: Int { values.count / width }

  /// Returns one row as a recording.
  public func recording(_ row: Int) -> Recording {
    precondition((0..<count).contains(row), "row \(row) outside 0..<\(count)")
    let samples = Array(values[row * width..<(row + 1) * width])
    return Recording(name: "\(name)#\(row)", rate: rate, leads: [.init(name: lead, samples: samples, units: units)])
  }
}
