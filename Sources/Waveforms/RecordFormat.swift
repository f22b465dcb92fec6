/// What each format offers: a description, and the samples of some frames of some channels.
protocol RecordFormat: Sendable {
  var description: RecordDescription { get }

  /// What to say when the rate is wanted and not known, where a format knows more than that.
  var lacksRate: WaveformError? { get }

  /// Reads samples as they are stored, each channel at its own rate.
  func raw(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<RawSignal>

  /// Reads samples in millivolts (or the channel's own unit, if that is no voltage), one a frame.
  func scaled(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<[Float]>

  /// Reads the annotations that the file itself holds, or nothing when its format has none.
  func annotations() throws(WaveformError) -> AnnotationFile?
}

/// What a read gave, a value a channel, and what was odd about it.
struct Reading<Value: Sendable>: Sendable {
  var values: [Value]
  var remarks: [WaveformError] = []
}

extension RecordFormat {
  var lacksRate: WaveformError? { nil }

  func annotations() throws(WaveformError) -> AnnotationFile? { nil }

  func scaled(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<[Float]> {
    let reading = try raw(frames: frames, channels: channels)
    return Reading(values: reading.values.map { $0.scaled(frames: frames.count) }, remarks: reading.remarks)
  }
}

extension RawSignal {
  /// Returns the samples scaled, one a frame.
  func scaled(frames: Int) -> [Float] {
    let calibration = channel.calibration
    let width = channel.samplesPerFrame
    switch values {
    case .integers(let numbers, let missing):
      precondition(numbers.count == frames * width, "\(numbers.count) samples for \(frames) frames of \(width)")
      return [Float](unsafeUninitializedCapacity: frames) { buffer, count in
        numbers.withUnsafeBufferPointer { source in
          guard let base = buffer.baseAddress else { return }
          if width == 1 {
            calibration.scale(source, missing: missing, to: base)
          } else {
            calibration.average(source, width: width, missing: missing, to: base)
          }
        }
        count = frames
      }
    case .reals(let numbers):
      precondition(numbers.count == frames * width, "\(numbers.count) samples for \(frames) frames of \(width)")
      if width == 1 { return numbers.map { Float(calibration.value($0)) } }
      return (0..<frames).map { frame in
        let sum = numbers[frame * width..<(frame + 1) * width].reduce(0, +)
        return Float(calibration.value(sum / Double(width)))
      }
    }
  }
}
