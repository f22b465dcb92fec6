import Studies

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Prints the demonstration as it happens: a moving bar on a terminal, plain lines elsewhere.
final class DemoTeller {
  private let output: Int32
  private let isColoured: Bool
  private let moves: Bool
  private let begun = ContinuousClock.now
  private var trainingBegun = ContinuousClock.now
  private var lastDrawn = ContinuousClock.now

  /// Creates a teller of the story to the standard output, or to the standard error.
  init(toErrors: Bool) {
    output = toErrors ? STDERR_FILENO : STDOUT_FILENO
    let isTerminal = getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? false
    isColoured = isTerminal && isatty(output) == 1 && (getenv("NO_COLOR").map { $0[0] == 0 } ?? true)
    moves = isTerminal && isatty(STDERR_FILENO) == 1
  }

  /// Tells of one event.
  func tell(_ event: Demonstration.Event) {
    switch event {
    case .chapter(let title): say("\n" + (isColoured ? "\u{1B}[1;36m\(title)\u{1B}[0m" : title))
    case .line(let line): say(line.isEmpty ? "" : "   " + line)
    case .training(let name, let progress): show(name, progress)
    }
  }

  /// Tells where the files are.
  func end(_ folder: String) {
    say("\n\(folder)/: results.json, results.md, curves.csv. Time: \(shown(seconds(since: begun), places: 0)) s.")
  }

  private func show(_ name: String, _ progress: Fitting.Progress) {
    // The first step is warming up: the pace is that of the others.
    if progress.step == 1 { trainingBegun = .now }
    guard progress.step > 1 || progress.steps == 1 else { return }
    let isLast = progress.step == progress.steps
    if moves {
      guard isLast || seconds(since: lastDrawn) >= 0.1 else { return }
    } else {
      guard progress.step * 4 / progress.steps != (progress.step - 1) * 4 / progress.steps else { return }
    }
    lastDrawn = .now
    let time = max(1e-6, seconds(since: trainingBegun))
    let pace = Double(progress.step - 1) / time
    let share = progress.step * 20 / progress.steps
    let bar = String(repeating: "█", count: share) + String(repeating: "░", count: 20 - share)
    let left = Double(progress.steps - progress.step) / max(1e-6, pace)
    let text =
      "   \(name) \(moves ? bar : "\(progress.step * 100 / progress.steps) %")  epoch \(shown(progress.epoch, places: 1))"
      + "  \(shown(pace, places: pace < 20 ? 1 : 0)) steps/s  loss \(shown(progress.loss, places: 3))"
    let rest = isLast ? "\(shown(time, places: 1)) s" : "\(shown(left, places: 0)) s left"
    let line = text + "  " + rest
    write(moves ? "\r\u{1B}[2K\(line)\(isLast ? "\n" : "")" : line + "\n", to: STDERR_FILENO)
  }

  private func seconds(since start: ContinuousClock.Instant) -> Double {
    let time = (ContinuousClock.now - start).components
    return Double(time.seconds) + Double(time.attoseconds) * 1e-18
  }

  private func shown(_ value: Double, places: Int) -> String {
    let factor = places == 0 ? 1.0 : places == 1 ? 10 : 1000
    let scaled = Int((min(1e9, max(0, value)) * factor).rounded())
    if places == 0 { return "\(scaled)" }
    let rest = "\(scaled % Int(factor))"
    return "\(scaled / Int(factor))." + String(repeating: "0", count: places - rest.count) + rest
  }

  private func say(_ line: String) { write(line + "\n", to: output) }

  private func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let got = bytes.withUnsafeBytes { writeSome(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
      if got < 0 && errno == EINTR { continue }
      if got <= 0 { return }
      done += got
    }
  }
}

/// The system's `write`, which the method of the same name would hide.
private func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
