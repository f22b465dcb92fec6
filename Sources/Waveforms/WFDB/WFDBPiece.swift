import Interchange

/// A WFDB record of one piece: a header and its signal files.
struct WFDBPiece: Sendable {
  let header: WFDBHeader
  let folder: RecordFolder
  let headerFile: String
  let files: [SignalFile]
  let frameCount: Int
  let remarks: [WaveformError]

  init(
    header: WFDBHeader, headerFile: String, folder: RecordFolder, options: RecordReader.Options
  ) throws(WaveformError) {
    self.header = header
    self.folder = folder
    self.headerFile = headerFile
    var remarks = header.remarks
    let files = try SignalFile.grouping(header, file: headerFile, in: folder)
    self.files = files
    let available = files.filter { $0.format != .none }.map(\.frameCount).min()
    if let promised = header.sampleCount {
      if let short = files.first(where: { $0.format != .none && $0.frameCount < promised }) {
        let error = WaveformError(
          file: folder.path(short.name), field: "number of samples", found: "\(short.frameCount) frames",
          expected: "\(promised) frames as \(headerFile) says", message: "the signal file is too short")
        guard options.acceptsShortFiles else { throw error }
        remarks.append(error)
      }
      for file in files where file.format != .none && (file.frameCount > promised || file.extraBytes > 3) {
        remarks.append(
          WaveformError(
            file: folder.path(file.name), field: "number of samples", found: "\(file.frameCount) frames",
            expected: "\(promised) frames as \(headerFile) says", message: "the signal file is longer than that"))
      }
      frameCount = options.acceptsShortFiles ? min(promised, available ?? promised) : promised
    } else {
      frameCount = available ?? 0
    }
    self.remarks = remarks
  }

  /// Decodes a range of frames of some signals; visits get sample numbers that count from the range's start.
  private func visit(
    frames: Range<Int>, channels: [Int], checks: inout [Check],
    _ body: (_ place: Int, _ first: Int, _ samples: UnsafeBufferPointer<Int32>) -> Void
  ) throws(WaveformError) {
    for (file, places) in shares(of: channels) {
      try visit(file, places, frames: frames, channels: channels, checks: &checks, body)
    }
  }

  /// Returns the files that hold some channels, each with those channels' places in the list.
  func shares(of channels: [Int]) -> [(file: SignalFile, places: [Int])] {
    files.filter { $0.format != .none }.compactMap { file in
      let places = channels.indices.filter { file.signals.contains(channels[$0]) }
      return places.isEmpty ? nil : (file, places)
    }
  }

  /// Decodes a range of frames of some signals of one file.
  func visit(
    _ file: SignalFile, _ places: [Int], frames: Range<Int>, channels: [Int], checks: inout [Check],
    _ body: (_ place: Int, _ first: Int, _ samples: UnsafeBufferPointer<Int32>) -> Void
  ) throws(WaveformError) {
    let isWhole = frames == 0..<frameCount
    let skews = places.map { header.signals[channels[$0]].skew }
    let low = isWhole ? 0 : frames.lowerBound.saturatingAdd(skews.min() ?? 0)
    let high = frames.upperBound.saturatingAdd(skews.max() ?? 0)
    let range = min(low, file.frameCount)..<min(high, file.frameCount)
    let wanted = places.map { channels[$0] - file.signals.lowerBound }
    let initial = header.signals[file.signals].map { Int32(truncatingIfNeeded: $0.initialValue ?? $0.zero) }
    // By the signal's index in its file: where it goes, and where the wanted part begins, shifted by the skew.
    var placeOf = [Int](repeating: 0, count: file.signals.count)
    var startOf = placeOf
    for (index, signal) in wanted.enumerated() {
      placeOf[signal] = places[index]
      startOf[signal] = (frames.lowerBound + skews[index]) * file.samplesPerFrame[signal]
    }
    try file.visit(frames: range, wanted: wanted, initial: initial, in: folder) { signal, first, samples in
      let place = placeOf[signal]
      let width = file.samplesPerFrame[signal]
      if isWhole { checks[place].add(samples, first: first, limit: frameCount * width) }
      let start = startOf[signal]
      let from = max(first, start)
      let to = min(first + samples.count, start + frames.count * width)
      if from < to { body(place, from - start, UnsafeBufferPointer(rebasing: samples[from - first..<to - first])) }
    }
  }

  /// Reads stored numbers, each signal at its own rate.
  func raw(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> (values: [[Int32]], checks: [Check]) {
    let width = channels.reduce(0) { $0 + header.signals[$1].samplesPerFrame }
    try SampleAllowance.check(frames.count, channels: width, bytes: storedBytes, file: headerFile)
    var values = channels.map { channel in
      let signal = header.signals[channel]
      return [Int32](repeating: signal.format.missingMark, count: frames.count * signal.samplesPerFrame)
    }
    var checks = channels.map { _ in Check() }
    try visit(frames: frames, channels: channels, checks: &checks) { place, first, samples in
      values[place].withUnsafeMutableBufferPointer { result in
        for index in samples.indices { result[first &+ index] = samples[index] }
      }
    }
    return (values, checks)
  }

  var storedBytes: Int {
    files.reduce(0) { $0.saturatingAdd($1.byteCount) }
  }
}

extension Int {
  /// Returns the sum, or the largest integer when it does not fit.
  func saturatingAdd(_ other: Int) -> Int {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    return isTooLarge ? .max : sum
  }
}

/// Refuses reads whose memory would be out of proportion to the files: a gap of years costs a header only one line.
enum SampleAllowance {
  static func check(_ frames: Int, channels: Int, bytes: Int, file: String) throws(WaveformError) {
    let (samples, isTooLarge) = frames.multipliedReportingOverflow(by: max(1, channels))
    let limit = max(4 << 20, bytes.multipliedReportingOverflow(by: 16).partialValue)
    guard isTooLarge || samples > limit else { return }
    throw WaveformError(
      file: file, field: "number of samples", found: "\(frames) frames of \(channels) signals",
      expected: "at most \(limit) samples for \(bytes) bytes", message: "most of it is missing; read it range by range")
  }
}
