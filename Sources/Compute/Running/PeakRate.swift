import CKernels

/// How fast this machine multiplies and adds when nothing else is asked of it.
public enum PeakRate {
  private final class Loop: ParallelWork {
    var operations: [Double]
    init(_ threads: Int) { operations = [Double](repeating: 0, count: threads) }
    override func perform(part: Int, worker: Int) {
      var sink: Float = 0
      let done = ek_peak_loop(Loop.iterations, &sink)
      operations.withUnsafeMutableBufferPointer { $0[part] = done }
    }
    static let iterations: Int64 = 20000
  }

  /// Returns the best rate of several short runs on so many threads, in GFLOP/s.
  public static func measure(threads: Int) -> Double {
    let workers = Workers(count: threads)
    let loop = Loop(workers.count)
    let clock = ContinuousClock()
    return (0..<5).map { _ in
      let start = clock.now
      workers.run(workers.count, loop)
      return loop.operations.reduce(0, +) / ((clock.now - start) / .seconds(1)) / 1e9
    }.max() ?? 0
  }
}
