import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Fresh memory for large results.
package enum FreshMemory {
  /// Makes the allocator keep up to 256 MB of what is freed, for the next large result; for programs, not for libraries.
  ///
  /// Otherwise a program that reads one recording after another gives each one's memory back to the system and asks for
  /// as much again, which costs more than reading.
  package static func keepFreed() {
    ek_keep_freed()
  }

  /// Asks the system for all pages of a large block at once.
  ///
  /// Otherwise each page of four kilobytes is asked for by itself when it is first written, which costs more than
  /// decoding what goes into it. A system that does not know the request loses nothing.
  package static func prepare(_ block: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      guard block.count >= 1 << 18, let base = block.baseAddress else { return }
      let start = (UInt(bitPattern: base) + 4095) & ~4095
      let end = (UInt(bitPattern: base) + UInt(block.count)) & ~4095
      guard let first = UnsafeMutableRawPointer(bitPattern: start), end > start else { return }
      let populateForWriting: Int32 = 23
      let hugePages: Int32 = 14
      _ = madvise(first, Int(end - start), hugePages)
      _ = madvise(first, Int(end - start), populateForWriting)
    #endif
  }
}
