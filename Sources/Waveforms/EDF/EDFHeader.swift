import Interchange

/// The header of an EDF, EDF+ or BDF file.
struct EDFHeader: Sendable {
  /// One signal of the file.
  struct Signal: Sendable {
    var label: String
    var units: String
    var gain: Double
    var baseline: Double
    /// Samples in a data record.
    var count: Int
    /// Where they begin in a data record, in samples.
    var start: Int
    var isAnnotation: Bool
  }

  let isBDF: Bool
  let isDiscontinuous: Bool
  let comments: [String]
  let start: RecordStart
  let headerBytes: Int
  /// The number of data records, or nothing when the header does not know it.
  let recordCount: Int?
  /// A data record's length in seconds.
  let duration: Double
  let signals: [Signal]
  /// Samples of all signals in a data record.
  let recordSize: Int
  var remarks: [WaveformError] = []

  var sampleBytes: Int { isBDF ? 3 : 2 }

  init(_ name: String, in folder: RecordFolder) throws(WaveformError) {
    let path = folder.path(name)
    let size = try folder.size(name)
    var fields = Fields(bytes: try folder.read(name, 0..<min(256, size)), file: path)
    let version = try fields.next(8, "version")
    isBDF = version.first == 0xFF && version.dropFirst().elementsEqual("BIOSEMI".utf8)
    guard isBDF || Text.string(Text.trimmed(version)) == "0" else {
      throw WaveformError(
        file: path, field: "version", found: Text.string(version), expected: "0 or BIOSEMI",
        message: "this is no EDF file")
    }
    comments = [
      Text.string(Text.trimmed(try fields.next(80, "patient"))),
      Text.string(Text.trimmed(try fields.next(80, "recording"))),
    ].filter { !$0.isEmpty }
    start = EDFHeader.start(try fields.next(8, "start date"), try fields.next(8, "start time"))
    headerBytes = try fields.integer(8, "header bytes", in: 256...Int.max)
    let reserved = Text.string(try fields.next(44, "reserved"))
    isDiscontinuous = reserved.hasPrefix("EDF+D") || reserved.hasPrefix("BDF+D")
    let records = try fields.integer(8, "number of data records", in: -1...Int.max)
    recordCount = records < 0 ? nil : records
    duration = try fields.number(8, "duration of a data record")
    let count = try fields.integer(4, "number of signals", in: 0...9999)
    guard headerBytes >= 256 * (count + 1), headerBytes <= size, duration >= 0 else {
      throw WaveformError(
        file: path, field: "header bytes", found: "\(headerBytes) of \(size), duration \(duration)",
        expected: "\(256 * (count + 1))", message: "the header does not fit its signals or the file")
    }
    var columns = Fields(bytes: try folder.read(name, 256..<256 * (count + 1)), file: path)
    (signals, remarks) = try EDFHeader.signals(&columns, count, path)
    recordSize = signals.reduce(0) { $0 + $1.count }
  }

  private static func signals(
    _ fields: inout Fields, _ count: Int, _ file: String
  ) throws(WaveformError) -> ([Signal], [WaveformError]) {
    let labels = try fields.column(16, count, "label")
    _ = try fields.column(80, count, "transducer")
    let units = try fields.column(8, count, "physical dimension")
    let limits = try [
      fields.numbers(8, count, "physical minimum"), fields.numbers(8, count, "physical maximum"),
      fields.numbers(8, count, "digital minimum"), fields.numbers(8, count, "digital maximum"),
    ]
    _ = try fields.column(80, count, "prefiltering")
    var result: [Signal] = []
    var remarks: [WaveformError] = []
    var start = 0
    for index in 0..<count {
      let samples = try fields.integer(8, "samples in a data record", in: 0...0xFF_FFFF)
      var signal = Signal(
        label: labels[index], units: units[index], gain: 1, baseline: 0, count: samples, start: start,
        isAnnotation: labels[index] == "EDF Annotations" || labels[index] == "BDF Annotations")
      let physical = limits[1][index] - limits[0][index]
      let gain = (limits[3][index] - limits[2][index]) / physical
      if gain.isFinite, gain != 0 {
        signal.gain = gain
        signal.baseline = limits[2][index] - limits[0][index] * gain
      } else if !signal.isAnnotation {
        remarks.append(
          WaveformError(
            file: file, field: "physical minimum of \(labels[index])", found: "\(limits.map { $0[index] })",
            expected: "two different ends", message: "the signal's scale is unknown; its numbers are left as stored"))
      }
      start += samples
      result.append(signal)
    }
    return (result, remarks)
  }

  private static func start(_ date: ArraySlice<UInt8>, _ time: ArraySlice<UInt8>) -> RecordStart {
    var start = RecordStart()
    let day = date.split(separator: 46).compactMap(Text.integer)
    if day.count == 3, (1...31).contains(day[0]), (1...12).contains(day[1]), (0...99).contains(day[2]) {
      (start.day, start.month, start.year) = (day[0], day[1], day[2] + (day[2] < 85 ? 2000 : 1900))
    }
    let clock = time.split(separator: 46).compactMap(Text.integer)
    if clock.count == 3, clock.allSatisfy((0...60).contains) {
      start.secondOfDay = Double(clock[0] * 3600 + clock[1] * 60 + clock[2])
    }
    return start
  }
}

/// Text fields of fixed width, one after another.
private struct Fields {
  let bytes: [UInt8]
  let file: String
  private var reader: ByteReader

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    reader = ByteReader(bytes, file: file)
  }

  mutating func next(_ width: Int, _ field: String) throws(WaveformError) -> ArraySlice<UInt8> {
    bytes[try reader.take(width, field)]
  }

  mutating func number(_ width: Int, _ field: String) throws(WaveformError) -> Double {
    let text = Text.trimmed(try next(width, field), of: [32, 0])
    guard let value = Text.number(text) else {
      throw WaveformError(
        file: file, field: field, found: Text.string(text), expected: "a number", message: "the \(field) is not valid")
    }
    return value
  }

  mutating func integer(_ width: Int, _ field: String, in range: ClosedRange<Int>) throws(WaveformError) -> Int {
    let text = Text.trimmed(try next(width, field), of: [32, 0])
    guard let value = Text.integer(text), range.contains(value) else {
      throw WaveformError(
        file: file, field: field, found: Text.string(text), expected: Text.integer(in: range),
        message: "the \(field) is not valid")
    }
    return value
  }

  mutating func column(_ width: Int, _ count: Int, _ field: String) throws(WaveformError) -> [String] {
    var result: [String] = []
    for _ in 0..<count { result.append(Text.string(Text.trimmed(try next(width, field), of: [32, 0]))) }
    return result
  }

  mutating func numbers(_ width: Int, _ count: Int, _ field: String) throws(WaveformError) -> [Double] {
    var result: [Double] = []
    for _ in 0..<count { result.append(try number(width, field)) }
    return result
  }
}
