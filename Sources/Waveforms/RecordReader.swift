import Interchange

/// Knows a record's header and reads its samples when asked, and only those.
public struct RecordReader: Sendable {
  /// How to read.
  public struct Options: Sendable, Equatable {
    /// Whether a checksum or first value that does not match is an error rather than a remark.
    public var isStrict: Bool
    /// Whether a signal file shorter than its header says is read as far as it goes.
    public var acceptsShortFiles: Bool
    /// The sampling rate, for files that do not say.
    public var rate: Double?
    /// The names of a table's columns, for tables without a row of names.
    public var columns: [String]?

    /// Creates options.
    public init(
      isStrict: Bool = false, acceptsShortFiles: Bool = false, rate: Double? = nil, columns: [String]? = nil
    ) {
      precondition(rate.map { $0.isFinite && $0 > 0 } ?? true, "rate \(rate ?? 0) is not above 0")
      self.isStrict = isStrict
      self.acceptsShortFiles = acceptsShortFiles
      self.rate = rate
      self.columns = columns
    }
  }

  /// What the header says.
  public let description: RecordDescription
  /// The folder of the record's files.
  public let folder: RecordFolder
  /// The file that was opened.
  public let file: String
  let format: any RecordFormat
  let options: Options

  init(
    format: any RecordFormat, folder: RecordFolder, file: String, options: Options
  ) throws(WaveformError) {
    self.format = format
    self.folder = folder
    self.file = file
    self.options = options
    var description = format.description
    if description.rate == nil { description.rate = options.rate }
    if let rate = description.rate { try SamplingRate.check(rate, file: file) }
    self.description = description
  }

  /// Whether these are numbers of a converter that nothing gives a name or a voltage: a Challenge's matrix without its header.
  public var isBareMatrix: Bool { (format as? MATRecord)?.isOfIntegers ?? false }

  /// The field of errors that say that the rate is known from nowhere.
  package static let rateField = "sampling frequency"

  /// The rate, where it must be known.
  package var knownRate: Double {
    get throws(WaveformError) {
      if let rate = description.rate { return rate }
      throw format.lacksRate
        ?? WaveformError(
          file: file, field: RecordReader.rateField, expected: "a rate that is given",
          message: "the file does not say its rate")
    }
  }

  /// Reads a range of samples of some leads, in millivolts.
  ///
  /// - Parameters:
  ///   - samples: Which samples; all of them when nothing is said.
  ///   - leads: Which leads and in which order, under any alias; limb leads that are not stored are derived.
  ///   - annotator: The annotation file to read beside the record, such as `atr`; none when nothing is said.
  /// - Throws: When a file is broken, a lead is not there, or the rate is known neither from the file nor the options.
  /// - Complexity: Reads only the bytes of the range; formats that store differences are read from their start.
  public func read(
    samples: Range<Int>? = nil, leads: [String]? = nil, annotator: String? = nil
  ) throws(WaveformError) -> Recording {
    let range = samples ?? 0..<description.sampleCount
    precondition(
      range.lowerBound >= 0 && range.upperBound <= description.sampleCount,
      "samples \(range) outside 0..<\(description.sampleCount)")
    let rate = try knownRate
    let selection = try select(leads)
    let reading = try format.scaled(frames: range, channels: selection.channels)
    if options.isStrict, let mismatch = reading.remarks.first { throw mismatch }
    var recording = Recording(name: description.name, rate: rate, leads: [])
    recording.comments = description.comments
    recording.labels = RecordLabels.codes(in: description.comments)
    recording.remarks = description.remarks + reading.remarks
    recording.assumptions = description.assumptions
    recording.leads = zip(selection.channels, reading.values).map { channel, samples in
      let channel = description.channels[channel]
      return Recording.Lead(
        name: channel.lead, samples: samples, units: VoltageUnit(channel.units) == nil ? channel.units : "mV")
    }
    if let leads { recording.leads = try arrange(recording, leads) }
    if let annotator, let file = try annotations(annotator) {
      recording.annotations = file.annotations.compactMap { annotation in
        guard range.contains(annotation.sample) else { return nil }
        var moved = annotation
        moved.sample -= range.lowerBound
        return moved
      }
    }
    return recording
  }

  /// Reads a range of frames as they are stored, each signal at its own rate; all signals when none are named.
  public func raw(frames: Range<Int>? = nil, channels: [Int]? = nil) throws(WaveformError) -> [RawSignal] {
    let range = frames ?? 0..<description.sampleCount
    let wanted = channels ?? Array(description.channels.indices)
    precondition(
      range.lowerBound >= 0 && range.upperBound <= description.sampleCount,
      "frames \(range) outside 0..<\(description.sampleCount)")
    precondition(
      wanted.allSatisfy(description.channels.indices.contains),
      "channels \(wanted) outside \(description.channels.indices)")
    let reading = try format.raw(frames: range, channels: wanted)
    if options.isStrict, let mismatch = reading.remarks.first { throw mismatch }
    return reading.values
  }

  /// Reads the annotations in the record's own file, or the annotation file `record.annotator`; nothing when there is
  /// neither.
  public func annotations(_ annotator: String = "atr") throws(WaveformError) -> AnnotationFile? {
    if let own = try format.annotations() { return own }
    let base = FileAccess.stem(of: file)
    let name = "\(base).\(annotator)"
    guard folder.contains(name) else { return nil }
    return try AnnotationFile(parsing: folder.read(name), file: folder.path(name))
  }

  /// Finds the channels to read for the wanted leads, and for those that must be derived.
  private func select(_ leads: [String]?) throws(WaveformError) -> (channels: [Int], derived: [String]) {
    guard let leads else { return (Array(description.channels.indices), []) }
    var channels: [Int] = []
    var derived: [String] = []
    for name in leads {
      if let channel = channel(named: name) {
        if !channels.contains(channel) { channels.append(channel) }
        continue
      }
      let stored = description.channels.filter { VoltageUnit($0.units) != nil }.map(\.lead)
      guard let rule = LimbLeads.rule(for: LeadName.canonical(name), from: stored) else {
        throw WaveformError(
          file: file, field: "leads", found: description.channels.map(\.name).joined(separator: " "), expected: name,
          message: "the record lacks a lead")
      }
      derived.append(name)
      for source in [rule.first, rule.second] {
        if let channel = channel(named: source), !channels.contains(channel) { channels.append(channel) }
      }
    }
    return (channels, derived)
  }

  /// Returns the channel of a name, as the file has it or under any alias.
  func channel(named name: String) -> Int? {
    if let exact = description.channels.firstIndex(where: { $0.name == name }) { return exact }
    let wanted = LeadName.canonical(name)
    return description.channels.firstIndex { $0.lead == wanted }
  }

  /// Puts the leads in the wanted order, deriving those that are not stored.
  private func arrange(_ recording: Recording, _ names: [String]) throws(WaveformError) -> [Recording.Lead] {
    var result: [Recording.Lead] = []
    for name in names {
      let stored = channel(named: name).map { description.channels[$0].lead }
      if let stored, let lead = recording.leads.first(where: { $0.name == stored }) {
        result.append(lead)
      } else if let lead = recording.derived(LeadName.canonical(name)) {
        result.append(lead)
      }
    }
    return result
  }
}
