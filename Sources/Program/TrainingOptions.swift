import Cohorts
import CommandLineKit
import Compute
import Interchange
import Learning
import Networks

/// The options that say what is trained, on what and how; every command that trains has them.
enum TrainingOptions {
  private static let network = Option(
    "network", short: "n", .choice(Architecture.names), "NAME", "the network", default: "lead")
  private static let recipe = Option(
    "recipe", .text, "NAME",
    "\(Recipe.presets.map(\.name).joined(separator: ", ")), or a file; by the network if not given")
  private static let leads = Option(
    "leads", .list, "A,B,…", "the leads to take, in order; all, or the recipe's, if not given")
  private static let dropsLacking = Option(flag: "drop-lacking", "leave out records that lack a lead")
  private static let dropsUnusable = Option(flag: "drop-unusable", "leave out records that the recipe refuses")
  static let labels = Option("labels", .list, "A,B,…", "the labels to tell, in order")
  private static let minimum = Option(
    "minimum", .integer(from: 1), "N", "leave out labels of fewer examples", default: 1)
  private static let each = Option("each", .integer(from: 1), "N", "keep N examples of each label, drawn")
  private static let examples = Option("examples", .integer(from: 2), "N", "keep N examples in all, drawn")
  private static let dropsUnlabelled = Option(
    flag: "drop-unlabelled", "leave out examples that have none of the labels")
  private static let task = Option(
    "task", .choice(["one", "several"]), "WORD", "labels an example has; by the data if not given")
  private static let unit = Option(
    "split", .choice(["patient", "record", "example"]), "UNIT", "what is never divided", default: "patient")
  private static let folds = Option("folds", .integer(in: 2...1000), "K", "train K times, each part judged once")
  private static let fewFolds = Option(
    "few-folds", .integer(in: 2...1000), "K", "train K times on one part of K, and judge on all others")
  private static let fold = Option("fold", .integer(in: 1...1000), "N", "with --folds, only that one of them")
  private static let validation = Option(
    "validation", .number(in: 0...0.9), "SHARE", "the share to choose by; if not given 0.15, with --folds none")
  private static let test = Option("test", .number(in: 0...0.9), "SHARE", "the share to judge on", default: 0.15)
  private static let official = Option(
    "official", .text, "A/B/C", "the cohort's own folds to train on, choose by and judge on: 1-8/9/10")
  private static let splitFile = Option(
    "split-file", .file, "FILE", "a split as written by einthoven, or a .csv: record,part")
  private static let epochs = Option(
    "epochs", short: "e", .integer(in: 1...1_000_000), "N", "passes over the examples", default: 50)
  private static let batch = Option("batch", .integer(in: 1...65536), "N", "examples a step", default: 32)
  private static let accumulate = Option(
    "accumulate", .integer(in: 1...65536), "N", "batches whose gradients are averaged", default: 1)
  private static let optimizer = Option(
    "optimizer", .choice(["adam", "adamw", "sgd"]), "NAME", "how weights are moved", default: "adam")
  private static let rate = Option("rate", .number(above: 0), "R", "the learning rate", default: 1e-3)
  private static let schedule = Option(
    "schedule", .schedule, "WORD", "how the rate changes: \(Schedule.words.map(\.word).joined(separator: ", "))",
    default: "constant")
  private static let decay = Option("decay", .number(from: 0), "D", "weight decay", default: 0)
  private static let clip = Option("clip", .number(above: 0), "NORM", "the greatest norm of the gradients")
  private static let weights = Option(
    "weights", .choice(["equal", "balanced"]), "WORD", "how much labels count", default: "equal")
  private static let loss = Option(
    "loss", .choice(Loss.words.map(\.word)), "NAME", "what is made small", default: "cross-entropy")
  private static let mixup = Option("mixup", .number(from: 0), "A", "mixes examples, by Beta(A, A)", default: 0)
  private static let smoothing = Option("smoothing", .number(in: 0...0.99), "S", "label smoothing", default: 0)
  private static let sampling = Option(
    "sampling", .choice(["shuffled", "balanced", "trimmed"]), "WORD", "which examples an epoch sees",
    default: "shuffled")
  private static let windows = Option(
    "windows", .choice(["mean", "max"]), "WORD", "how windows become one answer", default: "mean")
  private static let metric = Option(
    "metric", .metric(or: TrainingRequest.metricWords), "NAME",
    "what the best weights are chosen by on the validation part; none for the last",
    default: "usual")
  private static let patience = Option("patience", .integer(from: 1), "N", "stop after N epochs without a better one")
  private static let keepEvery = Option("keep-every", .integer(from: 1), "N", "keep the weights of every N-th epoch")
  static let seed = Option("seed", .seed, "N", "what everything random follows from", default: 1)
  private static let cache = Option("cache", .folder, "DIR", "keep prepared recordings there")

