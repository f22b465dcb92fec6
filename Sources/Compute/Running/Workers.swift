import CKernels

/// Work that is done in parts by several workers.
package class ParallelWork {
  /// Does one part; `worker` tells whose memory it may use.
  package func perform(part: Int, worker: Int) {}
}

/// The package's own pool of threads: work is taken part by part, and the calling thread works too.
package final class Workers {
  private let pool: OpaquePointer
  /// How many threads there are, the calling one among them.
  package let count: Int

  /// Creates `count` workers, or as many as the machine has processors.
  package init(count: Int?) {
    let wanted = max(1, count ?? Int(ek_processors()))
    guard let pool = ek_pool_create(Int32(wanted)) ?? ek_pool_create(1) else { fatalError("no memory for workers") }
    self.pool = pool
    self.count = Int(ek_pool_workers(pool))
  }

  deinit { ek_pool_destroy(pool) }

  /// Performs every part in 0..<parts; returns when all are done. Nothing is allocated.
  package func run(_ parts: Int, _ work: ParallelWork) {
    if count == 1 || parts <= 1 {
      for part in 0..<max(0, parts) { work.perform(part: part, worker: 0) }
      return
    }
    ek_pool_run(pool, performPart, Unmanaged.passUnretained(work).toOpaque(), Int32(parts))
  }
}

/// Called on any thread, so it must belong to no actor.
private nonisolated let performPart: @convention(c) @Sendable (UnsafeMutableRawPointer?, Int32, Int32) -> Void = {
  context, part, worker in
  guard let context else { return }
  Unmanaged<ParallelWork>.fromOpaque(context)._withUnsafeGuaranteedRef {
    $0.perform(part: Int(part), worker: Int(worker))
  }
}
