import Interchange
import Studies
import Waveforms

/// `einthoven demo`: shows the main job on made hospitals.
enum DemoCommand {
  private static let help = """
    Examples:
      einthoven demo                     one or two minutes
      einthoven demo --quick --seed 7    smaller, with other hospitals and patients
      einthoven demo --json | jq .gain   the result for programs

    Usage: einthoven demo [--quick] [--seed N] [--out DIR] [--threads N] [--json]

      --quick        fewer patients, shorter recordings, fewer steps
      --seed N       what everything random follows from; 1 when not given
      --out DIR      where results.json, results.md and curves.csv go; einthoven-demo
      --threads N    how many threads work; as many as there are processors
      --json         print results.json, and the story as messages

    Exit code: 0 when done, 1 when a file could not be written, 2 for a wrong call.
    """

  /// Runs the command and returns its exit code.
  static func run(_ arguments: [String]) -> Int32 {
    var (isQuick, isJSON, seed, threads, folder) = (false, false, UInt64(1), Int?.none, "einthoven-demo")
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "-h", "--help":
        print(help)
        return 0
      case "--quick": isQuick = true
      case "--json": isJSON = true
      case "--seed":
        guard let number = rest.popFirst().flatMap({ UInt64($0) }) else {
          return misuse("--seed needs a whole number from 0")
        }
        seed = number
      case "--threads":
        guard let number = rest.popFirst().flatMap({ Int($0) }), (1...256).contains(number) else {
          return misuse("--threads needs a whole number from 1 to 256")
        }
        threads = number
      case "--out":
        guard let path = rest.popFirst(), !path.isEmpty else { return misuse("--out needs a folder") }
        folder = path
      default: return misuse("unknown \(argument.hasPrefix("-") ? "option" : "word") '\(argument)'")
      }
    }
    do {
      try AtomicFile.makeFolder(folder)
      let teller = DemoTeller(toErrors: isJSON)
      let configuration = isQuick ? DemoConfiguration.quick(seed: seed) : DemoConfiguration(seed: seed)
      let outcome = try Demonstration(configuration, threads: threads).run { teller.tell($0) }
      try outcome.write(to: folder)
      teller.end(folder)
      if isJSON { print(try outcome.json()) }
      return 0
    } catch {
      Program.complain("einthoven demo: \(error)")
      return 1
    }
  }

  private static func misuse(_ message: String) -> Int32 {
    Program.complain("einthoven demo: \(message); try 'einthoven demo --help'")
    return 2
  }
}
