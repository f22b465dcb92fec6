#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C: the first asks the work to stop where it can be resumed, the second ends the program at once.
package enum Interrupt {
  /// Whether Ctrl-C was pressed since `watch()`.
  package static var isRequested: Bool { isRaised() }

  /// Watches for Ctrl-C, and for being told to end; says then whether the same command will go on where it stopped.
  package static func watch(goesOn: Bool = true) {
    isResumable = goesOn ? 1 : 0
    signal(SIGINT, raised)
    signal(SIGTERM, raised)
  }

  /// Throws if Ctrl-C was pressed, with what is left and how to go on.
  package static func check(_ message: @autoclosure () -> String = "interrupted") throws(Interrupted) {
    if isRequested { throw Interrupted(message()) }
  }
}

// What a handler may touch is little: one number of C's own kind, `write` and `_exit`.
nonisolated(unsafe) private var isPending: sig_atomic_t = 0
nonisolated(unsafe) private var isResumable: sig_atomic_t = 1

@inline(never) @_optimize(none)
private func isRaised() -> Bool { isPending != 0 }

private let raised: @convention(c) @Sendable (Int32) -> Void = { _ in
  if isPending != 0 { _exit(Exit.interrupted.rawValue) }
  isPending = 1
  let text: StaticString =
    isResumable != 0
    ? "\nStopping where it can go on later; Ctrl-C again stops at once.\n"
    : "\nStopping after this record; Ctrl-C again stops at once.\n"
  _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
}
