import Interchange

/// A WFDB record, of one piece or of segments.
struct WFDBRecord: RecordFormat {
  let header: WFDBHeader
  let description: RecordDescription
  private let content: Content

  private enum Content: Sendable {
    case piece(WFDBPiece)
    case segments(WFDBSegments)
  }

  init(_ file: String, in folder: RecordFolder, options: RecordReader.Options) throws(WaveformError) {
    let path = folder.path(file)
    header = try WFDBHeader(parsing: folder.read(file), file: path)
    if header.segments == nil {
      let piece = try WFDBPiece(header: header, headerFile: path, folder: folder, options: options)
      content = .piece(piece)
      description = piece.header.description(frameCount: piece.frameCount, remarks: piece.remarks)
    } else {
      let segments = try WFDBSegments(header: header, headerFile: path, folder: folder, options: options)
      content = .segments(segments)
      description = segments.description
    }
  }

  func raw(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<RawSignal> {
    switch content {
    case .piece(let piece):
      let read = try piece.raw(frames: frames, channels: channels)
      let signals = zip(channels, read.values).map { channel, numbers in
        RawSignal(
          channel: description.channels[channel],
          values: .integers(numbers, missing: header.signals[channel].format.missingMark))
      }
      return Reading(values: signals, remarks: piece.mismatches(read.checks, channels))
    case .segments(let segments):
      return try segments.raw(frames: frames, channels: channels)
    }
  }

  func scaled(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<[Float]> {
    switch content {
    case .piece(let piece):
      let calibrations = channels.map { description.channels[$0].calibration }
      let read = try piece.scaled(frames: frames, channels: channels, calibrations: calibrations)
      return Reading(values: read.values, remarks: piece.mismatches(read.checks, channels))
    case .segments(let segments):
      return try segments.scaled(frames: frames, channels: channels)
    }
  }
}

extension WFDBPiece {
  /// Returns what the whole signals' first values and sums tell against the header.
  func mismatches(_ checks: [Check], _ channels: [Int]) -> [WaveformError] {
    guard header.sampleCount != nil else { return [] }
    var result: [WaveformError] = []
    for (check, channel) in zip(checks, channels) {
      result += check.mismatches(with: header.signals[channel], file: headerFile)
    }
    return result
  }
}

extension WFDBHeader {
  /// The signals as channels.
  var channels: [RecordDescription.Channel] {
    let names = signals.enumerated().map { index, signal in signal.description ?? "signal \(index)" }
    return zip(signals, zip(names, LeadName.canonical(names))).map { signal, name in
      RecordDescription.Channel(
        name: name.0, lead: name.1, units: signal.units, gain: signal.gain, baseline: Double(signal.baseline),
        samplesPerFrame: signal.samplesPerFrame)
    }
  }

  /// Returns the header as any record's description.
  func description(frameCount: Int, remarks: [WaveformError]) -> RecordDescription {
    RecordDescription(
      name: name, rate: rate, sampleCount: frameCount, channels: channels, comments: comments, start: start,
      remarks: remarks)
  }
}
