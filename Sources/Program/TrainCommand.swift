import CommandLineKit
import Learning

/// `einthoven train`: trains a network on a cohort and says how well it does.
enum TrainCommand {
  private static let cohort = Argument(
    "COHORT", .cohort, "NAME[,KEY=VALUE…]:PATH, as 'einthoven cohort --help' lists them")
  private static let findRate = Option(flag: "find-rate", "try learning rates, suggest one, and train nothing")

  static let command = Command(
    "train", "train a network on a cohort, and judge it on patients it has not seen",
    examples: [
      .init(
        "einthoven train cinc2017:/data/cinc2017 --network lead --labels N,A,O -o runs/lead", "three rhythms, one lead"),
      .init(
        "einthoven train mitdb:/data/mitdb --network beat --drop-lacking --official 1//2",
        "beats, by de Chazal's patients"),
      .init("einthoven train csv:mine/index.csv --network lead --folds 5", "one's own, each fifth judged once"),
    ],
    arguments: [cohort],
    options: [TrainingRun.out, TrainingRun.json, findRate, CommonOptions.threads, ReportOptions.none]
      + TrainingOptions.all,
    notes: """
      A run that was stopped, however it was, goes on when the same command is given again, and ends with the same \
      weights, bit for bit. DIR/model.safetensors is the network to use; DIR/result.json says how well it does, and \
      DIR/predictions.csv what was said of each example. With --folds, the networks are in DIR/fold-1, DIR/fold-2 and \
      so on. A folder holds one run: for other options, name another. With --find-rate the rate grows from step to \
      step until the loss runs away; DIR/rates.csv is then all that is written.

      Metrics: usual is macroF1 where an example has one label, and macroAUROC where it has several; with nothing to \
      choose by, the last weights are taken. There are also \(Metric.names.map(\.name).joined(separator: ", ")).
      """,
    exits: [(.success, "trained")] + TrainingRun.exits
  ) { call in
    let request = try TrainingOptions.request(cohort: call[cohort], call)
    try Destination.check(folder: call[TrainingRun.out])
    var teller = TrainingTeller(call.console)
    teller.prepares()
    let job = try TrainingJob(request, threads: call[CommonOptions.threads])
    teller.begins(job)
    if call[findRate] {
      let curve = try job.findRate(in: RunFolder(call[TrainingRun.out]))
      teller.ends()
      call.console.print(call[TrainingRun.json] ? try curve.json() : curve.text)
      return .success
    }
    return try TrainingRun.run(job, teller, call)
  }
}
