import Cohorts
import Interchange
import Learning
import Networks
import Waveforms

/// Ranks trained networks on a target: each sees the examples of the target's training part once.
public struct RankingJob {
  /// The networks, as they will see the target.
  public let networks: [RankedNetwork]
  /// The target's examples.
  public let cohort: Cohort
  /// Whether an example has one label or several.
  public let task: Task
  /// The split whose part is read.
  public let split: Split
  /// The part.
  public let part: String
  /// What limits how far the ranking can be believed, a sentence each: networks that have seen what is judged on later.
  public let notes: [String]
  private let places: [Int]
  private let threads: Int?

  /// Loads the target and the networks.
  ///
  /// - Parameters:
  ///   - sources: The paths of the networks' checkpoints.
  ///   - target: The cohort, labels, leads, what is left out and the split; what else it says plays no part.
  ///   - part: The part of the split to read; what a choice is judged on later must not be read for it.
  ///   - threads: How many threads work; as many as there are processors when nil.
  public init(
    _ sources: [String], on target: TrainingRequest, part: String = "train", threads: Int? = nil
  ) throws(LearningError) {
    if let problem = target.split.problem { throw .request(problem) }
    // A file that is not there is told sooner than a database is read.
    var read: [SourceNetwork] = []
    for path in sources { read.append(try SourceNetwork(reading: path)) }
    let loaded = try target.loadedCohort()
    func networks(on cohort: Cohort) throws(LearningError) -> [RankedNetwork] {
      try read.map { source throws(LearningError) in try RankedNetwork(source, for: cohort, leads: target.leads) }
    }
    let whole = try networks(on: loaded.cohort)
    cohort = try target.suiting(loaded.cohort, recipes: whole.map(\.recipe), threads: threads)
    task = loaded.task
    let splits = try target.split.splits(of: cohort, lookingAt: part)
    guard let split = splits.first else { throw .request("there is no split") }
    (self.split, self.part, self.threads) = (split, part, threads)
    do throws(FileError) { places = try split.places(of: part, in: cohort) } catch { throw .file(error) }
    guard !places.isEmpty else { throw .request("the part \(part) holds no example") }
    let networks = cohort.count < loaded.cohort.count ? try networks(on: cohort) : whole
    self.networks = networks
    notes = Self.notes(networks, JudgedExamples(cohort, location: target.cohort), split)
  }

  /// Says which of the networks, or of those they come from, have seen the part that the carried networks are judged on.
  private static func notes(_ networks: [RankedNetwork], _ all: JudgedExamples, _ split: Split) -> [String] {
    guard split["test"] != nil else { return [] }
    let judged = all.among("test", of: split)
    var notes: [String] = []
    for note in networks.flatMap({ $0.source.pedigree.encounters(with: judged).doubts }) where !notes.contains(note) {
      notes.append(note)
    }
    return notes
  }

  /// Shows every network the examples and evaluates the measures.
  ///
  /// - Parameters:
  ///   - options: Which measures, and how many draws their intervals are made of.
  ///   - report: Told of each network and the seconds that it took.
  public func run(
    _ options: Ranking.Options = Ranking.Options(), report: (RankedNetwork, Double) -> Void = { _, _ in }
  ) throws(LearningError) -> RankingResult {
    let chosen = cohort.selecting(places)
    let target: Target
    switch task {
    case .oneLabel:
      let owners = chosen.examples.map { chosen.vocabulary.places(of: $0.labels).first ?? 0 }
      target = Target(labels: chosen.vocabulary.codes, classes: owners)
    case .severalLabels:
      target = Target(labels: chosen.vocabulary.codes, positive: chosen.targets().map { $0 == 1 })
    }
    var sources: [Source] = []
    for network in networks {
      let clock = ContinuousClock.now
      sources.append(try network.source(on: chosen, target, threads: threads))
      report(network, clock.duration(to: .now) / .seconds(1))
    }
    var options = options
    options.part = part
    options.threads = threads
    options.groups = chosen.examples.map { $0.patient.identifier.map { "patient \($0)" } ?? "record \($0.record)" }
    return Ranking(sources, options: options).result()
  }
}

/// A trained network as it sees a target's recordings.
public struct RankedNetwork: Sendable {
  /// The network.
  public let source: SourceNetwork
  /// How recordings become what it sees.
  public let recipe: Recipe
  /// In how many leads copies of it stand; nothing for the network as it is.
  public let embeddedLeads: Int?
  private let leads: [String]

  /// Finds out how a network sees a cohort's recordings: a one-lead network is embedded where there are several leads.
  init(_ source: SourceNetwork, for cohort: Cohort, leads: [String]?) throws(LearningError) {
    self.source = source
    let card = source.checkpoint.card
    // A network of several leads takes those it learnt from, wherever they stand in the recordings.
    recipe = try source.recipe(for: cohort, leads: card.leads.count > 1 ? card.leads : leads, embeds: true)
    self.leads = recipe.leads ?? []
    embeddedLeads = card.leads.count == 1 && self.leads.count > 1 ? self.leads.count : nil
  }

  /// What it sees, in words.
  public var words: String {
    embeddedLeads.map { "embedded in \($0) leads" } ?? "leads \(leads.joined(separator: " "))"
  }

  func source(on cohort: Cohort, _ target: Target, threads: Int?) throws(LearningError) -> Source {
    let card = source.checkpoint.card
    var (architecture, parameters) = (card.architecture, source.checkpoint.parameters)
    if let embeddedLeads {
      let embedded = Embedded(of: architecture.network, leads: embeddedLeads)
      if let problem = Architecture(embedded).problem { throw .request("\(source.path): \(problem)") }
      architecture = Architecture(embedded)
      let carried = architecture.parameters(seed: 0)
      embedded.carry([parameters], into: carried)
      parameters = carried
    }
    let prepared: PreparedCohort
    do throws(RecipeError) { prepared = try PreparedCohort(cohort, recipe: recipe, threads: threads) } catch {
      throw .recipe(error)
    }
    let shape = WindowShape(times: architecture.samples, leads: leads, rate: card.rate)
    let extractor = FeatureExtractor(architecture, parameters, threads: threads)
    let width = extractor.times * extractor.channels
    let count = cohort.count
    var sums = [Double](repeating: 0, count: count * width)
    var windows = [Double](repeating: 0, count: count)
    var logits: [Float] = []
    var owners: [Int] = []
    try extractor.each(of: prepared, at: Array(0..<count), shape: shape) { examples, _, features, said in
      for (row, example) in examples.enumerated() {
        windows[example] += 1
        for column in 0..<width { sums[example * width + column] += Double(features[row * width + column]) }
      }
      owners += examples
      logits += said
    }
    for cell in sums.indices { sums[cell] /= windows[cell / width] }
    let probabilities = card.aggregation(logits, task: card.task, owners: owners, count: count)
    let representation = Representation(
      probabilities: Matrix(rows: count, columns: card.labels.count, floats: probabilities),
      features: Matrix(rows: count, columns: width, values: sums), target: target, sourceWeights: card.labelSkills)
    let own = card.results.first { $0.part == "test" && $0.metric == "macroAUROC" }
    return Source(
      name: source.path, representation: representation, ownScore: own?.value,
      parameters: card.architecture.parameterCount)
  }
}
