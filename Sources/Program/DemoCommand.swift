import CommandLineKit
import Studies

/// `einthoven demo`: shows the main job on made hospitals.
enum DemoCommand {
  private static let quick = Option(flag: "quick", "fewer patients, fewer steps")
  private static let out = Option(
    "out", short: "o", .folder, "DIR", "where everything is kept", default: "einthoven-demo")
  private static let json = Option(flag: "json", "print results.json, and the story as messages")

  static let command = Command(
    "demo", "show transfer learning, from three source networks to a fair comparison",
    examples: [
      .init("einthoven demo", "one or two minutes"),
      .init("einthoven demo --quick --seed 7 --out seven", "smaller, with other hospitals and patients"),
      .init("einthoven demo --json | jq .gain", "the result for programs"),
    ],
    options: [quick, CommonOptions.seed, out, CommonOptions.threads, json],
    notes: """
      DIR then holds the networks, the target's recordings and how they were parted, results.json, results.md, \
      curves.csv and report.html, and the commands that are printed at the end work there. A demonstration that was \
      stopped goes on when the same command is given again, and what is finished is not done again.
      """,
    exits: [
      (.failedData, "a file could not be written, or DIR holds another demonstration"),
      (.interrupted, "stopped; the same command goes on"),
    ]
  ) { call in
    try Destination.check(folder: call[out])
    let teller = DemoTeller(call.console, toErrors: call[json])
    let seed = call[CommonOptions.seed]
    let configuration = call[quick] ? DemoConfiguration.quick(seed: seed) : DemoConfiguration(seed: seed)
    Interrupt.watch()
    do {
      let outcome = try Demonstration(configuration, threads: call[CommonOptions.threads])
        .run(in: call[out], report: { teller.tell($0) }, shouldStop: { Interrupt.isRequested })
      teller.end(call[out], outcome.result)
      if call[json] { call.console.print(try outcome.json()) }
      return .success
    } catch is Demonstration.Stopped {
      teller.stop()
      throw Interrupted("stopped; the same command goes on from here")
    }
  }
}
