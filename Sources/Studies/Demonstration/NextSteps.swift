/// What to try after the demonstration: commands that work as they are printed, from the demonstration's folder.
public enum NextSteps {
  /// A command and what it shows.
  public struct Step: Sendable, Equatable {
    /// What it shows.
    public let purpose: String
    /// The command, without `einthoven`; a line that goes on ends in a backslash.
    public let command: String
  }

  /// Returns the steps for what was measured.
  public static func all(_ result: DemoResult) -> [Step] {
    let model = result.best.checkpoint
    return [
      Step(purpose: "another patient", command: "predict \(model) target/P1001-1"),
      Step(purpose: "a record on paper", command: "plot \(result.prediction.record) -o ecg.svg"),
      Step(purpose: "what the network is, and where it comes from", command: "inspect \(model)"),
      Step(
        purpose: "every measure, not three",
        command: "rank sources/*/model.safetensors \\\n"
          + "    --on csv,codes=scp:target.csv --split-file splits/few.json"),
      Step(purpose: "the audit, in full", command: "audit csv:target.csv --split splits/by-recording.json"),
      Step(
        purpose: "the same source, only its head retrained: seconds",
        command: "transfer \(result.sources.first { $0.name == result.best.source }?.checkpoint ?? model) \\\n"
          + "    csv,codes=scp:target.csv --split-file splits/few.json --metric none \\\n"
          + "    --leads II --method head -o runs/head"),
    ]
  }
}
