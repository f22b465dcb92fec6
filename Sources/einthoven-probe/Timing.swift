import Interchange
import Waveforms

/// Times decoding from memory to leads in millivolts, on one thread.
enum Timing {
  static func run(_ arguments: [String]) -> Int32 {
    do {
      if arguments.isEmpty { for format in [212, 16] { try synthetic(format) } }
      for path in arguments { try folder(path) }
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }

  /// Decodes a record of half an hour with two signals, and one of ten seconds with twelve.
  private static func synthetic(_ format: Int) throws {
    for (signals, samples) in [(2, 650_000), (12, 5000)] {
      let count = signals * samples
      let size = format == 212 ? count / 2 * 3 : count * 2
      var state: UInt32 = 1
      let bytes = (0..<size).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24)
      }
      var header = "a \(signals) 360 \(samples)\n"
      for index in 0..<signals { header += "a.dat \(format) 200 12 0 0 0 0 lead\(index)\n" }
      let folder = RecordFolder.memory(["a.hea": Array(header.utf8), "a.dat": bytes])
      let reader = try RecordReader("a.hea", in: folder)
      let rounds = max(3, 100_000_000 / size)
      var best = Duration.seconds(1000)
      let clock = ContinuousClock()
      for _ in 0..<5 {
        let time = try clock.measure {
          for _ in 0..<rounds { _ = try reader.read() }
        }
        best = min(best, time / rounds)
      }
      print("format \(format), \(signals) × \(samples): \(Double(size) / (best / .seconds(1)) / 1e9) GB/s of file")
    }
  }

  private static func folder(_ path: String) throws {
    let clock = ContinuousClock()
    let files = try RecordListing.records(at: path)
    var samples = 0
    let time = try clock.measure {
      for file in files { samples += try RecordReader(file).read().sampleCount }
    }
    print("\(path): \(files.count) records, \(samples) samples in \(time / .seconds(1)) s")
  }
}
