import Cohorts
import Compute
import Interchange

/// What this machine does in half a minute: the engine's cases, reading a record, and an answer from start to end.
public struct Bench: Sendable {
  /// How many threads work on a case.
  public var threads: Int
  /// About how long each thing is timed.
  public var seconds: Double
  /// The program whose whole run is timed; without one, none is.
  public var program: String?

  /// Creates a bench; on as many threads as there are processors when nothing is said.
  public init(threads: Int? = nil, seconds: Double = 0.4, program: String? = nil) {
    (self.threads, self.seconds, self.program) = (threads ?? Parallel.processors, seconds, program)
  }

  /// How many things are timed.
  public var count: Int { SpeedCase.table.count + RecordSpeed.things }

  /// Times all, and reports each as it is done.
  public func run(report: (_ done: Int) -> Void = { _ in }, shouldStop: () -> Bool = { false }) throws(FileError)
    -> BenchResult?
  {
    // On a busy machine the first look may fall into a bad moment: the best of several is the machine's.
    var peak = PeakRate.measure(threads: threads)
    var rows: [SpeedRow] = []
    for (network, mode, batch) in SpeedCase.table {
      if shouldStop() { return nil }
      let what = SpeedCase(network: network, mode: mode, batch: batch, threads: threads, seconds: seconds)
      rows.append(SpeedRow(timing: what, peak: peak))
      peak = max(peak, PeakRate.measure(threads: threads))
      report(rows.count)
    }
    for index in rows.indices { rows[index].percentOfPeak = 100 * rows[index].gflops / peak }
    if shouldStop() { return nil }
    let record = try RecordSpeed(seconds: seconds, program: program)
    report(count)
    return BenchResult(
      threads: threads, instructions: PeakRate.instructions, peak: peak, rows: rows, record: record)
  }
}

/// What a bench found.
public struct BenchResult: Codable, Sendable {
  /// How many threads worked.
  public let threads: Int
  /// The instruction set in use.
  public let instructions: String
  /// The rate of multiplying and adding alone on as many threads, in GFLOP/s.
  public let peak: Double
  /// The engine's cases.
  public let rows: [SpeedRow]
  /// Reading and answering.
  public let record: RecordSpeed

  /// All of it as one line of JSON.
  public func json() throws -> String { try JSONTextEncoder.text(of: self).line }
}
