import Cohorts
import Interchange
import Learning

/// Judges a trained network, or two side by side, on a cohort that need not be theirs.
public struct EvaluationJob {
  /// What is asked for beside the cohort.
  public struct Options: Sendable {
    /// The part of the split to judge on; if nothing is said, the test part of a network's own cohort and all of any other.
    public var part: String?
    /// By what thresholds are chosen on the split's validation part; if nothing is said, the network's own are taken.
    public var thresholds: Thresholds.Rule?
    /// Threads that work.
    public var threads: Int?

    /// Creates the options.
    public init() {}
  }

  /// The cohort, with the labels that were asked for.
  public let cohort: Cohort
  /// The places in it of the examples that are judged on.
  public let places: [Int]
  /// The part of the split that they are; nothing for all examples.
  public let part: String?
  private let networks: [JudgedNetwork]
  private let task: Task
  private let codes: [String]
  private let split: Split?
  private let options: Options
  private let notes: [String]
  private let judged: JudgedExamples

  /// Loads the networks and the cohort.
  ///
  /// - Parameters:
  ///   - path: The checkpoint of the network that is judged.
  ///   - other: That of a second one, whose figures are taken from the first's, pair by pair.
  ///   - target: The cohort, labels, task, leads, what is left out and the split; what else it says plays no part. A network's
  ///     own cohort is taken as its training took it.
  ///   - options: What is asked for beside.
  public init(
    _ path: String, against other: String? = nil, on target: TrainingRequest, options: Options = Options()
  ) throws(LearningError) {
    if let problem = target.split.problem { throw .request(problem) }
    self.options = options
    // A file that is not there is told sooner than a database is read.
    let first = try SourceNetwork(reading: path)
    let second = try other.map { path throws(LearningError) in try SourceNetwork(reading: path) }
    let card = first.checkpoint.card
    let sources = [first] + (second.map { [$0] } ?? [])
    func networks(on cohort: Cohort) throws(LearningError) -> [JudgedNetwork] {
      try sources.map { source throws(LearningError) in try JudgedNetwork(source, of: cohort, leads: target.leads) }
    }
    let loaded = try Self.loaded(target, for: card)
    let whole = OwnCohort.whole(loaded, of: first, threads: options.threads) ?? loaded
    cohort = try target.suiting(whole, recipes: networks(on: whole).map(\.recipe), threads: options.threads)
    let splits = try target.split.splits(of: cohort, lookingAt: options.part == "all" ? nil : options.part)
    let own = splits.first { $0.method == card.training?.split } ?? splits.first
    let isOwn = OwnCohort.isOwn(cohort, own, of: card)
    part = options.part == "all" ? nil : options.part ?? (isOwn ? "test" : nil)
    split = own
    judged = JudgedExamples(cohort, split: own, part: part, location: target.cohort)
    let networks = try networks(on: cohort)
    self.networks = networks
    task = target.task ?? card.task
    // In the words of the first, those labels that all know.
    let known = networks[0].knowledge
    let shared = known.codes.filter { code in
      networks.dropFirst().allSatisfy { Self.column(of: code, known, in: $0) != nil }
    }
    guard shared.count > (task == .oneLabel ? 1 : 0) else {
      throw .request(
        (networks.map { "\($0.source.path) tells \($0.words)" } + ["the cohort has \(cohort.vocabulary.words)"])
          .joined(separator: ", ")
          + ": too few mean the same to judge by" + target.adviceOnCodes(of: cohort))
    }
    codes = shared
    let all = try Self.places(part, own, cohort)
    places =
      task == .oneLabel
      ? all.filter { [cohort] in known.translated(cohort.examples[$0].labels, to: shared).count == 1 } : all
    guard !places.isEmpty else { throw .request("no example of the part has a label that is judged") }
    let names = LabelNames(card.labels)
    var notes = cohort.notes + known.notes(names, LabelNames(cohort.vocabulary))
    let lost = known.codes.filter { !shared.contains($0) }
    if !lost.isEmpty {
      notes.append(
        "not judged, for the second network does not know it: \(lost.map(names.beside).joined(separator: ", "))")
    }
    if places.count < all.count {
      notes.append(
        "\(all.count - places.count) of \(counted(all.count, "example")) left out: not just one of the judged labels")
    }
    self.notes = notes
  }

  /// The cohort with the labels that were asked for; with a network's own labels and task if nothing is said, so that its
  /// own cohort comes out as it was.
  private static func loaded(_ target: TrainingRequest, for card: Card) throws(LearningError) -> Cohort {
    var request = target
    request.task = target.task ?? card.task
    let whole = try filing { () throws(FileError) in try Cohort.load(target.cohort) }
    if request.labels == nil {
      let codes = card.labels.map(\.code)
      let isSame = card.vocabulary.map { $0.system == whole.vocabulary.system } ?? true
      if isSame, codes.allSatisfy({ whole.vocabulary.place(of: $0) != nil }) { request.labels = codes }
    }
    return try request.choosing(from: whole).cohort
  }

