import Interchange

/// One file of samples: consecutive signals, multiplexed frame by frame.
struct SignalFile: Sendable {
  let name: String
  let format: SignalFormat
  let byteOffset: Int
  /// The record's signals that lie here.
  let signals: Range<Int>
  /// Samples a frame of each, and where they begin in the frame.
  let samplesPerFrame: [Int]
  let starts: [Int]
  let frameSize: Int
  /// The frames that the file holds.
  let frameCount: Int
  /// The bytes after the last whole frame.
  let extraBytes: Int

  /// Groups a header's signals by file, and looks how much each file holds.
  static func grouping(_ header: WFDBHeader, file: String, in folder: RecordFolder) throws(WaveformError) -> [SignalFile] {
    var files: [SignalFile] = []
    var first = 0
    while first < header.signals.count {
      let head = header.signals[first]
      var end = first + 1
      while end < header.signals.count, header.signals[end].file == head.file { end += 1 }
      if head.format != .none, files.contains(where: { $0.name == head.file }) {
        throw WaveformError(
          file: file, line: head.line, field: "file name", found: head.file, expected: "consecutive lines",
          message: "signals that share a file must follow each other")
      }
      files.append(try SignalFile(header, first..<end, file: file, in: folder))
      first = end
    }
    return files
  }

  private init(
    _ header: WFDBHeader, _ signals: Range<Int>, file: String, in folder: RecordFolder
  ) throws(WaveformError) {
    let head = header.signals[signals.lowerBound]
    name = head.file
    format = head.format
    byteOffset = head.byteOffset
    self.signals = signals
    samplesPerFrame = header.signals[signals].map(\.samplesPerFrame)
    var starts: [Int] = []
    var size = 0
    for signal in header.signals[signals] {
      guard signal.format == head.format else {
        throw WaveformError(
          file: file, line: signal.line, field: "format", found: "\(signal.format.rawValue)",
          expected: "\(head.format.rawValue)", message: "signals that share a file must share their format")
      }
      guard signal.byteOffset == head.byteOffset || signal.byteOffset == 0 else {
        throw WaveformError(
          file: file, line: signal.line, field: "byte offset", found: "\(signal.byteOffset)",
          expected: "\(head.byteOffset)", message: "signals that share a file must share their byte offset")
      }
      starts.append(size)
      size += signal.samplesPerFrame
    }
    self.starts = starts
    frameSize = size
    if format == .none {
      frameCount = 0
      extraBytes = 0
      return
    }
    guard name != "-" else {
      throw WaveformError(
        file: file, line: head.line, field: "file name", found: "-", expected: "a file",
        message: "samples from the standard input are not supported")
    }
    let confined = try folder.confined(name, in: file, line: head.line)
    let bytes = try folder.size(confined)
    if format.isFLAC {
      frameCount = try FLACFile.frameCount(confined, signals: signals.count, samplesPerFrame: samplesPerFrame, in: folder)
      extraBytes = 0
      return
    }
    guard byteOffset <= bytes else {
      throw WaveformError(
        file: file, line: head.line, field: "byte offset", found: "\(byteOffset)", expected: "at most \(bytes)",
        message: "the samples would begin after the end of \(name)")
    }
    frameCount = format.sampleCount(bytes: bytes - byteOffset) / size
    extraBytes = bytes - byteOffset - format.byteCount(samples: frameCount * size)
  }

  /// What a visit is handed: a signal's index in this file, the number of its first sample here, and the samples.
  typealias Visit = (_ signal: Int, _ first: Int, _ samples: UnsafeBufferPointer<Int32>) -> Void

  /// Decodes some frames, block by block, and hands each wanted signal's samples on.
  ///
  /// Reads only the bytes of those frames; differences (format 8) can only be read from the first frame on.
  func visit(
    frames: Range<Int>, wanted: [Int], initial: [Int32], in folder: RecordFolder, _ body: Visit
  ) throws(WaveformError) {
    precondition(
      frames.lowerBound >= 0 && frames.upperBound <= frameCount, "frames \(frames) outside 0..<\(frameCount)")
    guard !frames.isEmpty, !wanted.isEmpty else { return }
    if format.isFLAC {
      return try FLACFile.visit(self, frames: frames, wanted: wanted, in: folder, body)
    }
    let begin = format.isDifference ? 0 : frames.lowerBound
    let unit = format.unit
    let firstUnit = begin * frameSize / unit.samples
    let bytesStart = byteOffset + firstUnit * unit.bytes
    let bytesEnd = byteOffset + format.byteCount(samples: frames.upperBound * frameSize)
    let bytes = try folder.read(name, bytesStart..<bytesEnd, padding: 8)
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      decode(base, firstUnit: firstUnit, frames: begin..<frames.upperBound, wanted: wanted, initial: initial, body)
    }
  }

  private func decode(
    _ base: UnsafeRawPointer, firstUnit: Int, frames: Range<Int>, wanted: [Int], initial: [Int32], _ body: Visit
  ) {
    let unit = format.unit
    // A block's stream and one signal of it stay in the first-level cache.
    let block = max(1, min(frames.count, 4096 / frameSize))
    let stream = UnsafeMutablePointer<Int32>.allocate(capacity: block * frameSize + 2 * unit.samples)
    let widest = wanted.map { samplesPerFrame[$0] }.max() ?? 1
    let gathered = UnsafeMutablePointer<Int32>.allocate(capacity: block * widest)
    defer {
      stream.deallocate()
      gathered.deallocate()
    }
    var last = initial
    var frame = frames.lowerBound
    while frame < frames.upperBound {
      let count = min(block, frames.upperBound - frame)
      let begin = frame * frameSize
      let units = begin / unit.samples..<(begin + count * frameSize + unit.samples - 1) / unit.samples
      format.decode(base + (units.lowerBound - firstUnit) * unit.bytes, units: units.count, to: stream)
      let start = stream + begin % unit.samples
      for signal in wanted {
        let width = samplesPerFrame[signal]
        gather(start + starts[signal], count: count, width: width, to: gathered)
        if format.isDifference { accumulate(gathered, count * width, &last[signal]) }
        body(signal, frame * width, UnsafeBufferPointer(start: gathered, count: count * width))
      }
      frame += count
    }
  }

  private func gather(
    _ source: UnsafePointer<Int32>, count: Int, width: Int, to result: UnsafeMutablePointer<Int32>
  ) {
    if width == 1 {
      for index in 0..<count { result[index] = source[index &* frameSize] }
    } else {
      for index in 0..<count {
        for part in 0..<width { result[index &* width &+ part] = source[index &* frameSize &+ part] }
      }
    }
  }

  private func accumulate(_ numbers: UnsafeMutablePointer<Int32>, _ count: Int, _ last: inout Int32) {
    for index in 0..<count {
      last = last &+ numbers[index]
      numbers[index] = last
    }
  }
}
