import Interchange

/// Decodes blocks of a signal file, one signal after another.
struct BlockDecoder {
  let blocks: FrameBlocks
  private let file: SignalFile
  private let wanted: [Int]
  private var last: [Int32]
  private let stream: UnsafeMutablePointer<Int32>
  private let gathered: UnsafeMutablePointer<Int32>

  init(_ blocks: FrameBlocks, wanted: [Int], initial: [Int32]) {
    self.blocks = blocks
    file = blocks.file
    self.wanted = wanted
    last = initial
    stream = .allocate(capacity: blocks.sampleRoom)
    let widest = wanted.map { blocks.file.samplesPerFrame[$0] }.max() ?? 1
    gathered = .allocate(capacity: FrameBlocks.frameCount(of: blocks.file) * widest)
  }

  func close() {
    blocks.close()
    stream.deallocate()
    gathered.deallocate()
  }

  mutating func decode(_ block: FrameBlocks.Block, _ body: SignalFile.Visit) {
    file.format.decode(block.bytes, units: block.units, to: stream)
    let count = block.frames.count
    for signal in wanted {
      let width = file.samplesPerFrame[signal]
      gather(
        stream + block.offset + file.starts[signal], step: file.frameSize, width: width, count: count, to: gathered)
      if file.format.isDifference { accumulate(count * width, &last[signal]) }
      body(signal, block.frames.lowerBound * width, UnsafeBufferPointer(start: gathered, count: count * width))
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
