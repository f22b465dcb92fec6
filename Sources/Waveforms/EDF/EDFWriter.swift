import Interchange

/// Writes EDF files: 16 bits a sample, data records of one length.
enum EDFWriter {
  /// Writes a record; the numbers stay what they are, and mean the same where eight characters can say it.
  ///
  /// - Throws: When a sample is missing or has more than 16 bits: EDF can say neither.
  static func write(_ record: StoredRecord, to path: String) throws(WaveformError) -> Set<ConversionLoss> {
    let count = record.samples.first?.count ?? 0
    var losses: Set<ConversionLoss> = []
    guard count > 0, record.samples.count < 10_000 else {
      throw WaveformError(file: path, expected: "samples", message: "EDF cannot hold an empty record")
    }
    for (signal, numbers) in zip(record.header.signals, record.samples) {
      let name = signal.description ?? "signal"
      if let place = numbers.firstIndex(of: StoredRecord.missing) {
        throw WaveformError(
          file: path, field: name, found: "sample \(place) missing", expected: "every sample",
          message: "EDF has no mark for missing samples; choose WFDB")
      }
      if let wide = numbers.first(where: { Int16(exactly: $0) == nil }) {
        throw WaveformError(
          file: path, field: name, found: "\(wide)", expected: "16 bits", message: "EDF holds 16 bits; choose WFDB")
      }
    }
    let block = Block(count: count, rate: record.header.rate, signals: record.samples.count)
    let records = (count + block.count - 1) / block.count
    if records * block.count != count { losses.insert(.padding) }
    var scales: [Scale] = []
    for (signal, numbers) in zip(record.header.signals, record.samples) {
      guard let scale = Scale(signal, numbers) else {
        throw WaveformError(
          file: path, field: signal.description ?? "signal", found: "\(signal.gain) steps/\(signal.units)",
          expected: "a scale whose ends eight characters can say",
          message: "EDF cannot say what the numbers mean; choose WFDB")
      }
      scales.append(scale)
    }
    if !scales.allSatisfy(\.isExact) { losses.insert(.rounding) }
    if !record.header.comments.isEmpty { losses.insert(.comments) }
    var bytes = header(record, block, scales, records)
    bytes.reserveCapacity(bytes.count + 2 * records * block.count * record.samples.count)
    for start in stride(from: 0, to: count, by: block.count) {
      for numbers in record.samples {
        for index in start..<start + block.count {
          withUnsafeBytes(of: Int16(truncatingIfNeeded: numbers[min(index, count - 1)]).littleEndian) { bytes += $0 }
        }
      }
    }
    try AtomicFile.write(bytes, to: path)
    return losses
  }

  private static func header(_ record: StoredRecord, _ block: Block, _ scales: [Scale], _ records: Int) -> [UInt8] {
    let signals = record.header.signals
    let start = record.header.start
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    let second = Int(start.secondOfDay ?? 0)
    let date = [start.day ?? 1, start.month ?? 1, (start.year ?? 1985) % 100].map(two).joined(separator: ".")
    let time = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ".")
    var text = field("0", 8) + field("X X X X", 80) + field(record.header.name, 80) + field(date, 8) + field(time, 8)
    text += field("\(256 * (signals.count + 1))", 8) + field("", 44) + field("\(records)", 8)
    text += field(block.duration, 8) + field("\(signals.count)", 4)
    func column(_ width: Int, _ value: (Int) -> String) {
      for index in signals.indices { text += field(value(index), width) }
    }
    column(16) { signals[$0].description ?? "signal \($0)" }
    column(80) { _ in "" }
    column(8) { signals[$0].units }
    column(8) { scales[$0].physical.low }
    column(8) { scales[$0].physical.high }
    column(8) { "\(scales[$0].digital.lowerBound)" }
    column(8) { "\(scales[$0].digital.upperBound)" }
    column(80) { _ in "" }
    column(8) { _ in "\(block.count)" }
    column(32) { _ in "" }
    return text
  }

  /// Returns a text of so many bytes; EDF knows printable ASCII alone.
  private static func field(_ text: String, _ width: Int) -> [UInt8] {
    let bytes = text.unicodeScalars.map { (32..<127).contains($0.value) ? UInt8($0.value) : 63 }.prefix(width)
    return bytes + [UInt8](repeating: 32, count: width - bytes.count)
  }

  /// How many samples a data record has, and how long it is.
  private struct Block {
    var count: Int
    var duration: String

    /// Takes a second where that cuts the recording evenly, else what cuts it evenly and can be said in eight characters.
    init(count total: Int, rate: Double, signals: Int) {
      func said(_ count: Int) -> String? {
        let text = EDFWriter.shown(Double(count) / rate)
        guard text.utf8.count <= 8, let back = Double(text), Double(count) / back == rate else { return nil }
        return text
      }
      let second = max(1, Int(min(rate.rounded(), 1e6)))
      // Readers are told to expect at most 61 440 bytes a data record.
      let most = max(second, min(total, 30_720 / max(signals, 1)))
      let even = (1...most).filter { total % $0 == 0 && said($0) != nil }
      let best = even.contains(second) ? second : even.last
      count = best ?? second
      duration = said(count) ?? String(EDFWriter.shown(Double(count) / rate).prefix(8))
    }
  }

  /// What the ends of the stored numbers mean.
  private struct Scale {
    var digital: ClosedRange<Int>
    var physical: (low: String, high: String)
    /// Whether a reader finds the very gain and baseline.
    var isExact: Bool

    init?(_ signal: WFDBHeader.Signal, _ numbers: [Int32]) {
      let (low, high) = (Int(numbers.min() ?? 0), Int(numbers.max() ?? 0))
      // Ends on whole units say gain and baseline exactly: baseline ± gain · units.
      for units in stride(from: 32_767, through: 1, by: -1) {
        guard let step = Int(exactly: signal.gain * Double(units)), (1...65_535).contains(step) else { continue }
        let ends = (signal.baseline - step, signal.baseline + step)
        if ends.0 < -32_768 || ends.1 > 32_767 { continue }
        guard ends.0 <= low, ends.1 >= high else { break }
        (digital, physical, isExact) = (ends.0...ends.1, ("-\(units)", "\(units)"), true)
        return
      }
      digital = -32_768...32_767
      let ends = [-32_768, 32_767].map { Double($0 - signal.baseline) / signal.gain }
      guard ends.allSatisfy({ abs($0) < 1e8 }) else { return nil }
      physical = (String(EDFWriter.shown(ends[0]).prefix(8)), String(EDFWriter.shown(ends[1]).prefix(8)))
      guard let low = Double(physical.low), let high = Double(physical.high) else { return nil }
      let gain = 65_535 / (high - low)
      // What is cut off may round a scale, not make another of it.
      guard abs(gain / signal.gain - 1) < 0.001 else { return nil }
      isExact = gain == signal.gain && -32_768 - low * gain == Double(signal.baseline)
    }
  }

  /// Returns a number without exponent and without a useless ".0".
  static func shown(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return "\(whole)" }
    let text = "\(value)"
    guard text.contains("e") else { return text }
    let millionths = Int((value * 1e6).rounded())
    let digits = "\(abs(millionths))"
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    return (millionths < 0 ? "-" : "") + padded.dropLast(6) + "." + padded.suffix(6)
  }
}
