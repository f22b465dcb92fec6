import Interchange

/// Writes WFDB records.
public enum WFDBWriter {
  /// Writes a recording to a folder, as `name.hea` and `name.dat`, and its annotations as `name.atr` if it has any.
  ///
  /// Samples are rounded to the nearest step and saturate at the format's ends; missing ones stay missing.
  /// - Parameters:
  ///   - recording: What is written; its name is the record's.
  ///   - folder: Where the files go.
  ///   - format: How the samples are stored.
  ///   - gain: Stored steps a millivolt (or a unit, for a lead that is no voltage).
  ///   - baseline: The stored number that stands for 0.
  /// - Throws: When a name cannot stand in a header, leads differ in length, or a file cannot be written.
  public static func write(
    _ recording: Recording, to folder: String, format: SignalFormat = .int16, gain: Double = 1000, baseline: Int = 0
  ) throws(WaveformError) {
    precondition(gain.isFinite && gain != 0, "gain \(gain) is not valid")
    precondition(format.range.contains(baseline), "baseline \(baseline) outside \(format.range)")
    var header = WFDBHeader(name: recording.name)
    header.rate = recording.rate
    header.comments = recording.comments
    header.sampleCount = recording.sampleCount
    var samples: [[Int32]] = []
    for lead in recording.leads {
      var signal = WFDBHeader.Signal(file: recording.name + ".dat", format: format)
      (signal.gain, signal.baseline, signal.units, signal.description) = (gain, baseline, lead.units, lead.name)
      signal.resolution = format.bits
      header.signals.append(signal)
      samples.append(lead.samples.map { digital($0, gain, baseline, format) })
    }
    try write(header, samples: samples, to: folder)
    guard !recording.annotations.isEmpty else { return }
    try AnnotationFile(annotations: recording.annotations).write(to: "\(folder)/\(recording.name).atr")
  }

  /// Writes stored numbers as they are: every signal in the one file that the header names for all of them.
  ///
  /// First values, checksums and the number of samples are filled in. The header is written last, so that a record
  /// that can be opened is whole.
  /// - Throws: When a number lies outside its format, or what stands in the header cannot be written.
  public static func write(_ header: WFDBHeader, samples: [[Int32]], to folder: String) throws(WaveformError) {
    try write(header, samples: samples, to: folder, preamble: [])
  }

  /// Writes stored numbers behind bytes that are another format's own.
  static func write(
    _ header: WFDBHeader, samples: [[Int32]], to folder: String, preamble: [UInt8]
  ) throws(WaveformError) {
    precondition(samples.count == header.signals.count, "\(samples.count) signals for \(header.signals.count) lines")
    var complete = header
    complete.segments = nil
    complete.sampleCount = try frameCount(header, samples)
    for (index, signal) in header.signals.enumerated() {
      let mark = signal.format.missing.map(Int.init)
      if let outside = samples[index].first(where: { !signal.format.range.contains(Int($0)) && Int($0) != mark }) {
        throw WaveformError(
          file: header.name, field: "signal \(index)", found: "\(outside)", expected: "\(signal.format.range)",
          message: "a sample does not fit the format \(signal.format.rawValue)")
      }
      complete.signals[index].skew = 0
      complete.signals[index].byteOffset = preamble.count
      complete.signals[index].initialValue = samples[index].first.map(Int.init) ?? signal.zero
      let sum = samples[index].reduce(UInt32(0)) { $0 &+ UInt32(bitPattern: $1) }
      complete.signals[index].checksum = Int(Int16(truncatingIfNeeded: sum))
    }
    let text = try complete.text()
    if let first = header.signals.first {
      let stream = multiplexed(complete, samples)
      try AtomicFile.write(preamble + first.format.encode(stream), to: "\(folder)/\(first.file)")
    }
    try AtomicFile.write(Array(text.utf8), to: "\(folder)/\(header.name).hea")
  }

  private static func frameCount(_ header: WFDBHeader, _ samples: [[Int32]]) throws(WaveformError) -> Int {
    guard let first = header.signals.first else { return header.sampleCount ?? 0 }
    _ = try RecordFolder.disk("").confined(first.file, in: header.name, line: nil)
    let count = samples[0].count / first.samplesPerFrame
    for (signal, numbers) in zip(header.signals, samples) {
      guard signal.file == first.file, signal.format == first.format, signal.format.canBeWritten else {
        throw WaveformError(
          file: header.name, field: "format", found: "\(signal.file) \(signal.format.rawValue)",
          expected: "one file and one format for all", message: "the record cannot be written")
      }
      guard numbers.count == count * signal.samplesPerFrame else {
        throw WaveformError(
          file: header.name, field: "number of samples", found: "\(numbers.count)",
          expected: "\(count * signal.samplesPerFrame)", message: "the signals differ in length")
      }
    }
    return count
  }

  private static func multiplexed(_ header: WFDBHeader, _ samples: [[Int32]]) -> [Int32] {
    var stream: [Int32] = []
    stream.reserveCapacity(samples.reduce(0) { $0 + $1.count })
    for frame in 0..<(header.sampleCount ?? 0) {
      for (signal, numbers) in zip(header.signals, samples) {
        let width = signal.samplesPerFrame
        stream.append(contentsOf: numbers[frame * width..<(frame + 1) * width])
      }
    }
    return stream
  }

  private static func digital(_ value: Float, _ gain: Double, _ baseline: Int, _ format: SignalFormat) -> Int32 {
    guard !value.isNaN else { return format.missing ?? 0 }
    let number = (Double(value) * gain + Double(baseline)).rounded()
    return Int32(min(max(number, Double(format.range.lowerBound)), Double(format.range.upperBound)))
  }
}
