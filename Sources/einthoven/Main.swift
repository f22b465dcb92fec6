import CommandLineKit
import Learning
import Waveforms

/// The program: its first argument names a command.
@main enum Main {
  static func main() {
    // A program that reads whole databases does better to keep what it freed.
    FreshMemory.keepFreed()
    application.main()
  }

  /// The program as it is called: the environment and `einthoven.json` stand in for options that are not given.
  static let application = Application(
    root, version: Version.current,
    settings: Settings(environment: SettingsFile.variable, file: { try SettingsFile.read("einthoven.json") }))

  /// All commands.
  static let root: Command = Command(
    "einthoven", "transfer learning for the electrocardiogram",
    examples: [
      .init("einthoven demo", "the main job on made hospitals, no data needed"),
      .init("einthoven train cinc2017:/data/cinc2017 --network lead", "a network of one's own"),
      .init("einthoven predict model.safetensors record", "what it makes of a recording"),
      .init("einthoven inspect mitdb/100", "what a record holds"),
      .init("einthoven inspect folder --json", "one line of JSON a record"),
      .init("einthoven plot mitdb/100 -o 100.svg", "a record on paper"),
      .init("einthoven cohort ptb-xl:/data/ptb-xl", "what a database holds"),
    ],
    commands: [
      DemoCommand.command, InspectCommand.command, PlotCommand.command, CohortCommand.command, BeatsCommand.command,
      TrainCommand.command, PredictCommand.command, PrepareCommand.command, ExportCommand.command,
      ImportCommand.command, CompletionsCommand.command,
    ],
    notes: """
      Options that are not given come from the environment (EINTHOVEN_SEED=7 for --seed 7), then from \
      einthoven.json in the working folder ({"threads": 2, "demo": {"seed": 7}}), then from their defaults.

      '--version' prints the version.
      """)
}
