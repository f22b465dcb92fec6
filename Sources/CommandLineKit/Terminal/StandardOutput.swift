import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The output of the process, with a memory of what could not be written: the C library forgets it.
final class StandardOutput: Sendable {
  static let shared = StandardOutput(STDOUT_FILENO)

  private struct State {
    var waiting: [UInt8] = []
    var failure: Int32?
  }

  private let state = Mutex(State())
  private let descriptor: Int32
  /// Bytes that wait to be written together; a terminal sees each text at once.
  private let room: Int

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    room = isatty(descriptor) == 1 ? 0 : 1 << 16
  }

  func write(_ text: String) {
    state.withLock { state in
      state.waiting += text.utf8
      if state.waiting.count > room { empty(&state) }
    }
  }

  /// Writes what waits; returns the first reason why something could not be written, or nothing.
  @discardableResult
  func flush() -> Int32? {
    state.withLock { state in
      empty(&state)
      return state.failure
    }
  }

  private func empty(_ state: inout State) {
    if state.failure == nil { state.failure = writeAll(state.waiting, to: descriptor) }
    state.waiting.removeAll(keepingCapacity: true)
  }
}

/// Writes all bytes; returns the reason why not, or nothing.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
  var done = 0
  while done < bytes.count {
    let got = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
    if got < 0 && errno == EINTR { continue }
    if got <= 0 { return errno }
    done += got
  }
  return nil
}
