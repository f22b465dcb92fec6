import CommandLineKit
import Learning
import Studies

/// Prints the demonstration as it happens: a moving bar on a terminal, plain lines elsewhere.
final class DemoTeller {
  private let console: Console
  private let story: Screen
  /// Whether the story goes where messages go, and is left out when they are.
  private let isMessages: Bool
  private let begun = ProgressLine.clock()
  private var bar: ProgressLine
  private var start: TrainingEvent.Start?
  private var steps = 0

  /// Creates a teller of the story to the output, or to the errors.
  init(_ console: Console, toErrors: Bool) {
    self.console = console
    isMessages = toErrors
    story = toErrors ? console.errors : console.output
    bar = ProgressLine(console)
  }

  /// Tells of one event.
  func tell(_ event: Demonstration.Event) {
    switch event {
    case .chapter(let title):
      bar.end()
      say("\n" + story.styled(title, .bold, .cyan))
    case .line(let line):
      bar.end()
      say(line.isEmpty ? "" : "   " + line)
    case .writing(let done, let total): bar.show("   records", done: done, of: total, unit: "records")
    case .training(let name, let event): show(name, event)
    }
  }

  /// Takes the bar away, for whatever is said next.
  func stop() { bar.end() }

  /// Tells where the files are, how long it took, and what can be done with them.
  func end(_ folder: String, _ result: DemoResult) {
    bar.end()
    say("\n" + story.styled("What to try next", .bold, .cyan))
    say("   cd \(folder)")
    for step in NextSteps.all(result) {
      say("   " + story.styled("# \(step.purpose)", .dim))
      say("   einthoven \(step.command)".replacing("\n", with: "\n   "))
    }
    say("\n\(folder)/: report.html, results.json, results.md, curves.csv\nTime: \(Figure.time(begun().seconds))")
  }

  private func show(_ name: String, _ event: TrainingEvent) {
    switch event {
    case .begun(let start):
      bar.end()
      (self.start, steps) = (start, start.steps)
      let resumed = start.resumed.map { $0.epoch >= start.epochs } ?? false
      if !console.errors.isTerminal { console.note("   \(name): \(resumed ? "done before" : "training …")") }
    case .step(let step):
      let epochs = start?.epochs ?? step.epoch
      bar.show(
        "   \(name)", done: (step.epoch - 1) * steps + step.step, of: epochs * steps, unit: "steps",
        figures: [("loss", Figure.fixed(step.loss, places: 3))])
    case .epoch: break
    }
  }

  private func say(_ line: String) {
    if isMessages { console.note(styled: line) } else { story.write(line + "\n") }
  }
}
