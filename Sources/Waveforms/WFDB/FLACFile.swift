import Interchange

/// Signal files compressed by FLAC (formats 508, 516, 524): a channel a signal.
///
/// The byte offset of the header counts samples here, as the samples have no bytes of their own.
enum FLACFile {
  /// What the file's first block says about its samples.
  struct Layout {
    var channels: Int
    var bits: Int
    var samples: Int
  }

  /// Returns how many frames a file holds, by its first block; decodes nothing.
  static func frameCount(
    _ name: String, _ format: SignalFormat, samplesPerFrame: [Int], offset: Int, in folder: RecordFolder
  ) throws(WaveformError) -> Int {
    let path = folder.path(name)
    guard isBuiltIn else {
      throw WaveformError(
        file: path, field: "format", found: "\(format.rawValue)", expected: "a build with the package trait FLAC",
        message: "FLAC signals are not built in; build with `--traits FLAC`, with libFLAC installed")
    }
    let layout = try layout(ByteReader(folder.read(name, 0..<min(42, folder.size(name))), file: path))
    let width = samplesPerFrame.first ?? 1
    guard layout.channels == samplesPerFrame.count, samplesPerFrame.allSatisfy({ $0 == width }) else {
      throw WaveformError(
        file: path, field: "channels", found: "\(layout.channels)", expected: "\(samplesPerFrame.count) of one rate",
        message: "the channels are not the header's signals")
    }
    guard layout.bits <= format.bits else {
      throw WaveformError(
        file: path, field: "bits a sample", found: "\(layout.bits)", expected: "at most \(format.bits)",
        message: "the samples do not fit the format \(format.rawValue)")
    }
    return max(0, layout.samples - offset) / width
  }

  /// Reads the mark `fLaC` and the block of stream information that must follow it.
  private static func layout(_ start: ByteReader) throws(WaveformError) -> Layout {
    var reader = start
    let mark = try reader.uint32("mark", bigEndian: true)
    let block = try reader.uint32("first block", bigEndian: true)
    guard mark == 0x664C_6143, block >> 24 & 0x7F == 0 else {
      throw WaveformError(file: reader.file, field: "mark", expected: "fLaC", message: "this is no FLAC file")
    }
    _ = try reader.take(10, "stream information")
    // 20 bits of rate, 3 of channels, 5 of bits a sample, 36 of samples.
    let word = try reader.uint64("stream information", bigEndian: true)
    return Layout(
      channels: Int(word >> 41 & 7) + 1, bits: Int(word >> 36 & 31) + 1, samples: Int(word & 0xF_FFFF_FFFF))
  }
}

#if !FLAC
  extension FLACFile {
    static let isBuiltIn = false

    /// Never comes to be called: without the trait no FLAC file is opened.
    static func visit(
      _ file: SignalFile, frames: Range<Int>, wanted: [Int], in folder: RecordFolder, _ body: SignalFile.Visit
    ) throws(WaveformError) {
      throw WaveformError(file: folder.path(file.name), field: "format", message: "FLAC signals are not built in")
    }
  }
#endif
