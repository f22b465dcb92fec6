import CommandLineKit
import Interchange
import Speed

/// What a bench found, as a table for people.
enum BenchTable {
  static func text(_ result: BenchResult, on screen: Screen) -> String {
    var networks = TextTable(["network", "work", "examples", "time", "examples/s", "of peak"])
    for row in result.rows {
      let name = SpeedCase.networks.first { $0.letter == row.network }?.name ?? row.network
      networks.add([
        name, row.mode == .train ? "training step" : "prediction", "\(row.batch)", time(row.ms),
        Figure.short(Double(row.batch) / row.ms * 1e3),
        // More than all of it: something else took the processors while the peak was looked for.
        row.percentOfPeak > 100 ? "–" : Figure.fixed(row.percentOfPeak, places: 0) + " %",
      ])
    }
    var records = TextTable(["record", "time"])
    records.add(["read 12 leads, 10 s at 500 Hz", time(result.record.readMs)])
    if let command = result.record.commandMs {
      records.add(["'einthoven predict' of one lead, 30 s: start to end", time(command)])
    }
    records.add(["the same within a program: network, record, answer", time(result.record.firstAnswerMs)])
    records.add(["each further record", time(result.record.nextAnswerMs)])
    let threads = counted(result.threads, "thread")
    let head = "\(threads), \(result.instructions), \(Figure.short(result.peak)) GFLOP/s at most"
    return "\(head)\n\n\(networks.text(on: screen))\n\nOn one thread:\n\(records.text(on: screen))"
  }

  private static func time(_ ms: Double) -> String { Figure.short(ms) + " ms" }
}
