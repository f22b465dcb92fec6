import CommandLineKit
import Studies

/// Prints the demonstration as it happens: a moving bar on a terminal, plain lines elsewhere.
final class DemoTeller {
  private let console: Console
  private let story: Screen
  private let begun = ProgressLine.clock()
  private var bar: ProgressLine
  private var lastQuarter = 0

  /// Creates a teller of the story to the output, or to the errors.
  init(_ console: Console, toErrors: Bool) {
    self.console = console
    story = toErrors ? console.errors : console.output
    bar = ProgressLine(console)
  }

  /// Tells of one event.
  func tell(_ event: Demonstration.Event) {
    switch event {
    case .chapter(let title): say("\n" + story.styled(title, .bold, .cyan))
    case .line(let line): say(line.isEmpty ? "" : "   " + line)
    case .training(let name, let progress): show(name, progress)
    }
  }

  /// Tells where the files are.
  func end(_ folder: String) {
    say("\n\(folder)/: results.json, results.md, curves.csv. Time: \(Figure.time(begun().seconds)).")
  }

  private func show(_ name: String, _ progress: Fitting.Progress) {
    let figures = [
      ("epoch", Figure.fixed(progress.epoch, places: 1)), ("loss", Figure.fixed(progress.loss, places: 3)),
    ]
    bar.show("   " + name, done: progress.step, of: progress.steps, unit: "steps", figures: figures)
    let quarter = progress.step * 4 / max(1, progress.steps)
    let isLast = progress.step >= progress.steps
    if isLast || (!console.errors.isTerminal && quarter != lastQuarter) {
      let shown = figures.map { "\($0.0) \($0.1)" }.joined(separator: "  ")
      bar.say("   \(name) \(progress.step * 100 / max(1, progress.steps)) %  \(shown)")
    }
    lastQuarter = isLast ? 0 : quarter
    if isLast { bar.end() }
  }

  private func say(_ line: String) { story.write(line + "\n") }
}
