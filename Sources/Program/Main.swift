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
  static let application = application(
    Settings(
      environment: SettingsFile.variable, names: SettingsFile.names, file: { try SettingsFile.read("einthoven.json") }))

  /// The program with settings of another kind, or none.
  static func application(_ settings: Settings = Settings()) -> Application {
    Application(root, version: Version.current, settings: settings, advice: Advice.advice)
  }

  /// All commands.
  static let root: Command = Command(
    "einthoven", "transfer learning for the electrocardiogram",
    examples: [
      .init("einthoven demo", "the main job on made hospitals, no data needed"),
      .init("einthoven train cinc2017:/data/cinc2017 -o run", "a network from a database"),
      .init("einthoven rank a.safetensors b.safetensors --on csv:mine.csv", "which network suits mine"),
      .init("einthoven transfer a.safetensors csv:mine.csv", "carry it over"),
      .init("einthoven predict run/model.safetensors rec/", "what it makes of recordings"),
      .init("einthoven inspect mitdb/100", "what a record holds"),
      .init("einthoven plot mitdb/100 -o 100.svg", "a record on paper"),
      .init("einthoven cohort ptb-xl:/data/ptb-xl", "what a database holds"),
      .init("einthoven audit ptb-xl:/data/ptb-xl", "whether a split of it is honest"),
    ],
    commands: [
      DemoCommand.command, TrainCommand.command, TransferCommand.command, RankCommand.command,
      CorrelateCommand.command, EvaluateCommand.command, PredictCommand.command, ConvertCommand.command,
      SynthesizeCommand.command, InspectCommand.command,
      PlotCommand.command,
      CohortCommand.command, DatasetsCommand.command, AuditCommand.command, BeatsCommand.command,
      PrepareCommand.command, ImportCommand.command,
      ExportCommand.command, BenchCommand.command, CompletionsCommand.command,
    ],
    notes: """
      Options that are not given come from the environment (EINTHOVEN_SEED=7 for --seed 7), then from \
      einthoven.json in the working folder ({"threads": 2, "demo": {"seed": 7}}), then from their defaults.

      '--version' prints the version.
      """)
}
