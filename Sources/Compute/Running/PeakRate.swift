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

  /// The instruction set that the kernels use.
  public static var instructions: String {
    switch ek_current_isa() {
    case EK_AVX512: "AVX-512"
    case EK_AVX2: "AVX2"
    default: "portable"
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
