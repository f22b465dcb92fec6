import CommandLineKit
import Learning
import Transfer

/// `einthoven transfer`: carries a network over to a cohort and says how well it does there.
enum TransferCommand {
  private static let cohort = Argument(
    "COHORT", .cohort, "NAME[,KEY=VALUE…]:PATH, as 'einthoven cohort --help' lists them")

  static let command = Command(
    "transfer", "carry a trained network over to other recordings and labels",
    examples: [
      .init("einthoven transfer lead.safetensors csv:mine.csv --method head", "only a new head learns"),
      .init(
        "einthoven transfer lead.safetensors csv:mine.csv --unfreeze-every 5 --layer-decay 0.5", "from the head down"),
      .init(
        "einthoven transfer lead.safetensors ptb-xl:/data/ptb-xl --method embed", "one lead's network in twelve leads"),
    ],
    arguments: [CommonOptions.checkpoint, cohort],
    options: [TrainingRun.out, TrainingRun.json, CommonOptions.threads, ReportOptions.none] + TransferOptions.all
      + TrainingOptions.carrying,
    notes: """
      The network's own recipe prepares the recordings, brought to their leads and rate, unless --recipe names another. \
      Labels that the network knows, by code or by what others call them, keep their rows of the head.

      A run that was stopped goes on when the same command is given again. DIR/model.safetensors is the network to use. \
      Where features are computed once, the run's other checkpoints hold what learns above them alone.
      """,
    exits: [(.success, "carried over")] + TrainingRun.exits
  ) { call in
    let request = try TransferOptions.request(
      call[CommonOptions.checkpoint],
      TrainingOptions.request(
        cohort: call[cohort], network: call[CommonOptions.checkpoint], recipe: TransferRequest.sourceRecipe, call), call
    )
    if let problem = request.problem { throw Misuse(problem) }
    try Destination.check(folder: call[TrainingRun.out])
    let origin = try TransferOrigin(request)
    var teller = TrainingTeller(call.console)
    teller.prepares()
    let job = try TrainingJob(request.training, from: origin, threads: call[CommonOptions.threads])
    teller.begins(job)
    if let ancestor = job.start.lineage.first {
      call.console.note("from \(call[CommonOptions.checkpoint]): \(ancestor.method)")
    }
    for note in job.start.notes { call.console.note("note: \(note)") }
    for encounter in job.encounters { tell(encounter, call.console) }
    return try TrainingRun.run(job, teller, call)
  }

  /// Says what a network that is carried over has to do with what the new one is judged on: aloud where figures will flatter.
  private static func tell(_ encounter: Encounter, _ console: Console) {
    guard let words = encounter.words else { return }
    if encounter.isDoubtful {
      console.complain("mind: \(words)" + (encounter.advice.map { "; \($0)" } ?? ""))
    } else {
      console.note(words)
    }
  }
}
