import CommandLineKit
import Interchange
import Studies

/// `einthoven demo`: shows the main job on made hospitals.
enum DemoCommand {
  private static let quick = Option(flag: "quick", "fewer patients, shorter recordings, fewer steps")
  private static let out = Option(
    "out", short: "o", .folder, "DIR", "where results.json, results.md and curves.csv go", default: "einthoven-demo")
  private static let json = Option(flag: "json", "print results.json, and the story as messages")

  static let command = Command(
    "demo", "show transfer learning, from a source network to a fair comparison",
    examples: [
      .init("einthoven demo", "one or two minutes"),
      .init("einthoven demo --quick --seed 7", "smaller, with other hospitals and patients"),
      .init("einthoven demo --json | jq .gain", "the result for programs"),
    ],
    options: [quick, CommonOptions.seed, out, CommonOptions.threads, json],
    exits: [(.failedData, "a file could not be written")]
  ) { call in
    let folder = call[out]
    try AtomicFile.makeFolder(folder)
    let teller = DemoTeller(call.console, toErrors: call[json])
    let seed = call[CommonOptions.seed]
    let configuration = call[quick] ? DemoConfiguration.quick(seed: seed) : DemoConfiguration(seed: seed)
    let outcome = try Demonstration(configuration, threads: call[CommonOptions.threads]).run { teller.tell($0) }
    try outcome.write(to: folder)
    teller.end(folder)
    if call[json] { call.console.print(try outcome.json()) }
    return .success
  }
}
