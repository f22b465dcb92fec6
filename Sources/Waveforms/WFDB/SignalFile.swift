import CKernels
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
    var decoder = BlockDecoder(FrameBlocks(self, try folder.open(name)), wanted: wanted, initial: initial)
    defer { decoder.close() }
    let first = format.isDifference ? 0 : frames.lowerBound
    try decoder.blocks.forEach(first..<frames.upperBound) { block throws(WaveformError) in
      decoder.decode(block, body)
    }
  }

  /// Unpacks some frames to 16 bits a sample, block by block, where the format has no more.
  func visitShorts(
    frames: Range<Int>, in folder: RecordFolder, _ body: (_ frames: Range<Int>, _ samples: UnsafePointer<Int16>) -> Void
  ) throws(WaveformError) {
    assert(format.isShort, "format \(format.rawValue) has more than 16 bits a sample")
    let blocks = FrameBlocks(self, try folder.open(name))
    let room = UnsafeMutablePointer<Int16>.allocate(capacity: blocks.sampleRoom)
    defer {
      blocks.close()
      room.deallocate()
    }
    try blocks.forEach(frames) { block throws(WaveformError) in
      var samples = UnsafePointer(room)
      if format == .packed12 {
        ek_unpack12(room, block.bytes.assumingMemoryBound(to: UInt8.self), block.units)
      } else {
        samples = block.bytes.assumingMemoryBound(to: Int16.self)
      }
      body(block.frames, samples + block.offset)
    }
  }
}