  static var all: [any DeclaredOption] { [network] + carrying }

  /// The options of commands that begin with a network that was trained before.
  static var carrying: [any DeclaredOption] { targeting + learning }

  /// The options that say what is to be told of what, and how it is parted.
  static var targeting: [any DeclaredOption] {
    [leads] + choosing + [unit] + parting
  }

  private static var learning: [any DeclaredOption] {
    [
      recipe, dropsLacking, dropsUnusable, epochs, batch, accumulate, optimizer, rate, schedule, decay, clip, loss,
      weights, smoothing,
      mixup, sampling, windows,
      metric, patience, keepEvery, cache,
    ]
  }

  /// Returns what is asked for.
  static func request(cohort: String, _ call: Call) throws -> TrainingRequest {
    try request(cohort: cohort, network: call[network], recipe: TrainingRequest.usualRecipe(for: call[network]), call)
  }

  /// Returns what is asked for, but for what the network is.
  static func request(
    cohort: String, network: String, recipe usual: String, _ call: Call
  ) throws -> TrainingRequest {
    var request = try target(cohort: cohort, network: network, recipe: call[recipe] ?? usual, call)
    request.dropsLacking = call[dropsLacking]
    request.dropsUnusable = call[dropsUnusable]
    request.cache = call[cache]
    request.plan = plan(call)
    request.metric = call[metric]
    if let problem = request.problem { throw Misuse(problem) }
    if call[recipe] != nil { try request.checkRecipe() }
    try Destination.check(folder: request.cache)
    return request
  }

  /// Returns what is to be told of what.
  static func target(cohort: String, network: String, recipe: String, _ call: Call) throws -> TrainingRequest {
    _ = try CohortLoaders.loader(for: cohort)
    var request = TrainingRequest(cohort: cohort, network: network, recipe: recipe)
    choose(&request, call)
    request.leads = call[leads]
    request.split = try split(call)
    return request
  }

  /// Throws when a cohort is not parted into such a part; only a file can name others than the usual ones.
  static func check(part: String?, among others: [String] = [], _ call: Call) throws {
    let known = ["train", "validation", "test"] + others
    guard let part, call[splitFile] == nil, !known.contains(part) else { return }
    throw Misuse("--part: expected \(listed(known)), got '\(part)'", suggestion: Nearest.word(to: part, among: known))
  }

  /// Says which examples count.
  static func choose(_ request: inout TrainingRequest, _ call: Call) {
    request.labels = call[labels]
    request.minimumPositives = call[minimum]
    request.each = call[each]
    request.examples = call[examples]
    request.dropsUnlabelled = call[dropsUnlabelled]
    request.task = call[task].map { $0 == "one" ? .oneLabel : .severalLabels }
  }

  /// The options that say how a cohort is parted, but for the unit.
  static var parting: [any DeclaredOption] { [folds, fewFolds, fold, validation, test, official, splitFile, seed] }

  /// The options that say which examples count.
  static var choosing: [any DeclaredOption] { [labels, minimum, each, examples, dropsUnlabelled, task] }

  /// Names those of these options that were given.
  static func given(_ call: Call) -> [String] {
    [
      ("--labels", call[labels] != nil), ("--each", call[each] != nil), ("--examples", call[examples] != nil),
      ("--task", call[task] != nil), ("--folds", call[folds] != nil), ("--few-folds", call[fewFolds] != nil),
      ("--official", call[official] != nil), ("--split-file", call[splitFile] != nil),
      ("--validation", call[validation] != nil),
    ].filter(\.1).map(\.0)
  }

