import Foundation
import Waveforms

/// The recordings that Scripts/fixtures/make_waveform_fixtures.py made.
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Fixtures"

  static func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// The formula of every signal there: sample `i` of signal `c`.
  static func value(_ i: Int, _ c: Int) -> Int32 { Int32((37 * i + 101 * c) % 200 - 100) }

  /// The integers of a record's signals, whose missing samples are nil.
  static func integers(_ reader: RecordReader, frames: Range<Int>? = nil) throws -> [[Int32?]] {
    try reader.raw(frames: frames).map { signal in
      guard case .integers(let numbers, let missing) = signal.values else { return [] }
      return numbers.map { $0 == missing ? nil : $0 }
    }
  }

  /// Opens a record of one header and files in memory.
  static func open(
    _ header: String, _ files: [String: [UInt8]] = [:], options: RecordReader.Options = .init()
  ) throws(WaveformError) -> RecordReader {
    var all = files
    all["r.hea"] = Array(header.utf8)
    return try RecordReader("r.hea", in: .memory(all), options: options)
  }

  /// The bytes of samples in format 16.
  static func bytes16(_ samples: [Int16]) -> [UInt8] {
    samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }
}
