import Interchange

/// A WFDB record of several segments, with a fixed layout or one that varies.
struct WFDBSegments: Sendable {
  let header: WFDBHeader
  let headerFile: String
  let folder: RecordFolder
  let options: RecordReader.Options
  let description: RecordDescription
  /// The segments with samples or gaps, and the frame at which each begins.
  private let parts: [(segment: WFDBHeader.Segment, start: Int)]
  private let isVariable: Bool

  init(
    header: WFDBHeader, headerFile: String, folder: RecordFolder, options: RecordReader.Options
  ) throws(WaveformError) {
    self.header = header
    self.headerFile = headerFile
    self.folder = folder
    self.options = options
    isVariable = header.hasLayout
    let segments = header.segments ?? []
    var parts: [(segment: WFDBHeader.Segment, start: Int)] = []
    var start = 0
    for segment in isVariable ? segments.dropFirst() : segments[...] {
      parts.append((segment, start))
      start = start.saturatingAdd(segment.sampleCount)
    }
    self.parts = parts
    guard start < Int.max / 65536 else {
      throw WaveformError(
        file: headerFile, field: "number of samples", found: "more than \(Int.max / 65536)",
        message: "the segments are too long")
    }
    var remarks = header.remarks
    if let promised = header.sampleCount, promised != start {
      let error = WaveformError(
        file: headerFile, field: "number of samples", found: "\(start) in all segments", expected: "\(promised)",
        message: "the segments' lengths do not add up")
      if options.isStrict { throw error }
      remarks.append(error)
    }
    // The layout, or the first segment that has signals, says which signals there are.
    guard let model = isVariable ? segments.first : segments.first(where: { $0.name != "~" }) else {
      throw WaveformError(file: headerFile, field: "segment lines", message: "all segments are gaps")
    }
    let layout = try WFDBSegments.open(model, of: header, headerFile, folder)
    remarks += layout.remarks
    description = RecordDescription(
      name: header.name, rate: header.rate, sampleCount: start, channels: layout.channels,
      comments: header.comments + layout.comments, start: header.start, remarks: remarks)
  }

  /// Reads a segment's header, which must be of one piece and of the same rate.
  private static func open(
    _ segment: WFDBHeader.Segment, of header: WFDBHeader, _ file: String, _ folder: RecordFolder
  ) throws(WaveformError) -> WFDBHeader {
    let name = try folder.confined(segment.name + ".hea", in: file, line: segment.line)
    let inner = try WFDBHeader(parsing: folder.read(name), file: folder.path(name))
    guard inner.segments == nil else {
      throw WaveformError(
        file: file, line: segment.line, field: "segment name", found: segment.name, expected: "a record of one piece",
        message: "segments may not have segments themselves")
    }
    guard inner.rate == header.rate else {
      throw WaveformError(
        file: folder.path(name), line: 1, field: "sampling frequency", found: "\(inner.rate)",
        expected: "\(header.rate) as \(file) says", message: "a segment's rate differs from the record's")
    }
    return inner
  }

  /// One segment's share of a read: where it goes, and which of its own channels.
  private struct Share {
    var place: Int
    var frames: Range<Int>
    var piece: WFDBPiece
    var channels: [RecordDescription.Channel]
    /// For each wanted channel, the segment's, if it has it.
    var matches: [Int?]
  }

