import Interchange

/// An EDF, EDF+ or BDF file: its signals of one rate, and its annotations.
///
/// A file may mix rates. A recording has one: the rate asked for, else that of the fastest signal which names a lead.
struct EDFRecord: RecordFormat {
  let header: EDFHeader
  let description: RecordDescription
  private let folder: RecordFolder
  private let file: String
  /// The file's signals that are the record's channels.
  private let signals: [EDFHeader.Signal]
  private let recordCount: Int
  /// Samples of each channel in a data record.
  private let width: Int

  init(_ file: String, in folder: RecordFolder, options: RecordReader.Options) throws(WaveformError) {
    self.folder = folder
    self.file = file
    let path = folder.path(file)
    let header = try EDFHeader(file, in: folder)
    self.header = header
    var remarks = header.remarks
    let candidates = header.signals.filter { !$0.isAnnotation && $0.count > 0 }
    let leads = candidates.filter { EDFRecord.isLead($0.label) }
    let asked = options.rate.flatMap { rate in
      candidates.first { abs(Double($0.count) - rate * header.duration) < 1e-6 * Double($0.count) }?.count
    }
    let width = asked ?? (leads.isEmpty ? candidates : leads).map(\.count).max() ?? 0
    self.width = width
    signals = candidates.filter { $0.count == width }
    for other in candidates where other.count != width {
      remarks.append(
        WaveformError(
          file: path, field: "samples in a data record of \(other.label)", found: "\(other.count)",
          expected: "\(width)",
          message: "the signal has another rate and is left out; ask for its rate to read it"))
    }
    let recordBytes = header.recordSize * header.sampleBytes
    let bytes = try folder.size(file) - header.headerBytes
    let held = recordBytes > 0 ? bytes / recordBytes : 0
    if let promised = header.recordCount, promised != held, recordBytes > 0 {
      let error = WaveformError(
        file: path, field: "number of data records", found: "\(held) in the file", expected: "\(promised)",
        message: held < promised ? "the file is too short" : "the file is longer than its header says")
      if held < promised && !options.acceptsShortFiles { throw error }
      remarks.append(error)
    }
    recordCount = min(held, header.recordCount ?? held)
    if header.isDiscontinuous {
      remarks.append(
        WaveformError(
          file: path, field: "reserved", found: "+D", message: "the recording has gaps, which are closed here"))
    }
    let names = signals.map(\.label)
    description = RecordDescription(
      name: FileAccess.stem(of: file),
      rate: header.duration > 0 && width > 0 ? Double(width) / header.duration : nil, sampleCount: recordCount * width,
      channels: zip(signals, LeadName.canonical(names)).map { signal, lead in
        RecordDescription.Channel(
          name: signal.label, lead: lead, units: signal.units, gain: signal.gain, baseline: signal.baseline)
      }, comments: header.comments, start: header.start, remarks: remarks)
  }

  private static func isLead(_ label: String) -> Bool {
    let name = LeadName.canonical(label)
    let text = label.lowercased()
    return LeadName.standard12.contains(name) || text.contains("ecg") || text.contains("ekg")
  }

  func raw(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<RawSignal> {
    var values = channels.map { _ in [Int32]() }
    for index in values.indices { values[index].reserveCapacity(frames.count) }
    if !frames.isEmpty, !channels.isEmpty {
      let size = header.sampleBytes
      let recordBytes = header.recordSize * size
      let source = try folder.open(file)
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: recordBytes, alignment: 16)
      defer { buffer.deallocate() }
      for record in frames.lowerBound / width...(frames.upperBound - 1) / width {
        let start = header.headerBytes + record * recordBytes
        try source.read(start..<start + recordBytes, to: buffer)
        let from = max(frames.lowerBound - record * width, 0)
        let to = min(frames.upperBound - record * width, width)
        for (place, channel) in channels.enumerated() {
          let first = signals[channel].start
          for index in first + from..<first + to { values[place].append(number(buffer, index * size)) }
        }
      }
    }
    let result = zip(channels, values).map { channel, numbers in
      RawSignal(channel: description.channels[channel], values: .integers(numbers, missing: .min))
    }
    return Reading(values: result)
  }

  private func number(_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int) -> Int32 {
    let low = Int32(buffer[offset])
    if header.isBDF {
      return low | Int32(buffer[offset + 1]) << 8 | Int32(Int8(bitPattern: buffer[offset + 2])) << 16
    }
    return low | Int32(Int8(bitPattern: buffer[offset + 1])) << 8
  }

  /// Reads the time-stamped lists of the annotation signals; each text becomes a note at its sample.
  func annotations() throws(WaveformError) -> AnnotationFile? {
    let lists = header.signals.filter { $0.isAnnotation && $0.count > 0 }
    guard !lists.isEmpty, let rate = description.rate else { return nil }
    var result = AnnotationFile(annotations: [])
    let recordBytes = header.recordSize * header.sampleBytes
    for record in 0..<recordCount {
      for list in lists {
        let start = header.headerBytes + record * recordBytes + list.start * header.sampleBytes
        let bytes = try folder.read(file, start..<start + list.count * header.sampleBytes)
        for entry in bytes.split(separator: 0) { EDFRecord.read(entry, rate, &result.annotations) }
      }
    }
    result.annotations = result.annotations.enumerated()
      .sorted { ($0.element.sample, $0.offset) < ($1.element.sample, $1.offset) }.map(\.element)
    return result
  }

  /// Reads `+onset␕duration␔text␔text␔`; one without text only keeps the time.
  private static func read(_ entry: ArraySlice<UInt8>, _ rate: Double, _ annotations: inout [Annotation]) {
    let parts = entry.split(separator: 0x14)
    guard let head = parts.first, let time = head.split(separator: 0x15).first, let onset = Text.number(time),
      onset >= 0, onset * rate < 1e15
    else { return }
    for text in parts.dropFirst() {
      annotations.append(
        Annotation(sample: Int((onset * rate).rounded()), code: AnnotationCode.note, text: Text.string(text)))
    }
  }
}
