import Cohorts
import CommandLineKit
import Interchange
import Learning
import Transfer

/// `einthoven rank`: says beforehand which network will carry over best.
enum RankCommand {
  private static let checkpoints = Argument(
    repeated: "CHECKPOINT", .checkpoint, "networks as 'einthoven train' leaves them, or their runs' folders", atLeast: 0
  )
  private static let on = Option("on", .cohort, "COHORT", "the target, as 'einthoven cohort --help' lists them")
  private static let part = Option("part", .text, "NAME", "the part of the target to read", default: "train")
  private static let force = Option(flag: "force", "read a part that is kept to judge on")
  private static let probabilities = Option(
    repeated: "probabilities", .file, "P.npy", "what a network of any kind says of the target; repeat for several")
  private static let features = Option(
    repeated: "features", .file, "F.npy", "what its trunk makes of the target; repeat for several")
  private static let sourceWeights = Option(
    repeated: "source-weights", .file, "W.npy", "what each label of a source counts; repeat for several")
  private static let names = Option("names", .list, "A,B,…", "with files: what the labels are called")
  private static let measures = Option("measures", .list, "A,B,…", "the measures; all if not given")
  private static let draws = Option(
    "draws", .integer(in: 0...100_000), "N",
    "draws of the patients; if not given 200, for measures that are cheap to draw")
  private static let details = Option(flag: "details", "a table for each measure, with its intervals")
  private static let json = Option(flag: "json", "print the result as one line of JSON")
  private static let threads = Option("threads", .integer(in: 1...256), "N", "how many threads work")

  static let command = Command(
    "rank", "say beforehand which network will carry over best",
    examples: [
      .init("einthoven rank a.safetensors b.safetensors --on csv:mine.csv", "two networks for one's own recordings"),
      .init("einthoven rank *.safetensors --on ptb-xl:/data/ptb-xl --official 1-8/9/10", "by the publisher's folds"),
      .init(
        "einthoven rank --probabilities P.npy --features F.npy --labels Y.npy --json", "networks of any other program"),
    ],
    arguments: [checkpoints],
    options: [on, part, force, probabilities, features, sourceWeights, names, measures, draws, details, json, threads]
      + RankScores.all + TrainingOptions.targeting,
    notes: """
      Only the training part of the target is read, as 'einthoven train' would split it with the same options: what a \
      choice is judged on later must not have helped to make it. A one-lead network is embedded in all leads, its head \
      shared among them, unless --leads names one.

      After the networks were carried over, --scores puts what came of it beside: each measure's first choice and what it \
      reached, a table for 'correlate', pictures.

      Without networks, --labels names the file of the target's labels: a number an example, or examples × labels.
      """,
    exits: [(.success, "ranked"), (.failedData, "data could not be read")]
  ) { call in
    var options = Ranking.Options()
    options.measures = call[measures]
    if let draws = call[draws] { (options.draws, options.workLimit) = (draws, Ranking.Options.patientLimit) }
    options.seed = call[TrainingOptions.seed]
    options.threads = call[threads]
    for name in call[measures] ?? [] where Measure.named(name, for: .severalLabels) == nil {
      let known = Measure.all(for: .oneLabel).map(\.name)
      throw Misuse(
        "--measures: there is no measure '\(name)'; there are \(known.joined(separator: ", "))",
        suggestion: Nearest.word(to: name, among: known))
    }
    if call[checkpoints].isEmpty {
      try call.refuse(on, part, force, because: "no networks are given")
    } else {
      try call.refuse(
        probabilities, features, sourceWeights, names, because: "networks are given, and say it themselves")
    }
    let isOfFiles = call[checkpoints].isEmpty
    let count = isOfFiles ? max(call[probabilities].count, call[features].count) : call[checkpoints].count
    let scores = try RankScores(call, networks: count)
    let (result, called) = isOfFiles ? (try files(call, options), LabelNames.codes) : try networks(call, options)
    let choices = try scores?.write(result, call)
    let told = result.calling(called)
    let text = call[details] ? told.text() : told.overview()
    call.console.print(call[json] ? result.json : text + (choices.map { "\n" + $0 } ?? ""))
    return .success
  }

  private static func networks(_ call: Call, _ options: Ranking.Options) throws -> (RankingResult, LabelNames) {
    guard let cohort = call[on] else { throw Misuse("say with --on what the networks are to be ranked for") }
    try TrainingOptions.check(part: call[part], call)
    guard call[part] != "test" || call[force] else {
      throw Misuse("the test part is there to judge on: a ranking that has seen it proves nothing; --force reads it")
    }
    let target = try TrainingOptions.target(
      cohort: cohort, network: "", recipe: TransferRequest.sourceRecipe, call)
    let job = try RankingJob(call[checkpoints], on: target, part: call[part], threads: call[threads])
    call.console.note("\(job.cohort.name); split: \(job.split.method)")
    for note in job.cohort.notes { call.console.note("note: \(note)") }
    call.console.note("reading the part '\(job.part)' alone")
    for note in job.notes { call.console.complain("mind: \(note)") }
    let result = try job.run(options) { network, seconds in
      call.console.note("\(network.source.path): \(network.words), one pass in \(Figure.time(seconds))")
    }
    return (result, LabelNames(job.cohort.vocabulary))
  }

  private static func files(_ call: Call, _ options: Ranking.Options) throws -> RankingResult {
    let (probabilities, features) = (call[probabilities], call[features])
    guard let labels = call[TrainingOptions.labels], labels.count == 1, !(probabilities + features).isEmpty else {
      throw Misuse("give networks and --on, or --labels Y.npy with --probabilities or --features")
    }
    guard probabilities.isEmpty || features.isEmpty || probabilities.count == features.count else {
      throw Misuse("\(counted(probabilities.count, "file")) of probabilities for \(features.count) of features")
    }
    let weights = call[sourceWeights]
    guard weights.isEmpty || weights.count == probabilities.count else {
      throw Misuse("\(counted(weights.count, "file")) of source weights for \(probabilities.count) of probabilities")
    }
    let target = try RankingFiles.target(labels[0], names: call[names])
    var options = options
    options.part = "as given"
    let sources = try (0..<max(probabilities.count, features.count)).map { place in
      let (said, seen) = (probabilities.isEmpty ? nil : probabilities[place], features.isEmpty ? nil : features[place])
      return Source(
        name: said ?? seen ?? "",
        representation: try RankingFiles.representation(
          probabilities: said, features: seen, weights: weights.isEmpty ? nil : weights[place], target: target))
    }
    return Ranking(sources, options: options).result()
  }
}
