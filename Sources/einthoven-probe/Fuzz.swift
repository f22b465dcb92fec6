import Interchange
import ReaderTrials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The number of the input that is being read, for the handler of fatal signals.
nonisolated(unsafe) private var currentInput = 0

/// Feeds readers damaged files until told to stop; a trap, a hang or a large allocation ends the process.
enum Fuzz {
  static func run(_ arguments: [String]) -> Int32 {
    var inputs = 1_000_000
    var first = 0
    var seed: UInt64 = 1
    var fixtures = "Tests/WaveformsTests/Fixtures"
    var names: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--inputs": inputs = rest.popFirst().flatMap(Int.init) ?? inputs
      case "--from": first = rest.popFirst().flatMap(Int.init) ?? first
      case "--seed": seed = rest.popFirst().flatMap(UInt64.init) ?? seed
      case "--fixtures": fixtures = rest.popFirst() ?? fixtures
      default: names.append(argument)
      }
    }
    do {
      let scratch = try scratchFolder()
      defer { remove(scratch) }
      let trials =
        try ReaderTrial.all(fixtures: fixtures) + ReaderTrial.checkpoints()
        + ReaderTrial.cohorts(scratch: scratch)
      let wanted = names.isEmpty ? trials : trials.filter { names.contains($0.name) }
      guard !wanted.isEmpty else {
        print("readers: " + trials.map(\.name).joined(separator: " "))
        return 2
      }
      limitMemory()
      for trial in wanted { run(trial, first..<first + inputs, seed) }
      return 0
    } catch {
      print("\(error)")
      return 1
    }
  }

  private static func run(_ trial: ReaderTrial, _ inputs: Range<Int>, _ seed: UInt64) {
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGALRM, SIGFPE] { signal(number, report) }
    let clock = ContinuousClock()
    var slowest = Duration.zero
    var outcome = ReaderTrial.Outcome()
    let time = clock.measure {
      for start in stride(from: inputs.lowerBound, to: inputs.upperBound, by: 1000) {
        // A thousand inputs take milliseconds; one that does not end is a fault.
        alarm(20)
        let range = start..<min(start + 1000, inputs.upperBound)
        var part = ReaderTrial.Outcome()
        let lap = clock.measure { part = trial.run(inputs: range, seed: seed) { currentInput = $0 } }
        slowest = max(slowest, lap)
        outcome.read += part.read
        outcome.refused += part.refused
      }
    }
    alarm(0)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print(
      "\(trial.name): \(inputs.count) inputs, \(outcome.read) read, \(outcome.refused) refused, no fault; "
        + "\(time), slowest thousand \(slowest), at most \(usage.ru_maxrss / 1024) MB")
  }

  /// Makes a folder for damaged files, in memory where the system has such a place.
  private static func scratchFolder() throws -> String {
    let base = FileAccess.kind("/dev/shm") == .folder ? "/dev/shm" : "/tmp"
    let folder = "\(base)/einthoven-fuzz-\(getpid())"
    try AtomicFile.makeFolder(folder)
    return folder
  }

  private static func remove(_ folder: String) {
    guard let content = try? FileAccess.list(folder) else { return }
    for file in content.files { unlink("\(folder)/\(file)") }
    for inner in content.folders { remove("\(folder)/\(inner)") }
    rmdir(folder)
  }

  /// An allocation out of all proportion fails, and so shows.
  private static func limitMemory() {
    var limit = rlimit(rlim_cur: 1 << 30, rlim_max: 1 << 30)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(UInt32(RLIMIT_AS.rawValue)), &limit)
    #else
      setrlimit(RLIMIT_AS, &limit)
    #endif
  }
}

/// Says which input it was, and dies of the same signal.
private func report(_ number: Int32) {
  var digits: [UInt8] = Array("\nfault at input ".utf8)
  digits += Array(String(currentInput).utf8)
  digits += Array(" signal \(number)\n".utf8)
  _ = digits.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  signal(number, SIG_DFL)
  raise(number)
}
