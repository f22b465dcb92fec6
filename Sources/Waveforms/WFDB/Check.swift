import Interchange

/// A signal's first sample and sum, as counted while decoding, beside what the header says.
struct Check: Sendable, Equatable {
  private(set) var first: Int32?
  private var sum: UInt32 = 0

  /// The sum of all samples modulo 65536, signed as in headers.
  var checksum: Int16 { Int16(truncatingIfNeeded: sum) }

  /// Counts samples in; those from sample `limit` on are none of the record's.
  mutating func add(_ samples: UnsafeBufferPointer<Int32>, first start: Int, limit: Int) {
    let end = min(samples.count, limit - start)
    guard end > 0 else { return }
    if start == 0 { first = samples[0] }
    var total: UInt32 = 0
    for index in 0..<end { total = total &+ UInt32(bitPattern: samples[index]) }
    sum = sum &+ total
  }

  /// Counts in samples that were summed while they were scaled.
  mutating func add(first value: Int32?, sum part: UInt32) {
    if first == nil { first = value }
    sum = sum &+ part
  }

  /// Returns what does not match the header.
  func mismatches(with signal: WFDBHeader.Signal, file: String) -> [WaveformError] {
    guard let first else { return [] }
    var result: [WaveformError] = []
    if let expected = signal.initialValue, expected != Int(first), !signal.format.isDifference {
      result.append(
        WaveformError(
          file: file, line: signal.line, field: "initial value", found: "\(first)", expected: "\(expected)",
          message: "the first sample is not the one that the header says"))
    }
    // Who does not add up writes 0, as the Challenge of 2017 does.
    if let expected = signal.checksum, expected != 0, Int16(truncatingIfNeeded: expected) != checksum {
      result.append(
        WaveformError(
          file: file, line: signal.line, field: "checksum", found: "\(checksum)",
          expected: "\(Int16(truncatingIfNeeded: expected))",
          message: "the samples do not add up to the header's checksum"))
    }
    return result
  }
}
