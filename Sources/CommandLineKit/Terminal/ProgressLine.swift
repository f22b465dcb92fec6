/// One line that shows how far a work is: redrawn in place on a terminal, silent elsewhere unless told to say a line.
package struct ProgressLine {
  private let console: Console
  private let now: () -> Duration
  private var begun: (time: Duration, done: Int)?
  private var lastDrawn: Duration?
  private var isShown = false

  /// Creates a line; the clock can be another in tests.
  package init(_ console: Console, now: @escaping () -> Duration = ProgressLine.clock()) {
    self.console = console
    self.now = now
  }

  /// Shows how far the work is, at most every 50 ms, and the last step always.
  package mutating func show(
    _ title: String, done: Int, of total: Int, unit: String, figures: [(name: String, value: String)] = []
  ) {
    let time = now()
    // The first step is warming up: the pace is that of the others.
    guard let begun else {
      begun = (time, done)
      draw(line(title, done: done, of: total, seconds: 0, steps: 0, unit: unit, figures: figures), at: time)
      return
    }
    let isLast = done >= total
    if let lastDrawn, time - lastDrawn < .milliseconds(50), !isLast { return }
    let seconds = (time - begun.time).seconds
    draw(
      line(
        title, done: done, of: total, seconds: seconds, steps: done - begun.done, unit: unit, figures: figures),
      at: time)
  }

  /// Says a line that stays: above the bar on a terminal, plainly elsewhere.
  package mutating func say(_ line: String) {
    hide()
    console.note(line)
  }

  /// Takes the bar away until the next step, so that something else can be said.
  package mutating func hide() {
    if isShown { console.errors.write("\r\u{1B}[2K") }
    isShown = false
  }

  /// Takes the bar away; the next work begins anew.
  package mutating func end() {
    hide()
    (begun, lastDrawn) = (nil, nil)
  }

  private mutating func draw(_ line: String, at time: Duration) {
    guard console.errors.isTerminal, !console.isQuiet else { return }
    console.errors.write("\r\u{1B}[2K" + line)
    (lastDrawn, isShown) = (time, true)
  }

  private func line(
    _ title: String, done: Int, of total: Int, seconds: Double, steps: Int, unit: String,
    figures: [(name: String, value: String)]
  ) -> String {
    let share = total > 0 ? min(1, max(0, Double(done) / Double(total))) : 0
    let full = Int(share * 20)
    let bar =
      console.errors.styled(String(repeating: "━", count: full), .green)
      + console.errors.styled(String(repeating: "─", count: 20 - full), .dim)
    let start = "\(title) ", percent = " \(Int(share * 100)) %"
    // Two columns are left for the ^C that a terminal shows.
    var room = console.errors.width - 3 - start.count - 20 - percent.count
    var end = ""
    var parts: [String] = []
    if steps > 0, seconds > 0 {
      let pace = Double(steps) / seconds
      parts.append("\(Figure.short(pace)) \(unit)/s")
      parts.append(done < total ? Figure.time(Double(total - done) / pace) + " left" : Figure.time(seconds))
    }
    parts += figures.map { "\($0.name) \($0.value)" }
    for part in parts where room >= part.count + 2 {
      end += "  " + part
      room -= part.count + 2
    }
    return start + bar + percent + end
  }

  /// Returns a clock that counts from now.
  package static func clock() -> () -> Duration {
    let start = ContinuousClock.now
    return { ContinuousClock.now - start }
  }
}

extension Duration {
  /// The duration in seconds.
  package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
