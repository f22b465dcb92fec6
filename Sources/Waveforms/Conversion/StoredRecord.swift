/// A record as converters store it: whole numbers, and a header that says what they mean.
struct StoredRecord {
  var header: WFDBHeader
  /// The numbers of each signal, those that are missing as `StoredRecord.missing`.
  var samples: [[Int32]]
  var annotations: AnnotationFile?
  var losses: Set<ConversionLoss> = []

  /// What stands for a missing sample, whatever a format has in its place.
  static let missing = Int32.min

  /// Takes a record's numbers as they are stored, or nothing where it stores none, or none on a whole baseline.
  init?(_ reader: RecordReader, rate: Double, frames: Range<Int>, channels: [Int]) throws(WaveformError) {
    let signals = try reader.raw(frames: frames, channels: channels)
    header = WFDBHeader(name: StoredRecord.name(reader.description.name))
    header.rate = rate
    samples = []
    for signal in signals {
      guard case .integers(let numbers, let mark) = signal.values,
        let baseline = Int(exactly: signal.channel.baseline), abs(baseline) < 1 << 31
      else { return nil }
      var line = WFDBHeader.Signal(file: "", format: .int16)
      (line.gain, line.baseline, line.units) = (signal.channel.gain, baseline, StoredRecord.word(signal.channel.units))
      (line.samplesPerFrame, line.description) = (signal.channel.samplesPerFrame, signal.channel.name)
      header.signals.append(line)
      samples.append(mark == StoredRecord.missing ? numbers : numbers.map { $0 == mark ? StoredRecord.missing : $0 })
    }
  }

  /// Rounds a recording's samples to so many steps a millivolt.
  ///
  /// - Throws: When a sample has more steps than can be stored, or all become zero that were not.
  init(_ recording: Recording, gain: Double, file: String) throws(WaveformError) {
    precondition(Conversion.gains.contains(gain), "gain \(gain) outside \(Conversion.gains)")
    header = WFDBHeader(name: StoredRecord.name(recording.name))
    header.rate = recording.rate
    samples = []
    for lead in recording.leads {
      var line = WFDBHeader.Signal(file: "", format: .int16)
      (line.gain, line.baseline, line.units, line.description) = (gain, 0, StoredRecord.word(lead.units), lead.name)
      header.signals.append(line)
      var numbers: [Int32] = []
      numbers.reserveCapacity(lead.samples.count)
      for value in lead.samples {
        let number = (Double(value) * gain).rounded()
        // The lowest number says that a sample is missing.
        guard !value.isFinite || abs(number) < 0x8000_0000 else {
          throw WaveformError(
            file: file, field: lead.name, found: "\(value) \(lead.units)",
            expected: "at most \(Float(0x7FFF_FFFF / gain)) at \(gain) steps a millivolt",
            message: "a sample does not fit; a smaller --gain takes it")
        }
        numbers.append(value.isFinite ? Int32(number) : StoredRecord.missing)
      }
      if zip(numbers, lead.samples).contains(where: { Float(Double($0) / gain) != $1 && $1.isFinite }) {
        losses.insert(.rounding)
      }
      samples.append(numbers)
    }
    let largest = recording.leads.lazy.flatMap(\.samples).filter(\.isFinite).map(\.magnitude).max() ?? 0
    guard largest == 0 || reach > 0 else {
      throw WaveformError(
        file: file, found: "samples up to \(largest)", expected: "more than half a step of \(gain) a millivolt",
        message: "every sample would become 0; a larger --gain keeps them")
    }
  }

  /// Returns a name that a header can carry.
  static func name(_ text: String) -> String {
    let name = String(text.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" ? $0 : "_" })
    return name.isEmpty ? "record" : name
  }

  private static func word(_ text: String) -> String {
    let word = String(text.filter { !$0.isWhitespace })
    return word.isEmpty ? "mV" : word
  }

  /// The largest distance of a stored number from zero.
  private var reach: Int {
    samples.reduce(0) { max($0, $1.reduce(0) { $1 == Self.missing ? $0 : max($0, abs(Int($1))) }) }
  }

  /// Writes `name.dat` and `name.hea`, in the narrowest format of whole bytes that holds every number.
  func writeWFDB(to folder: String, name: String) throws(WaveformError) {
    let format: SignalFormat = reach < 1 << 15 ? .int16 : reach < 1 << 23 ? .int24 : .int32
    try write(to: folder, name: name, suffix: "dat", format: format, preamble: [])
  }

  /// Writes `name.mat`, a matrix `val` of level 4 with a row a signal, and `name.hea`, as the Challenges have them.
  func writeMAT(to folder: String, name: String) throws(WaveformError) {
    var preamble: [UInt8] = []
    // Numbers of 16 bits, rows, columns, no imaginary part, the length of the name; and the name.
    for word in [30, samples.count, samples.first?.count ?? 0, 0, 4] {
      withUnsafeBytes(of: Int32(word).littleEndian) { preamble += $0 }
    }
    try write(to: folder, name: name, suffix: "mat", format: .int16, preamble: preamble + Array("val\0".utf8))
  }

  /// Throws when the record cannot be such a file.
  func checkMAT(_ name: String) throws(WaveformError) {
    guard reach < 1 << 15, header.signals.allSatisfy({ $0.samplesPerFrame == 1 }) else {
      throw WaveformError(
        file: name, field: "val", found: "a number of \(reach)", expected: "one number of 16 bits a frame",
        message: "the record cannot be written as a Challenge's MAT file; choose WFDB")
    }
  }

  private func write(
    to folder: String, name: String, suffix: String, format: SignalFormat, preamble: [UInt8]
  ) throws(WaveformError) {
    var complete = header
    complete.name = StoredRecord.name(name)
    let mark = format.missing ?? 0
    for index in complete.signals.indices {
      complete.signals[index].file = "\(complete.name).\(suffix)"
      complete.signals[index].format = format
      complete.signals[index].resolution = format.bits
    }
    let numbers = samples.map { $0.map { $0 == StoredRecord.missing ? mark : $0 } }
    try WFDBWriter.write(complete, samples: numbers, to: folder, preamble: preamble)
  }
}
