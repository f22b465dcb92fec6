import Interchange

/// A MAT file without a header beside it: the matrix `val`, a row a signal.
struct MATRecord: RecordFormat {
  let description: RecordDescription
  private let folder: RecordFolder
  private let file: String
  private let matrix: MATMatrix
  private let isTransposed: Bool

  /// Whether it holds steps of a converter, of which only a header would say what they mean.
  var isOfIntegers: Bool { matrix.number.isInteger }

  init(_ file: String, in folder: RecordFolder, options: RecordReader.Options) throws(WaveformError) {
    self.folder = folder
    self.file = file
    let path = folder.path(file)
    // A level 4 file begins with a small number, so one of its first four bytes is zero; level 5 begins with text.
    let head = try folder.read(file, 0..<min(4, folder.size(file)))
    let isLevel5 = head.count == 4 && !head.contains(0)
    var matrices: [MATMatrix]
    if isLevel5 {
      let bytes = try folder.read(file)
      matrices = try MATFile5.matrices(bytes, file: path)
    } else {
      matrices = try MATFile4.matrices(file, in: folder)
    }
    let named = matrices.filter { $0.name == "val" }
    if !named.isEmpty { matrices = named }
    guard matrices.count == 1, let matrix = matrices.first else {
      throw WaveformError(
        file: path, field: "val",
        found: matrices.isEmpty ? "no matrix of numbers" : matrices.map(\.name).joined(separator: " "),
        expected: "a matrix named val",
        message: "the file has no signals under that name")
    }
    self.matrix = matrix
    var remarks: [WaveformError] = []
    isTransposed = matrix.rows > matrix.columns && matrix.columns > 0 && matrix.rows > 64
    if isTransposed {
      remarks.append(
        WaveformError(
          file: path, field: "val", found: "\(matrix.rows) × \(matrix.columns)", expected: "a row a signal",
          message: "the columns are taken as signals"))
    }
    let signals = isTransposed ? matrix.columns : matrix.rows
    let samples = isTransposed ? matrix.rows : matrix.columns
    guard signals <= 4096 else {
      throw WaveformError(
        file: path, field: "val", found: "\(matrix.rows) × \(matrix.columns)", expected: "at most 4096 signals",
        message: "the matrix is no recording")
    }
    description = RecordDescription(
      name: FileAccess.stem(of: file), rate: options.rate, sampleCount: samples,
      channels: (0..<signals).map { RecordDescription.Channel(name: "signal \($0)") }, remarks: remarks)
  }

  func raw(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<RawSignal> {
    let range = isTransposed ? 0..<matrix.columns : frames
    let stride = matrix.rows * matrix.number.width
    let wanted = matrix.offset + range.lowerBound * stride..<matrix.offset + range.upperBound * stride
    let bytes = if let held = matrix.bytes { Array(held[wanted]) } else { try folder.read(file, wanted) }
    var part = matrix
    if isTransposed {
      // A column is then a signal: seen as its transpose, it has one row.
      part.rows = 1
    }
    let signals = channels.map { channel in
      let start = isTransposed ? (channel * matrix.rows + frames.lowerBound) * matrix.number.width : 0
      let own = isTransposed ? Array(bytes[start..<start + frames.count * matrix.number.width]) : bytes
      let row = isTransposed ? 0 : channel
      let values: RawSignal.Values =
        if matrix.number.isInteger {
          .integers(part.integers(row: row, in: own, columns: frames.count), missing: .min)
        } else {
          .reals(part.reals(row: row, in: own, columns: frames.count))
        }
      return RawSignal(channel: description.channels[channel], values: values)
    }
    return Reading(values: signals)
  }
}
