import Cohorts
import CommandLineKit
import Interchange
import Learning
import Studies
import Transfer

/// `einthoven evaluate`: says how well a network does on a cohort.
enum EvaluateCommand {
  private static let judged = Argument(
    "CHECKPOINT|PREDICTIONS", .checkpoint,
    "a network as 'einthoven train' leaves it, or its run's folder, or a predictions.csv to judge again")
  private static let cohort = Argument(
    optional: "COHORT", .cohort, "NAME[,KEY=VALUE…]:PATH, as 'einthoven cohort --help' lists them")
  private static let part = Option(
    "part", .text, "NAME", "the part of the split; of the network's own cohort test, of others all, if not given")
  private static let against = Option(
    "against", .checkpoint, "OTHER", "a second network, or table, on the same examples")
  private static let thresholds = Option(
    "thresholds", .choice(["own", "f1", "youden"]), "WORD",
    "the network's own, or chosen on the split's validation part", default: "own")
  private static let out = Option(
    "out", short: "o", .folder, "DIR", "write the result, predictions and report.html there")
  private static let json = Option(flag: "json", "print the result as one line of JSON")

  static let command = Command(
    "evaluate", "say how well a network does on a cohort, with intervals",
    examples: [
      .init("einthoven evaluate model.safetensors csv:mine.csv -o judged", "on one's own recordings, with a report"),
      .init("einthoven evaluate a.safetensors csv:mine.csv --against b.safetensors", "two networks, paired"),
      .init("einthoven evaluate runs/lead/predictions.csv", "what was stored, once more"),
    ],
    arguments: [judged, cohort],
    options: [part, against, thresholds, out, json, CommonOptions.threads] + TrainingOptions.targeting,
    notes: """
      Labels are matched by what their codes mean, and what could not be matched is said. So is it when the network has \
      learnt from the examples, or when nobody can tell; with the options of its training, the parts are those of its \
      training.
      """,
    exits: [(.success, "judged"), (.failedData, "data could not be read, or cannot be judged")]
  ) { call in
    var pictures: ExamplePictures?
    try Destination.check(folder: call[out])
    let result: EvaluationResult
    var names = LabelNames.codes
    if let cohort = call[cohort] {
      try TrainingOptions.check(part: call[part], among: ["all"], call)
      var options = EvaluationJob.Options()
      (options.part, options.threads) = (call[part], call[CommonOptions.threads])
      options.thresholds = ["f1": .f1, "youden": .youden][call[thresholds]]
      let target = try TrainingOptions.target(cohort: cohort, network: "", recipe: TransferRequest.sourceRecipe, call)
      let job = try EvaluationJob(call[judged], against: call[against], on: target, options: options)
      call.console.note(
        "\(job.cohort.name): \(counted(job.places.count, "example"))" + (job.part.map { ", part \($0)" } ?? ""))
      result = try job.run()
      names = job.names
      if call[out] != nil, let predictions = result.predictions {
        pictures = ExamplePictures(try job.model(leads: target.leads), job.cohort, predictions, result.evaluation)
      }
    } else {
      if call[judged].hasSuffix(".safetensors") {
        throw Misuse("COHORT is missing: what the network is to be judged on, as 'einthoven cohort --help' lists them")
      }
      try call.refuse([part, thresholds] + TrainingOptions.targeting, because: "no cohort is read")
      result = try EvaluationResult(
        predictions: call[judged], against: call[against], threads: call[CommonOptions.threads])
    }
    if let folder = call[out] {
      try AtomicFile.makeFolder(folder)
      try result.write(to: folder)
      try result.page(pictures: pictures, command: ReportOptions.command, calling: names).write(
        to: folder)
    }
    call.console.print(call[json] ? try result.json() : result.text(calling: names))
    return .success
  }
}
