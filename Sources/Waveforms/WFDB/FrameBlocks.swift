import Interchange

/// Reads a signal file block by block, so that a block's bytes and what is made of them stay in the nearest caches.
struct FrameBlocks {
  /// Some frames as they lie in the file.
  struct Block {
    let frames: Range<Int>
    /// Whole units of samples, the first and the last of which may reach beyond the frames.
    let bytes: UnsafeRawPointer
    let units: Int
    /// The samples of the first unit that lie before the frames.
    let offset: Int
  }

  let file: SignalFile
  /// The samples that a block's units hold at most.
  let sampleRoom: Int
  private let source: ByteSource
  private let frameCount: Int
  private let bytes: UnsafeMutableRawBufferPointer

  init(_ file: SignalFile, _ source: ByteSource) {
    self.file = file
    self.source = source
    frameCount = FrameBlocks.frameCount(of: file)
    sampleRoom = frameCount * file.frameSize + 2 * file.format.unit.samples
    // The four bytes more are what format 212 reads beyond its last unit.
    bytes = .allocate(byteCount: file.format.byteCount(samples: sampleRoom) + 8, alignment: 64)
  }

  func close() { bytes.deallocate() }

  /// Returns the frames of a block.
  static func frameCount(of file: SignalFile) -> Int { max(1, min(file.frameCount, 16384 / file.frameSize)) }

  /// Reads some frames, and only their bytes.
  func forEach(_ frames: Range<Int>, _ body: (Block) throws(WaveformError) -> Void) throws(WaveformError) {
    var frame = frames.lowerBound
    while frame < frames.upperBound {
      let end = min(frames.upperBound, frame + frameCount)
      try body(try read(frame..<end))
      frame = end
    }
  }

  private func read(_ frames: Range<Int>) throws(WaveformError) -> Block {
    let unit = file.format.unit
    let samples = frames.lowerBound * file.frameSize..<frames.upperBound * file.frameSize
    let units = samples.lowerBound / unit.samples..<(samples.upperBound + unit.samples - 1) / unit.samples
    let start = file.byteOffset + units.lowerBound * unit.bytes
    let end = file.byteOffset + file.format.byteCount(samples: samples.upperBound)
    try source.read(start..<end, to: bytes)
    // A last unit may be there in part only; what is behind it must not be what an earlier block left.
    for index in end - start..<min(bytes.count, end - start + 8) { bytes[index] = 0 }
    guard let base = bytes.baseAddress else { preconditionFailure("a block has no memory") }
    return Block(
      frames: frames, bytes: UnsafeRawPointer(base), units: units.count, offset: samples.lowerBound % unit.samples)
  }
}