  private static func places(_ part: String?, _ split: Split?, _ cohort: Cohort) throws(LearningError) -> [Int] {
    guard let part else { return Array(cohort.examples.indices) }
    guard let split else { throw .request("there is no split") }
    return try filing { () throws(FileError) in try split.places(of: part, in: cohort) }
  }

  /// The place among another network's outputs of a label of the first: what the cohort calls it decides.
  private static func column(of code: String, _ known: LabelKnowledge, in other: JudgedNetwork) -> Int? {
    let words = known.known.first { $0.label == code }?.cohort ?? []
    guard let label = other.knowledge.known.first(where: { $0.cohort == words })?.label else { return nil }
    return other.source.checkpoint.card.labels.firstIndex { $0.code == label }
  }

  /// The first network, as it is asked about one recording.
  ///
  /// - Parameter leads: The leads that were asked for.
  public func model(leads: [String]?) throws(LearningError) -> Model {
    try Model(networks[0].source.checkpoint, leads: leads, threads: options.threads)
  }

  /// What people are told of the first network's labels, in whose words all is judged.
  package var names: LabelNames { LabelNames(networks[0].source.checkpoint.card.labels) }

  /// Judges.
  public func run() throws(LearningError) -> EvaluationResult {
    let known = networks[0].knowledge
    let card = networks[0].source.checkpoint.card
    let encounters = networks.map { $0.source.pedigree.encounters(with: judged) }
    var said: [Predictions] = []
    var elsewhere = 0
    for network in networks {
      let answers = try predictions(network, places)
      if said.isEmpty { elsewhere = answers.elsewhere }
      said.append(answers.predictions)
    }
    var notes = notes
    var thresholds: [Thresholds?] = []
    for place in networks.indices {
      let known = try self.thresholds(of: networks[place], encounters[place])
      thresholds.append(known.thresholds)
      if place == 0, let note = known.note { notes.append(note) }
    }
    if elsewhere > 0 {
      notes.append(
        "of \(elsewhere) of \(places.count) examples the network says first what is not judged here; "
          + "of these, what it says next was judged: by itself it does less well")
    }
    notes += encounters[0].filter(\.isAncestor).doubts
    let evaluation = try Evaluation(of: said[0], thresholds: thresholds[0], threads: options.threads)
    var second: EvaluationResult.Second?
    if networks.count > 1 {
      var compared = said
      if let first = thresholds[0], let other = thresholds[1] {
        compared = [try first.applied(to: said[0]), try other.applied(to: said[1])]
        notes.append("compared, each network has its own thresholds")
      } else if thresholds.contains(where: { $0 != nil }) {
        let usual = fixed(Double(Predictions.usualThreshold), 1)
        notes.append("compared, both have the threshold \(usual), for one has no other")
      }
      second = try EvaluationResult.Second(
        networks[1].source, compared, acquaintance: Acquaintance(encounters[1]), threads: options.threads)
    }
    return EvaluationResult(
      checkpoint: networks[0].source.file, fingerprint: networks[0].source.checkpoint.fingerprint, cohort: cohort.name,
      cohortFingerprint: cohort.fingerprint, part: part, split: part == nil ? nil : split?.method,
      acquaintance: Acquaintance(encounters[0]), labels: known, notes: notes, evaluation: evaluation, second: second,
      training: card.training, predictions: said[0])
  }

  /// What a network's answers are cut at: by the rule that was asked for, or as it was left; nothing for the usual ones.
  private func thresholds(
    of network: JudgedNetwork, _ encounters: [Encounter]
  ) throws(LearningError) -> (thresholds: Thresholds?, note: String?) {
    guard task == .severalLabels else { return (nil, nil) }
    if let rule = options.thresholds {
      let others = try Self.places("validation", split, cohort)
      return (try Thresholds(rule, on: try predictions(network, others).predictions), nil)
    }
    let card = network.source.checkpoint.card
    guard let own = card.thresholds, card.task == .severalLabels else { return (nil, nil) }
    if encounters.contains(where: { !$0.isAncestor && $0.acquaintance == .ownValidation }) {
      return (nil, "the network's own thresholds were chosen on these examples and are not used")
    }
    let columns = codes.compactMap { Self.column(of: $0, networks[0].knowledge, in: network) }
    return (
      Thresholds(labels: codes, values: columns.map { own[$0] }),
      "thresholds are the network's own, chosen on its validation part"
    )
  }

  private func predictions(
    _ network: JudgedNetwork, _ places: [Int]
  ) throws(LearningError) -> (predictions: Predictions, elsewhere: Int) {
    let known = networks[0].knowledge
    let targets = places.flatMap { place -> [Float] in
      let labels = known.translated(cohort.examples[place].labels, to: codes)
      return codes.map { labels.contains($0) ? 1 : 0 }
    }
    return try network.predictions(
      cohort, places: places, labels: codes, columns: codes.compactMap { Self.column(of: $0, known, in: network) },
      targets: targets, task: task, threads: options.threads)
  }
}
