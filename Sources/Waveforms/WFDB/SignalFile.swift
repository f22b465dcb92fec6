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
  /// The size of the file.
  let byteCount: Int
  /// The bytes after the last whole frame.
  let extraBytes: Int

  /// Groups a header's signals by file, and looks how much each file holds.
  static func grouping(_ header: WFDBHeader, file: String, in folder: RecordFolder) throws(WaveformError)
    -> [SignalFile]
  {
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
      byteCount = 0
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
    byteCount = bytes
    if format.isFLAC {
      frameCount = try FLACFile.frameCount(
        confined, format, samplesPerFrame: samplesPerFrame, offset: byteOffset, in: folder)
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
    var decoder = BlockDecoder(self, source: try folder.open(name), wanted: wanted, initial: initial)
    defer { decoder.close() }
    var frame = format.isDifference ? 0 : frames.lowerBound
    while frame < frames.upperBound {
      let end = min(frames.upperBound, frame + decoder.frameCount)
      try decoder.decode(frame..<end, body)
      frame = end
    }
  }
}

/// Decodes a signal file block by block: a block's bytes, its samples and one signal of it stay in the nearest caches.
private struct BlockDecoder {
  let file: SignalFile
  let source: ByteSource
  let wanted: [Int]
  /// The frames of a block.
  let frameCount: Int
  private var last: [Int32]
  private let bytes: UnsafeMutableRawBufferPointer
  private let stream: UnsafeMutablePointer<Int32>
  private let gathered: UnsafeMutablePointer<Int32>

  init(_ file: SignalFile, source: ByteSource, wanted: [Int], initial: [Int32]) {
    self.file = file
    self.source = source
    self.wanted = wanted
    last = initial
    frameCount = max(1, min(file.frameCount, 8192 / file.frameSize))
    let samples = frameCount * file.frameSize + 2 * file.format.unit.samples
    // The four bytes more are what format 212 reads beyond its last unit.
    bytes = .allocate(byteCount: file.format.byteCount(samples: samples) + 8, alignment: 16)
    stream = .allocate(capacity: samples)
    gathered = .allocate(capacity: frameCount * (wanted.map { file.samplesPerFrame[$0] }.max() ?? 1))
  }

  func close() {
    bytes.deallocate()
    stream.deallocate()
    gathered.deallocate()
  }

  mutating func decode(_ frames: Range<Int>, _ body: SignalFile.Visit) throws(WaveformError) {
    let unit = file.format.unit
    let samples = frames.lowerBound * file.frameSize..<frames.upperBound * file.frameSize
    let units = samples.lowerBound / unit.samples..<(samples.upperBound + unit.samples - 1) / unit.samples
    let start = file.byteOffset + units.lowerBound * unit.bytes
    let end = file.byteOffset + file.format.byteCount(samples: samples.upperBound)
    try source.read(start..<end, to: bytes)
    guard let base = bytes.baseAddress else { return }
    // A last unit may be there in part only; what is behind it must not be what an earlier block left.
    for index in end - start..<min(bytes.count, end - start + 8) { bytes[index] = 0 }
    let offset = samples.lowerBound % unit.samples
    let step = file.frameSize
    let isDirect = wanted.allSatisfy { file.samplesPerFrame[$0] == 1 } && file.format.canDecode(step: step)
    if !isDirect { file.format.decode(base, units: units.count, to: stream) }
    for signal in wanted {
      let width = file.samplesPerFrame[signal]
      let first = offset + file.starts[signal]
      if isDirect {
        file.format.decode(base, first: first, step: step, count: frames.count, to: gathered)
      } else {
        gather(stream + first, step: step, width: width, count: frames.count, to: gathered)
      }
      if file.format.isDifference { accumulate(frames.count * width, &last[signal]) }
      body(signal, frames.lowerBound * width, UnsafeBufferPointer(start: gathered, count: frames.count * width))
    }
  }

  private func accumulate(_ count: Int, _ last: inout Int32) {
    for index in 0..<count {
      last = last &+ gathered[index]
      gathered[index] = last
    }
  }
}

/// Picks one signal's `width` samples out of each of `count` frames of `step` samples.
///
/// A function of its own, so that its pointers stay in registers.
@inline(never)
private func gather(
  _ source: UnsafePointer<Int32>, step: Int, width: Int, count: Int, to result: UnsafeMutablePointer<Int32>
) {
  if width > 1 {
    for index in 0..<count {
      for part in 0..<width { result[index &* width &+ part] = source[index &* step &+ part] }
    }
    return
  }
  var from = source
  for index in 0..<count {
    result[index] = from.pointee
    from += step
  }
}
