import CKernels

/// How fast this machine multiplies and adds when nothing else is asked of it.
public enum PeakRate {
  private final class Loop: ParallelWork {
    static let iterations: Int64 = 20000
    /// What each part did; several workers write, each its own.
    let operations: UnsafeMutableBufferPointer<Double>
    init(_ threads: Int) {
      operations = .allocate(capacity: threads)
      operations.initialize(repeating: 0)
    }
    deinit { operations.deallocate() }
    override func perform(part: Int, worker: Int) {
      var sink: Float = 0
      operations[part] = ek_peak_loop(Loop.iterations, &sink)
    }
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
