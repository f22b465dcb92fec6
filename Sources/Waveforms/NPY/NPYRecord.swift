import Interchange

/// A recording in an array of NumPy: samples × leads, leads × samples, or one lead.
struct NPYRecord: RecordFormat {
  let description: RecordDescription
  private let columns: [[Double]]

  init(_ file: String, in folder: RecordFolder, options: RecordReader.Options) throws(WaveformError) {
    let path = folder.path(file)
    let bytes = try folder.read(file)
    var rate = options.rate
    let array: NPYArray
    if RecordReader.suffix(of: file) == "npz" {
      let archive = try NPZArchive(parsing: bytes, file: path)
      array = try NPYRecord.signals(archive, path)
      for name in ["rate", "fs", "sampling_rate"] where rate == nil {
        guard archive.names.contains(name), let number = try archive.array(name), number.count == 1 else { continue }
        rate = number.doubles().first.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
      }
    } else {
      array = try NPYArray(parsing: bytes, file: path)
    }
    guard (1...2).contains(array.shape.count) else {
      throw WaveformError(
        file: path, field: "shape", found: "\(array.shape)", expected: "one axis or two",
        message: "the array is no recording")
    }
    let shape = array.shape.count == 1 ? [array.shape[0], 1] : array.shape
    // A recording has more samples than leads.
    let isTransposed = shape[0] < shape[1]
    let samples = max(shape[0], shape[1])
    let leads = min(shape[0], shape[1])
    guard leads <= 4096 else {
      throw WaveformError(
        file: path, field: "shape", found: "\(shape)", expected: "at most 4096 leads",
        message: "the array is no recording")
    }
    let numbers = array.rowMajor()
    columns = (0..<leads).map { lead in
      (0..<samples).map { numbers[isTransposed ? lead * samples + $0 : $0 * leads + lead] }
    }
    description = RecordDescription(
      name: FileAccess.stem(of: file), rate: rate,
      sampleCount: leads == 0 ? 0 : samples,
      channels: (0..<leads).map { RecordDescription.Channel(name: "signal \($0)") })
  }

  /// Returns the archive's array of signals: one of the usual names, else the only one of two axes.
  private static func signals(_ archive: NPZArchive, _ file: String) throws(WaveformError) -> NPYArray {
    for name in ["signals", "signal", "val", "ecg", "data", "p_signal", "x", "X"] where archive.names.contains(name) {
      if let array = try archive.array(name) { return array }
    }
    var candidates: [NPYArray] = []
    for name in archive.names {
      if let array = try archive.array(name), array.shape.count == 2 { candidates.append(array) }
    }
    guard candidates.count == 1 else {
      throw WaveformError(
        file: file, field: "arrays", found: archive.names.joined(separator: " "), expected: "one named signals",
        message: "the archive does not say which array holds the signals")
    }
    return candidates[0]
  }

  func raw(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<RawSignal> {
    Reading(
      values: channels.map { channel in
        RawSignal(channel: description.channels[channel], values: .reals(Array(columns[channel][frames])))
      })
  }
}

extension Recording {
  /// The leads as an array of samples × leads in single precision; shorter leads end with `nan`.
  public var array: NPYArray {
    let count = sampleCount
    var numbers: [Float] = []
    numbers.reserveCapacity(count * leads.count)
    for index in 0..<count {
      for lead in leads { numbers.append(index < lead.samples.count ? lead.samples[index] : .nan) }
    }
    return NPYArray(shape: [count, leads.count], floats: numbers)
  }
}
