#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A block of floats of its own, zeroed, aligned to cache lines.
package final class Block: @unchecked Sendable {
  package let base: UnsafeMutablePointer<Float>
  package let count: Int

  package init(_ count: Int) {
    demand(count >= 0, "a block cannot have \(count) floats")
    // A spare line at the end, so that an empty block still has an address.
    let bytes = (count + 32) * MemoryLayout<Float>.stride / 64 * 64
    guard let memory = aligned_alloc(64, bytes) else { fatalError("no memory for \(bytes) bytes") }
    memset(memory, 0, bytes)
    base = memory.bindMemory(to: Float.self, capacity: bytes / MemoryLayout<Float>.stride)
    self.count = count
  }

  deinit { free(base) }
}