  private func shares(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> [Share] {
    var result: [Share] = []
    for part in parts where part.segment.name != "~" {
      let from = max(frames.lowerBound, part.start)
      let to = min(frames.upperBound, part.start + part.segment.sampleCount)
      guard from < to else { continue }
      let inner = try WFDBSegments.open(part.segment, of: header, headerFile, folder)
      let file = folder.path(part.segment.name + ".hea")
      let piece = try WFDBPiece(header: inner, headerFile: file, folder: folder, options: options)
      guard piece.frameCount >= part.segment.sampleCount else {
        throw WaveformError(
          file: headerFile, line: part.segment.line, field: "number of samples",
          found: "\(piece.frameCount) in \(file)",
          expected: "\(part.segment.sampleCount)", message: "a segment is shorter than the record says")
      }
      let names = inner.channels
      let matches = try channels.map { channel throws(WaveformError) in
        try match(description.channels[channel], at: channel, in: names, file: file)
      }
      result.append(
        Share(
          place: from - frames.lowerBound, frames: from - part.start..<to - part.start, piece: piece, channels: names,
          matches: matches))
    }
    return result
  }

  private func match(
    _ channel: RecordDescription.Channel, at index: Int, in names: [RecordDescription.Channel], file: String
  ) throws(WaveformError) -> Int? {
    let found = isVariable ? names.firstIndex { $0.name == channel.name } : names.indices.contains(index) ? index : nil
    guard let found else {
      if isVariable { return nil }
      throw WaveformError(
        file: file, field: "number of signals", found: "\(names.count)", expected: "\(description.channels.count)",
        message: "a segment of a fixed layout has other signals than the first")
    }
    guard names[found].samplesPerFrame == channel.samplesPerFrame else {
      throw WaveformError(
        file: file, field: "samples per frame", found: "\(names[found].samplesPerFrame)",
        expected: "\(channel.samplesPerFrame)", message: "a segment's signal has another rate than the record's")
    }
    return found
  }

  func scaled(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<[Float]> {
    let shares = try shares(frames: frames, channels: channels)
    try allow(frames, width: channels.count, shares)
    var reading = Reading(values: channels.map { _ in [Float](repeating: .nan, count: frames.count) })
    for share in shares {
      let wanted = share.matches.compactMap { $0 }
      let read = try share.piece.scaled(
        frames: share.frames, channels: wanted, calibrations: wanted.map { share.channels[$0].calibration })
      reading.remarks += share.piece.mismatches(read.checks, wanted)
      let places = share.matches.indices.filter { share.matches[$0] != nil }
      for (place, samples) in zip(places, read.values) {
        reading.values[place].replaceSubrange(share.place..<share.place + samples.count, with: samples)
      }
    }
    return reading
  }

  /// Reads stored integers where all segments store them alike, and numbers in the channel's unit where they do not.
  func raw(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<RawSignal> {
    let shares = try shares(frames: frames, channels: channels)
    let wanted = channels.map { description.channels[$0] }
    try allow(frames, width: wanted.reduce(0) { $0 + $1.samplesPerFrame }, shares)
    let isAlike = shares.allSatisfy { share in
      zip(wanted, share.matches).allSatisfy { channel, match in
        guard let match else { return true }
        return share.channels[match].calibration == channel.calibration && share.channels[match].units == channel.units
      }
    }
    var integers = wanted.map { [Int32](repeating: .min, count: isAlike ? frames.count * $0.samplesPerFrame : 0) }
    var reals = wanted.map { [Double](repeating: .nan, count: isAlike ? 0 : frames.count * $0.samplesPerFrame) }
    var remarks: [WaveformError] = []
    for share in shares {
      let inner = share.matches.compactMap { $0 }
      let read = try share.piece.raw(frames: share.frames, channels: inner)
      remarks += share.piece.mismatches(read.checks, inner)
      let places = share.matches.indices.filter { share.matches[$0] != nil }
      for (index, place) in places.enumerated() {
        let missing = share.piece.header.signals[inner[index]].format.missingMark
        let calibration = share.channels[inner[index]].ownCalibration(in: wanted[place].units)
        let start = share.place * wanted[place].samplesPerFrame
        for (offset, number) in read.values[index].enumerated() where number != missing {
          if isAlike {
            integers[place][start + offset] = number
          } else {
            reals[place][start + offset] = calibration.value(Double(number))
          }
        }
      }
    }
    let signals = wanted.indices.map { place in
      if isAlike { return RawSignal(channel: wanted[place], values: .integers(integers[place], missing: .min)) }
      var channel = wanted[place]
      (channel.gain, channel.baseline) = (1, 0)
      return RawSignal(channel: channel, values: .reals(reals[place]))
    }
    return Reading(values: signals, remarks: remarks)
  }

  private func allow(_ frames: Range<Int>, width: Int, _ shares: [Share]) throws(WaveformError) {
    // A header may name one small segment a million times: it counts once.
    var bytes: [String: Int] = [:]
    for share in shares { bytes[share.piece.headerFile] = share.piece.storedBytes }
    let total = bytes.values.reduce(0) { $0.saturatingAdd($1) }
    try SampleAllowance.check(frames.count, channels: width, bytes: total, file: headerFile)
  }
}

extension RecordDescription.Channel {
  /// Returns the calibration to `units`, which for a voltage need not be the channel's own unit.
  fileprivate func ownCalibration(in units: String) -> Calibration {
    var result = Calibration(gain: gain, baseline: baseline, unit: .millivolt)
    guard let own = VoltageUnit(self.units), let other = VoltageUnit(units), own != other else { return result }
    result = Calibration(gain: gain, baseline: baseline, unit: own)
    switch other {
    case .volt: result.divisor *= 1000
    case .millivolt: break
    case .microvolt: result.factor *= 1000
    case .nanovolt: result.factor *= 1_000_000
    }
    return result
  }
}
