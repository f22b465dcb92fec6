import Interchange

/// Signal files compressed by FLAC (formats 508, 516, 524).
enum FLACFile {
  /// Returns how many frames a FLAC signal file holds.
  static func frameCount(
    _ name: String, signals: Int, samplesPerFrame: [Int], in folder: RecordFolder
  ) throws(WaveformError) -> Int {
    throw notBuiltIn(folder.path(name))
  }

  /// Decodes some frames of a FLAC signal file.
  static func visit(
    _ file: SignalFile, frames: Range<Int>, wanted: [Int], in folder: RecordFolder, _ body: SignalFile.Visit
  ) throws(WaveformError) {
    throw notBuiltIn(folder.path(file.name))
  }

  private static func notBuiltIn(_ path: String) -> WaveformError {
    WaveformError(
      file: path, field: "format", expected: "a build with the package trait FLAC",
      message: "FLAC signals are not built in; build with `--traits FLAC` and libFLAC installed")
  }
}
