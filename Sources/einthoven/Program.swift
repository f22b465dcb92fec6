import CommandLineKit
import Waveforms

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program: its first argument names a command.
@main enum Program {
  static func main() {
    // A reader that goes away, such as `head`, ends the output and nothing else.
    signal(SIGPIPE, SIG_IGN)
    FreshMemory.keepFreed()
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments.first {
    case "demo": exit(DemoCommand.run(Array(arguments.dropFirst())))
    case "inspect": exit(InspectCommand.run(Array(arguments.dropFirst())))
    case "cohort": exit(CohortCommand.run(Array(arguments.dropFirst())))
    case "beats": exit(BeatsCommand.run(Array(arguments.dropFirst())))
    case "train", "predict", "prepare", "export", "import":
      exit(
        Application(
          Command(
            "einthoven", "", examples: [],
            commands: [
              TrainCommand.command, PredictCommand.command, PrepareCommand.command, ExportCommand.command,
              ImportCommand.command,
            ]), version: "0"
        ).run(
          arguments, console: .standard()
        ).rawValue)
    case nil, "help", "-h", "--help":
      print(help)
      exit(0)
    case let other?:
      complain("einthoven: unknown command '\(other)'; try 'einthoven --help'")
      exit(2)
    }
  }

  private static let help = """
    Examples:
      einthoven demo                         the main job on made hospitals, no data needed
      einthoven inspect mitdb/100            what a record holds
      einthoven inspect folder --json        one line of JSON a record
      einthoven cohort ptb-xl:/data/ptb-xl   what a database holds

    Usage: einthoven COMMAND …

    Commands:
      demo       show transfer learning, from a source network to a fair comparison
      inspect    print what recordings hold
      cohort     print what a database holds: labels, patients, folds, faults
      beats      find beats and compare them with the annotated ones
    """

  /// Writes a message to the standard error.
  static func complain(_ message: String) {
    let bytes = Array((message + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
