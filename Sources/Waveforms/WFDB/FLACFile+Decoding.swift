#if FLAC
  import CFLAC
  import Interchange

  extension FLACFile {
    static let isBuiltIn = true

    /// Decodes some frames, and hands each wanted signal's samples on in one piece.
    static func visit(
      _ file: SignalFile, frames: Range<Int>, wanted: [Int], in folder: RecordFolder, _ body: SignalFile.Visit
    ) throws(WaveformError) {
      let width = file.samplesPerFrame.first ?? 1
      let first = file.byteOffset + frames.lowerBound * width
      let path = folder.path(file.name)
      let state = FLACState(
        bytes: try folder.read(file.name), wanted: wanted, channels: file.signals.count, count: frames.count * width)
      try state.decode(from: first, file: path)
      for (index, signal) in wanted.enumerated() {
        state.samples[index].withUnsafeBufferPointer { body(signal, frames.lowerBound * width, $0) }
      }
    }
  }

  /// What libFLAC's callbacks share: the compressed bytes and the samples so far.
  private final class FLACState {
    let bytes: [UInt8]
    let wanted: [Int]
    let channels: Int
    /// How many samples of each channel are wanted.
    let count: Int
    var offset = 0
    var samples: [[Int32]]
    var isBroken = false

    init(bytes: [UInt8], wanted: [Int], channels: Int, count: Int) {
      self.bytes = bytes
      self.wanted = wanted
      self.channels = channels
      self.count = count
      samples = wanted.map { _ in [] }
    }

    func decode(from first: Int, file: String) throws(WaveformError) {
      guard let decoder = FLAC__stream_decoder_new() else {
        throw WaveformError(file: file, message: "libFLAC has no memory")
      }
      defer { FLAC__stream_decoder_delete(decoder) }
      let client = Unmanaged.passUnretained(self).toOpaque()
      let status = FLAC__stream_decoder_init_stream(
        decoder, readBytes, seekTo, tellOffset, tellLength, isAtEnd, takeSamples, nil, noticeError, client)
      guard status == FLAC__STREAM_DECODER_INIT_STATUS_OK,
        FLAC__stream_decoder_process_until_end_of_metadata(decoder) != 0,
        first == 0 || FLAC__stream_decoder_seek_absolute(decoder, UInt64(first)) != 0
      else { throw damaged(file) }
      while (samples.first?.count ?? count) < count, !isBroken {
        let isProcessed = FLAC__stream_decoder_process_single(decoder) != 0
        if !isProcessed || FLAC__stream_decoder_get_state(decoder) == FLAC__STREAM_DECODER_END_OF_STREAM { break }
      }
      FLAC__stream_decoder_finish(decoder)
      guard !isBroken, samples.allSatisfy({ $0.count == count }) else { throw damaged(file) }
    }

    private func damaged(_ file: String) -> WaveformError {
      WaveformError(
        file: file, field: "FLAC stream", found: "\(samples.first?.count ?? 0) samples", expected: "\(count)",
        message: "the compressed samples are damaged")
    }
  }

  private func state(_ client: UnsafeMutableRawPointer?) -> FLACState? {
    client.map { Unmanaged<FLACState>.fromOpaque($0).takeUnretainedValue() }
  }

  private let readBytes: FLAC__StreamDecoderReadCallback = { _, buffer, size, client in
    guard let state = state(client), let buffer, let size, size.pointee > 0 else {
      return FLAC__STREAM_DECODER_READ_STATUS_ABORT
    }
    let count = min(size.pointee, state.bytes.count - state.offset)
    for index in 0..<count { buffer[index] = state.bytes[state.offset + index] }
    state.offset += count
    size.pointee = count
    return count == 0 ? FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM : FLAC__STREAM_DECODER_READ_STATUS_CONTINUE
  }

  private let seekTo: FLAC__StreamDecoderSeekCallback = { _, position, client in
    guard let state = state(client), position <= UInt64(state.bytes.count) else {
      return FLAC__STREAM_DECODER_SEEK_STATUS_ERROR
    }
    state.offset = Int(position)
    return FLAC__STREAM_DECODER_SEEK_STATUS_OK
  }

  private let tellOffset: FLAC__StreamDecoderTellCallback = { _, position, client in
    guard let state = state(client) else { return FLAC__STREAM_DECODER_TELL_STATUS_ERROR }
    position?.pointee = UInt64(state.offset)
    return FLAC__STREAM_DECODER_TELL_STATUS_OK
  }

  private let tellLength: FLAC__StreamDecoderLengthCallback = { _, length, client in
    guard let state = state(client) else { return FLAC__STREAM_DECODER_LENGTH_STATUS_ERROR }
    length?.pointee = UInt64(state.bytes.count)
    return FLAC__STREAM_DECODER_LENGTH_STATUS_OK
  }

  private let isAtEnd: FLAC__StreamDecoderEofCallback = { _, client in
    guard let state = state(client) else { return 1 }
    return state.offset >= state.bytes.count ? 1 : 0
  }

  private let takeSamples: FLAC__StreamDecoderWriteCallback = { _, frame, buffers, client in
    guard let state = state(client), let frame, let buffers, Int(frame.pointee.header.channels) == state.channels else {
      return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT
    }
    for (index, channel) in state.wanted.enumerated() {
      guard let source = buffers[channel] else { return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT }
      let count = min(Int(frame.pointee.header.blocksize), state.count - state.samples[index].count)
      state.samples[index].append(contentsOf: UnsafeBufferPointer(start: source, count: count))
    }
    return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE
  }

  private let noticeError: FLAC__StreamDecoderErrorCallback = { _, _, client in
    state(client)?.isBroken = true
  }
#endif
