import Interchange

/// One recording of an HDF5 file: a dataset of samples × leads, or one slice of records × samples × leads.
///
/// `exams.hdf5#7` is the slice 7; without a number it is the first. A dataset `tracings` of twelve columns holds the
/// standard leads in their usual order, as the CODE sets do.
struct HDF5Record: RecordFormat {
  let description: RecordDescription
  private let path: String
  private let dataset: String
  private let slice: Int?
  private let isTransposed: Bool
  /// Whether the dataset has no axis for leads.
  private let isFlat: Bool

  /// The datasets that are looked for.
  private static let names = ["tracings", "signals", "signal", "ecg", "val", "data"]

  init(_ file: String, slice: Int?, in folder: RecordFolder, options: RecordReader.Options) throws(WaveformError) {
    path = folder.path(file)
    guard HDF5File.isBuiltIn else {
      throw WaveformError(
        file: path, field: "format", found: "HDF5", expected: "a build with the package trait HDF5",
        message: "HDF5 is not built in; build with `--traits HDF5`, with libhdf5 installed")
    }
    guard case .disk = folder else {
      throw WaveformError(file: path, field: "format", found: "bytes in memory", message: "HDF5 is only read from disk")
    }
    let found = try HDF5File.shape(path, of: HDF5Record.names)
    dataset = found.name
    var shape = found.shape
    var remarks: [WaveformError] = []
    if shape.count == 3 {
      let count = shape.removeFirst()
      let wanted = slice ?? 0
      guard wanted < count else {
        throw WaveformError(
          file: path, field: dataset, found: "record \(wanted)", expected: "less than \(count)",
          message: "there is no such record")
      }
      self.slice = wanted
      if slice == nil, count > 1 {
        remarks.append(
          WaveformError(
            file: path, field: dataset, found: "\(count) records", expected: "a number, as in \(file)#0",
            message: "only the first record is read"))
      }
    } else {
      self.slice = nil
      if shape.count == 1 { shape.append(1) }
    }
    guard shape.count == 2, min(shape[0], shape[1]) <= 4096 else {
      throw WaveformError(
        file: path, field: dataset, found: "\(found.shape)", expected: "samples × leads",
        message: "the dataset is no recording")
    }
    isFlat = found.shape.count == 1
    isTransposed = !isFlat && shape[0] < shape[1]
    let leads = min(shape[0], shape[1])
    let names =
      dataset == "tracings" && leads == 12 ? LeadName.standard12 : (0..<leads).map { "signal \($0)" }
    let base = FileAccess.stem(of: file)
    description = RecordDescription(
      name: slice.map { "\(base)#\($0)" } ?? base, rate: options.rate,
      sampleCount: leads == 0 ? 0 : max(shape[0], shape[1]),
      channels: names.map { RecordDescription.Channel(name: $0) }, remarks: remarks)
  }

  func raw(frames: Range<Int>, channels: [Int]) throws(WaveformError) -> Reading<RawSignal> {
    let width = description.channels.count
    guard !frames.isEmpty, !channels.isEmpty else {
      return Reading(values: channels.map { RawSignal(channel: description.channels[$0], values: .reals([])) })
    }
    try SampleAllowance.check(frames.count, channels: width, bytes: FileAccess.size(path), file: path)
    let prefix = slice.map { [$0..<$0 + 1] } ?? []
    let plane = isFlat ? [frames] : isTransposed ? [0..<width, frames] : [frames, 0..<width]
    let numbers = try HDF5File.read(path, dataset, prefix + plane)
    let signals = channels.map { channel in
      let values = frames.indices.map { index in
        let place = index - frames.lowerBound
        return numbers[isTransposed ? channel * frames.count + place : place * width + channel]
      }
      return RawSignal(channel: description.channels[channel], values: .reals(values))
    }
    return Reading(values: signals)
  }
}
