import Interchange
import Waveforms

/// Times reading whole records, from files in the page cache to leads in millivolts, on one thread.
enum Timing {
  static func run(_ paths: [String]) -> Int32 {
    do {
      for path in paths { try time(path) }
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }

  /// Prints the record's bytes and the least time of a second's worth of rounds.
  private static func time(_ path: String) throws {
    let clock = ContinuousClock()
    let size = try FileAccess.size(path + ".dat")
    var best = Duration.seconds(1000)
    let begin = clock.now
    while clock.now - begin < .seconds(1) {
      let time = try clock.measure { _ = try RecordReader(path).read() }
      best = min(best, time)
    }
    print("\(path)\t\(size) bytes\t\(best / .seconds(1)) s")
  }
}
