#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs another program, and hears what it says meanwhile.
package enum ChildProcess {
  /// Which of its two ways out is listened to; what goes the other way is lost.
  package enum Voice: Sendable { case output, errors }

  /// Returns the code with which a program ended, 128 and the signal's number when a signal ended it, or nothing when it
  /// could not be started.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked several times a second; the program is told to end when it says so.
  ///   - hear: Takes what was said, piece by piece; the program is told to end when it returns false.
  package static func run(
    _ name: String, _ arguments: [String], hearing voice: Voice = .output, shouldStop: () -> Bool = { false },
    _ hear: ([UInt8]) -> Bool = { _ in true }
  ) -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    let child = start(name, arguments, voice, ends[1])
    close(ends[1])
    guard let child else { return nil }
    listen(to: ends[0], child, shouldStop, hear)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return nil } }
    // The low seven bits are the signal that ended it, if one did.
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  private static func start(_ name: String, _ arguments: [String], _ voice: Voice, _ pipe: Int32) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A thread that blocks signals would bring up a child that cannot be told to end.
    #if canImport(Darwin)
      var attributes: posix_spawnattr_t?
    #else
      var attributes = posix_spawnattr_t()
    #endif
    guard posix_spawnattr_init(&attributes) == 0 else { return nil }
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let (heard, lost) = voice == .output ? (STDOUT_FILENO, STDERR_FILENO) : (STDERR_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, lost, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, pipe, heard)
    var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    return posix_spawnp(&child, name, &actions, &attributes, words, environ) == 0 ? child : nil
  }

  private static func listen(to pipe: Int32, _ child: pid_t, _ shouldStop: () -> Bool, _ hear: ([UInt8]) -> Bool) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var (isStopped, isHeard) = (false, true)
    while true {
      if !isStopped && shouldStop() {
        isStopped = true
        kill(child, SIGTERM)
      }
      var end = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      guard poll(&end, 1, 200) > 0 else { continue }
      let got = buffer.withUnsafeMutableBytes { read(pipe, $0.baseAddress, $0.count) }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { return }
      // What was said before the end counts.
      if isHeard && !hear(Array(buffer[..<got])) {
        (isStopped, isHeard) = (true, false)
        kill(child, SIGTERM)
      }
    }
  }
}
