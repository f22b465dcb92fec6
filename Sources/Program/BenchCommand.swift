import CommandLineKit
import Speed

/// `einthoven bench`: how fast this machine is.
enum BenchCommand {
  private static let json = Option(flag: "json", "print one line of JSON")
  private static let seconds = Option(
    "seconds", .number(in: 0.01...60), "S", "about how long each of the things is timed", default: 0.4)

  static let command = Command(
    "bench", "time this machine: training, prediction, reading, and one record from start to answer",
    examples: [
      .init("einthoven bench", "a table, in some ten seconds"),
      .init("einthoven bench --threads 1 --json", "one thread, one line of JSON"),
    ],
    arguments: [], options: [CommonOptions.threads, seconds, json],
    notes: """
      A step of training is forward, loss, backward and Adam; each time is a median. "of peak" is the share of what the \
      same threads do when they multiply and add and nothing else. On a machine that is busy otherwise the times are \
      worth little.
      """,
    exits: [(.success, "timed"), (.interrupted, "stopped")]
  ) { call in
    Interrupt.watch()
    let bench = Bench(
      threads: call[CommonOptions.threads], seconds: call[seconds], program: CommandLine.arguments.first)
    var bar = ProgressLine(call.console)
    bar.show("timing", done: 0, of: bench.count, unit: "things")
    let result = try bench.run(
      report: { bar.show("timing", done: $0, of: bench.count, unit: "things") }, shouldStop: { Interrupt.isRequested })
    bar.end()
    guard let result else { throw Interrupted("stopped") }
    call.console.print(styled: call[json] ? try result.json() : BenchTable.text(result, on: call.console.output))
    return .success
  }
}
