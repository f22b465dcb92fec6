import Interchange

/// What a conversion could not carry over.
public enum ConversionLoss: String, Sendable, CaseIterable, Comparable {
  case rounding = "samples were rounded to the steps that are stored"
  case padding = "the last data record was filled with the last sample"
  case names = "NPY keeps neither the leads' names nor the rate: say --rate to whoever reads it"
  case comments = "comments, labels in them and the start time are not kept"
  case units = "stored steps are not kept, only the values that they stand for"
  case leadNames = "leads have their usual names, not those that the file gave them"
  case average = "signals that are faster than the record were averaged"

  /// Orders losses by their words.
  public static func < (a: ConversionLoss, b: ConversionLoss) -> Bool { a.rawValue < b.rawValue }
}

/// How records become records of another format.
public struct Conversion: Sendable {
  /// A format that can be written.
  public enum Format: String, Sendable, CaseIterable {
    case wfdb, mat, edf, csv, npy

    /// The suffix of the file that a reader opens.
    public var suffix: String { self == .wfdb ? "hea" : rawValue }
  }

  /// The format to write.
  public var format: Format
  /// The leads to keep, in order; all when nothing is said.
  public var leads: [String]?
  /// The rate to come to.
  public var rate: Double?
  /// Where to begin, in seconds.
  public var start = 0.0
  /// How much to keep, in seconds; all that follows when nothing is said.
  public var duration: Double?
  /// The suffix of the annotation files.
  public var annotator = "atr"
  /// Stored steps a millivolt, where samples must be rounded anew; one of ``gains``.
  public var gain = 1000.0

  /// The gains of converters: fewer steps show no heart's beat, more fit no format.
  public static let gains = 1...1_000_000.0

  /// Creates a conversion that keeps all.
  public init(to format: Format) { self.format = format }

  /// Converts a record; `target` is the new record's path without suffix.
  ///
  /// Numbers that are stored as integers stay what they are, unless the rate changes or a lead must be derived.
  /// - Returns: What was lost.
  public func callAsFunction(_ reader: RecordReader, to target: String) throws(WaveformError) -> Set<ConversionLoss> {
    let (folder, name) = Conversion.parts(target)
    let frames = try frames(of: reader)
    var annotations = try reader.annotations(annotator)
    annotations = annotations.map { moved($0, frames, scale: 1) }
    var losses: Set<ConversionLoss> = []
    switch format {
    case .csv, .npy:
      let recording = try changed(reader, frames)
      losses.insert(.units)
      if format == .csv, !renamedLeads(reader).isEmpty { losses.insert(.leadNames) }
      if format == .npy { losses.insert(.names) }
      if !recording.comments.isEmpty || reader.description.start != RecordStart() { losses.insert(.comments) }
      try put(annotations, recording.rate / reader.knownRate, folder, name)
      if format == .csv {
        try recording.writeCSV(to: target + ".csv")
      } else {
        try recording.array.write(to: target + ".npy")
      }
    case .wfdb, .mat, .edf:
      var record = try stored(reader, frames)
      record.header.comments = reader.description.comments
      record.header.start = try Conversion.start(
        reader.description.start, after: Double(frames.lowerBound) / reader.knownRate)
      losses = record.losses
      if format == .edf {
        losses.formUnion(try EDFWriter.write(record, to: target + ".edf"))
      } else {
        if format == .mat { try record.checkMAT(name) }
        // An old header must never stand over new samples.
        FileAccess.remove(target + ".hea")
      }
      try put(annotations, record.header.rate / reader.knownRate, folder, name)
      if format == .wfdb { try record.writeWFDB(to: folder, name: name) }
      if format == .mat { try record.writeMAT(to: folder, name: name) }
    }
    return losses
  }

  private func frames(of reader: RecordReader) throws(WaveformError) -> Range<Int> {
    let rate = try reader.knownRate
    let count = reader.description.sampleCount
    let first = (start * rate).rounded()
    let last = duration.map { min(Double(count), first + ($0 * rate).rounded()) } ?? Double(count)
    guard first >= 0, first < max(last, 1), first <= Double(count) else {
      throw WaveformError(
        file: reader.file, found: "\(Double(count) / rate) s", expected: "more than \(start) s",
        message: "the record ends before the part that is wanted")
    }
    return Int(first)..<Int(last)
  }

  private func changed(_ reader: RecordReader, _ frames: Range<Int>) throws(WaveformError) -> Recording {
    let recording = try reader.read(samples: frames, leads: leads)
    guard let rate, rate != recording.rate else { return recording }
    do throws(SignalError) {
      return try recording.resampled(to: rate)
    } catch {
      throw WaveformError(file: reader.file, field: "rate", message: error.description)
    }
  }

  private func stored(_ reader: RecordReader, _ frames: Range<Int>) throws(WaveformError) -> StoredRecord {
    let known = try reader.knownRate
    let all: [Int?] = Array(reader.description.channels.indices)
    let channels = leads.map { names in names.map { reader.channel(named: $0) } } ?? all
    let isFast = channels.contains { $0.map { reader.description.channels[$0].samplesPerFrame > 1 } ?? false }
    let keepsFrames = !isFast || format == .wfdb
    if rate == nil || rate == known, keepsFrames, !channels.contains(nil),
      let record = try StoredRecord(reader, rate: known, frames: frames, channels: channels.compactMap { $0 })
    {
      return record
    }
    var record = try StoredRecord(try changed(reader, frames), gain: gain, file: reader.file)
    if !renamedLeads(reader).isEmpty { record.losses.insert(.leadNames) }
    if isFast { record.losses.insert(.average) }
    return record
  }

  /// Returns the leads that a record's file calls otherwise than recordings do, of those that are kept: `MLII is II`.
  package func renamedLeads(_ reader: RecordReader) -> [String] {
    let kept = leads.map { Set($0.map(LeadName.canonical)) }
    return reader.description.channels.filter { $0.name != $0.lead && kept?.contains($0.lead) ?? true }
      .map { "\($0.name) is \($0.lead)" }
  }

  private func moved(_ file: AnnotationFile, _ frames: Range<Int>, scale: Double) -> AnnotationFile {
    var result = file
    result.annotations = file.annotations.filter {
      frames.contains($0.sample) || frames.lowerBound == 0 && $0.sample < frames.upperBound
    }
    for index in result.annotations.indices { result.annotations[index].sample -= frames.lowerBound }
    return result
  }

  /// Writes annotations beside the record, or takes away what a record of that name had.
  private func put(
    _ file: AnnotationFile?, _ scale: Double, _ folder: String, _ name: String
  ) throws(WaveformError) {
    let path = "\(folder)/\(name).\(annotator)"
    guard var file, !file.annotations.isEmpty else {
      FileAccess.remove(path)
      return
    }
    if scale != 1 {
      for index in file.annotations.indices {
        file.annotations[index].sample = Int((Double(file.annotations[index].sample) * scale).rounded())
      }
      file.timeResolution = nil
    }
    try file.write(to: path)
  }

  /// Returns the time of day so many seconds later; past midnight the date is no longer known.
  private static func start(_ start: RecordStart, after seconds: Double) -> RecordStart {
    guard let second = start.secondOfDay, seconds > 0 else { return start }
    guard second + seconds >= 86_400 else {
      var later = start
      later.secondOfDay = second + seconds
      return later
    }
    return RecordStart(secondOfDay: (second + seconds).truncatingRemainder(dividingBy: 86_400))
  }

  /// Splits a path into its folder and its last part.
  static func parts(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}
