import CKernels
import Interchange

extension WFDBPiece {
  /// Reads samples in millivolts at the record's rate; the samples of a frame are averaged.
  func scaled(
    frames: Range<Int>, channels: [Int], calibrations: [Calibration]
  ) throws(WaveformError) -> (values: [[Float]], checks: [Check]) {
    try SampleAllowance.check(frames.count, channels: channels.count, bytes: storedBytes, file: headerFile)
    var values = channels.map { channel in newSamples(frames, header.signals[channel]) }
    var checks = channels.map { _ in Check() }
    for (file, places) in shares(of: channels) {
      if let scales = shortScales(file, places, channels, calibrations) {
        try scaleShorts(file, places, scales, frames: frames, channels: channels, &values, &checks)
      } else {
        try scale(
          file, places, frames: frames, channels: channels, calibrations: calibrations, &values, &checks)
      }
    }
    return (values, checks)
  }

  /// Returns how to scale a file's signals by the kernel: where samples have at most 16 bits and are one a frame, side
  /// by side in time, and `Float` holds the whole calibration exactly.
  private func shortScales(
    _ file: SignalFile, _ places: [Int], _ channels: [Int], _ calibrations: [Calibration]
  ) -> [Calibration.Short]? {
    guard file.format.isShort else { return nil }
    var scales: [Calibration.Short] = []
    for place in places {
      let signal = header.signals[channels[place]]
      guard signal.samplesPerFrame == 1, signal.skew == 0, let scale = calibrations[place].short else { return nil }
      scales.append(scale)
    }
    return scales
  }

  /// Unpacks, scales and sums in one go.
  private func scaleShorts(
    _ file: SignalFile, _ places: [Int], _ scales: [Calibration.Short], frames: Range<Int>, channels: [Int],
    _ values: inout [[Float]], _ checks: inout [Check]
  ) throws(WaveformError) {
    let range = min(frames.lowerBound, file.frameCount)..<min(frames.upperBound, file.frameCount)
    let isWhole = frames == 0..<frameCount
    let missing = file.format.missingMark
    let step = file.frameSize
    try file.visitShorts(frames: range, in: folder) { block, samples in
      for (place, scale) in zip(places, scales) {
        let first = samples + file.starts[channels[place] - file.signals.lowerBound]
        let sum = values[place].withUnsafeMutableBufferPointer { result -> UInt32 in
          guard let base = result.baseAddress else { return 0 }
          let target = base + (block.lowerBound - frames.lowerBound)
          return ek_scale_samples(target, first, step, block.count, missing, scale.baseline, scale.divisor)
        }
        if isWhole { checks[place].add(first: Int32(first.pointee), sum: sum) }
      }
    }
  }

  private func scale(
    _ file: SignalFile, _ places: [Int], frames: Range<Int>, channels: [Int], calibrations: [Calibration],
    _ values: inout [[Float]], _ checks: inout [Check]
  ) throws(WaveformError) {
    let isNarrow = file.format.bits <= 24 && !file.format.isDifference
    let missing = file.format.missingMark
    try visit(file, places, frames: frames, channels: channels, checks: &checks) { place, first, samples in
      let width = header.signals[channels[place]].samplesPerFrame
      values[place].withUnsafeMutableBufferPointer { result in
        guard let base = result.baseAddress else { return }
        let target = base + first / width
        if width == 1 {
          calibrations[place].scale(samples, missing: missing, narrow: isNarrow, to: target)
        } else {
          calibrations[place].average(samples, width: width, missing: missing, to: target)
        }
      }
    }
  }

  /// Returns room for a signal's samples: only what no file covers needs to be marked as missing.
  private func newSamples(_ frames: Range<Int>, _ signal: WFDBHeader.Signal) -> [Float] {
    let held = files.first { $0.name == signal.file && $0.format == signal.format }?.frameCount ?? 0
    let isCovered = signal.format != .none && frames.upperBound.saturatingAdd(signal.skew) <= held
    guard isCovered else { return [Float](repeating: .nan, count: frames.count) }
    return [Float](unsafeUninitializedCapacity: frames.count) { buffer, count in
      FreshMemory.prepare(UnsafeMutableRawBufferPointer(buffer))
      count = frames.count
    }
  }
}
