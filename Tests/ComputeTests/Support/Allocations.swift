#if canImport(Glibc) && (arch(x86_64) || arch(arm64))
  import Glibc
  import Synchronization

  /// Counts what is taken from the heap, on all threads, while it is told to.
  ///
  /// Every library calls an allocator by way of a table of addresses that the loader filled. `watch` puts counting
  /// functions there, which hand on to what stood there before (a sanitizer's, where there is one). It is for a process
  /// of its own: an exit test.
  enum Allocations {
    fileprivate typealias One = @convention(c) (Int) -> UnsafeMutableRawPointer?
    fileprivate typealias Two = @convention(c) (Int, Int) -> UnsafeMutableRawPointer?
    fileprivate typealias Again = @convention(c) (UnsafeMutableRawPointer?, Int) -> UnsafeMutableRawPointer?
    fileprivate typealias Into =
      @convention(c) (UnsafeMutablePointer<UnsafeMutableRawPointer?>, Int, Int) -> CInt

    /// What stood in the tables before; written once, before anything is counted.
    fileprivate struct Behind {
      var malloc: One = { Glibc.malloc($0) }
      var calloc: Two = { Glibc.calloc($0, $1) }
      var realloc: Again = { Glibc.realloc($0, $1) }
      var aligned: Two = { Glibc.aligned_alloc($0, $1) }
      var posix: Into = { Glibc.posix_memalign($0, $1, $2) }
    }
    nonisolated(unsafe) fileprivate static var behind = Behind()
    fileprivate static let isCounting = Atomic<Bool>(false)
    fileprivate static let count = Atomic<Int>(0)

    /// Returns how many blocks were asked for while `body` ran, by it or by anything else in the process.
    static func during(_ body: () -> Void) -> Int {
      count.store(0, ordering: .sequentiallyConsistent)
      isCounting.store(true, ordering: .sequentiallyConsistent)
      body()
      isCounting.store(false, ordering: .sequentiallyConsistent)
      return count.load(ordering: .sequentiallyConsistent)
    }

    fileprivate static func note() {
      if isCounting.load(ordering: .relaxed) { count.add(1, ordering: .relaxed) }
    }

    /// False under a sanitizer, whose allocators the tests' own program calls without a table.
    static var seesAll: Bool { dlsym(nil, "__asan_init") == nil && dlsym(nil, "__tsan_init") == nil }

    /// Puts the counting functions into the tables of everything that is loaded.
    static func watch() {
      let old = { (name: String) in dlsym(nil, name) }
      behind = Behind(
        malloc: unsafeBitCast(old("malloc"), to: One?.self) ?? behind.malloc,
        calloc: unsafeBitCast(old("calloc"), to: Two?.self) ?? behind.calloc,
        realloc: unsafeBitCast(old("realloc"), to: Again?.self) ?? behind.realloc,
        aligned: unsafeBitCast(old("aligned_alloc"), to: Two?.self) ?? behind.aligned,
        posix: unsafeBitCast(old("posix_memalign"), to: Into?.self) ?? behind.posix)
      let counting: [String: UnsafeRawPointer] = [
        "malloc": unsafeBitCast(countedMalloc, to: UnsafeRawPointer.self),
        "calloc": unsafeBitCast(countedCalloc, to: UnsafeRawPointer.self),
        "realloc": unsafeBitCast(countedRealloc, to: UnsafeRawPointer.self),
        "aligned_alloc": unsafeBitCast(countedAligned, to: UnsafeRawPointer.self),
        "posix_memalign": unsafeBitCast(countedPosix, to: UnsafeRawPointer.self),
      ]
      var library = dlsym(nil, "_r_debug")?.assumingMemoryBound(to: r_debug.self).pointee.r_map
      while let here = library?.pointee {
        let name = here.l_name.map { String(cString: $0) } ?? ""
        // The loader and the C library keep to themselves.
        let isApart = ["/ld-linux", "/libc.so", "linux-vdso"].contains { name.contains($0) }
        if !isApart, let dynamic = UnsafeRawPointer(here.l_ld) { patch(dynamic, Int(here.l_addr), counting) }
        library = here.l_next
      }
    }

    /// Writes into one library's tables: `dynamic` is its list of (tag, value) pairs, `base` where it is loaded.
    private static func patch(_ dynamic: UnsafeRawPointer, _ base: Int, _ counting: [String: UnsafeRawPointer]) {
      var tags: [Int: Int] = [:]
      var at = dynamic
      while at.load(as: Int.self) != 0 {
        tags[at.load(as: Int.self)] = at.load(fromByteOffset: 8, as: Int.self)
        at += 16
      }
      let address = { (tag: Int) in
        tags[tag].flatMap { UnsafeRawPointer(bitPattern: $0 < base ? $0 + base : $0) }
      }
      // DT_STRTAB, DT_SYMTAB; then DT_JMPREL with DT_PLTRELSZ, DT_RELA with DT_RELASZ.
      guard let names = address(5), let symbols = address(6) else { return }
      for (table, size) in [(23, 2), (7, 8)] {
        guard let entries = address(table), let bytes = tags[size] else { continue }
        for entry in stride(from: 0, to: bytes, by: 24) {
          let offset = entries.load(fromByteOffset: entry, as: Int.self)
          let symbol = entries.load(fromByteOffset: entry + 8, as: Int.self) >> 32
          guard symbol > 0 else { continue }
          let name = Int(symbols.load(fromByteOffset: symbol * 24, as: UInt32.self))
          guard let function = counting[String(cString: (names + name).assumingMemoryBound(to: CChar.self))],
            let slot = UnsafeMutableRawPointer(bitPattern: base + offset)
          else { continue }
          let page = Int(sysconf(CInt(_SC_PAGESIZE)))
          let start = UnsafeMutableRawPointer(bitPattern: (base + offset) / page * page)
          guard mprotect(start, page, PROT_READ | PROT_WRITE) == 0 else { continue }
          slot.storeBytes(of: function, as: UnsafeRawPointer.self)
        }
      }
    }
  }

  private let countedMalloc: Allocations.One = { size in
    Allocations.note()
    return Allocations.behind.malloc(size)
  }
  private let countedCalloc: Allocations.Two = { count, size in
    Allocations.note()
    return Allocations.behind.calloc(count, size)
  }
  private let countedRealloc: Allocations.Again = { old, size in
    Allocations.note()
    return Allocations.behind.realloc(old, size)
  }
  private let countedAligned: Allocations.Two = { line, size in
    Allocations.note()
    return Allocations.behind.aligned(line, size)
  }
  private let countedPosix: Allocations.Into = { result, line, size in
    Allocations.note()
    return Allocations.behind.posix(result, line, size)
  }
#endif