  /// Returns how the cohort is to be parted.
  static func split(_ call: Call) throws -> SplitRequest {
    if call[official] != nil || call[splitFile] != nil {
      try call.refuse(unit, because: "the parts are given")
    }
    return try split(call, unit: Split.Unit(rawValue: call[unit]) ?? .patient)
  }

  /// Returns how the cohort is to be parted, by a unit that was asked for otherwise.
  static func split(_ call: Call, unit: Split.Unit) throws -> SplitRequest {
    let ways = [
      ("--folds", call[folds] != nil), ("--few-folds", call[fewFolds] != nil), ("--official", call[official] != nil),
      ("--split-file", call[splitFile] != nil),
    ]
    let given = ways.filter(\.1).map(\.0)
    if given.count > 1 { throw Misuse("\(given.joined(separator: " and ")): expected one way to split") }
    if let way = given.first {
      try call.refuse(test, because: "\(way) says what is judged on")
      if way != "--folds" { try call.refuse(validation, because: "\(way) says what is chosen by") }
    }
    let method: SplitRequest.Method
    if let file = call[splitFile] {
      method = .file(file)
    } else if let text = call[official] {
      guard let parsed = SplitRequest.Method(official: text) else {
        throw Misuse("--official \(text): expected folds as 1-8/9/10, to train on, choose by and judge on")
      }
      method = parsed
    } else if let count = call[folds] {
      method = .folds(count: count, validation: call[validation] ?? 0)
    } else if let count = call[fewFolds] {
      method = .fewFolds(count: count)
    } else {
      method = .fractions(validation: call[validation] ?? 0.15, test: call[test])
    }
    let request = SplitRequest(method, unit: unit, fold: call[fold], seed: call[seed])
    if let problem = request.problem { throw Misuse(problem) }
    if let file = call[splitFile] { _ = try FileAccess.size(file) }
    return request
  }

  private static func plan(_ call: Call) -> TrainingPlan {
    var plan = TrainingPlan()
    plan.epochs = call[epochs]
    plan.batch = call[batch]
    plan.accumulation = call[accumulate]
    plan.optimizer = ["adamw": .adamW(), "sgd": .sgd(momentum: 0.9)][call[optimizer]] ?? .adam()
    plan.rate = Float(call[rate])
    plan.schedule = Schedule(word: call[schedule]) ?? .constant
    plan.decay = Float(call[decay])
    plan.clipNorm = call[clip].map { Float($0) }
    plan.weights = call[weights] == "balanced" ? .balanced : .equal
    plan.loss = Loss(word: call[loss]) ?? .crossEntropy
    plan.mixup = call[mixup]
    plan.smoothing = Float(call[smoothing])
    plan.sampling = ["balanced": .balanced, "trimmed": .trimmed(to: nil)][call[sampling]] ?? .shuffled
    plan.aggregation = WindowAggregation(call[windows] == "max" ? .max : .mean)
    plan.patience = call[patience]
    plan.keepEvery = call[keepEvery]
    plan.seed = call[seed]
    return plan
  }
}

extension ValueKind where Value == [String] {
  /// Words between commas.
  static var list: ValueKind {
    ValueKind("words between commas") { text in
      let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return words.contains("") ? nil : words
    }
  }
}

extension ValueKind where Value == String {
  /// A metric by name, or one of some words that stand for one.
  static func metric(or words: [String] = []) -> ValueKind {
    let names = Metric.names.map(\.name)
    return ValueKind(listed(words + names), words: words + names.filter { !$0.contains("[") }) {
      words.contains($0) || Metric(named: $0) != nil ? $0 : nil
    }
  }

  /// A schedule's word.
  static var schedule: ValueKind {
    let words = Schedule.words.map(\.word)
    return ValueKind(words.joined(separator: ", ")) { Schedule(word: $0) == nil ? nil : $0 }
  }
}
