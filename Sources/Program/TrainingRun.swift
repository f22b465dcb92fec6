import Cohorts
import CommandLineKit
import Learning

/// How a training runs to its end, whatever it began from.
enum TrainingRun {
  static let out = Option("out", short: "o", .folder, "DIR", "where the run is kept", default: "run")
  static let json = Option(flag: "json", "print the result as one line of JSON")

  static let exits: [(Exit, String)] = [
    (.failedData, "data could not be read, or cannot be learnt from"),
    (.interrupted, "stopped; the same command goes on"),
  ]

  /// Trains, tells how it goes, writes the report and prints the result.
  static func run(_ job: TrainingJob, _ teller: TrainingTeller, _ call: Call) throws -> Exit {
    var teller = teller
    Interrupt.watch()
    let folder = try RunFolder(call[out])
    let result = try job.run(in: folder, report: { teller.tell($0) }, shouldStop: { Interrupt.isRequested })
    teller.ends()
    if result.isInterrupted { throw Interrupted("stopped; the same command goes on from here") }
    ReportOptions.write(folder, job.cohort, threads: call[CommonOptions.threads], call)
    call.console.print(call[json] ? try result.json() : result.text(calling: LabelNames(job.cohort.vocabulary)))
    return .success
  }
}
