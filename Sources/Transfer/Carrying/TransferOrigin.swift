import Cohorts
import Learning
import Networks

/// What a training begins with when networks are carried over.
public struct TransferOrigin: TrainingOrigin {
  /// What was asked for.
  public let request: TransferRequest
  /// The networks.
  public let sources: [SourceNetwork]

  /// Reads the networks.
  public init(_ request: TransferRequest) throws(LearningError) {
    if let problem = request.problem { throw .request(problem) }
    self.request = request
    var sources: [SourceNetwork] = []
    for path in request.sources { sources.append(try SourceNetwork(reading: path)) }
    self.sources = sources
    guard let first = sources.first?.checkpoint.card else { throw .request("there is no source") }
    // Which levels a network of copies has, its leads decide.
    for name in [request.renewedFrom, request.method == .embed ? nil : request.from] {
      _ = try place(name, first.architecture.levels)
    }
    for source in sources.dropFirst() {
      var other = source.checkpoint.card.architecture
      other.outputs = first.architecture.outputs
      guard other == first.architecture, source.checkpoint.card.rate == first.rate else {
        throw .request("\(source.file) is another network than \(sources[0].file), or of another rate")
      }
    }
  }

  /// Returns the first source's recipe, brought to the cohort's leads and rate; or the one that the request names.
  public func recipe(for cohort: Cohort, _ training: TrainingRequest) throws(LearningError) -> Recipe {
    if training.recipe == TransferRequest.sourceRecipe {
      return try sources[0].recipe(
        for: cohort, leads: training.leads, embeds: request.method == .embed,
        absent: request.missingLeads ? .missing : nil)
    }
    let recipe = try training.loadedRecipe(for: cohort)
    guard request.missingLeads, let leads = recipe.leads else { return recipe }
    return recipe.taking(leads: leads, absent: .missing)
  }

  /// Returns the carried network, with the rules by which it goes on learning.
  public func start(
    for cohort: Cohort, shape: WindowShape, _ training: TrainingRequest
  ) throws(LearningError) -> TrainingStart {
    let cards = sources.map(\.checkpoint.card)
    let matches = cards.map { card in
      request.keepsRows ? LabelMatch(of: card, to: cohort.vocabulary) : LabelMatch(none: cohort.vocabulary)
    }
    try check(shape)
    let carrier =
      try request.method == .embed
      ? embedded(matches, shape)
      : Carrier(
        sources[0].checkpoint, match: matches[0], renewedFrom: level(request.renewedFrom, cards[0].architecture),
        seed: training.plan.seed)
    let levels = carrier.architecture.levels
    let isNewHead = request.headStart == .random && request.method == .embed || !matches.allSatisfy(\.isWhole)
    let fresh = try place(request.renewedFrom, levels) ?? (isNewHead ? levels.count - 1 : levels.count)
    let renewed = try place(request.renewedFrom, levels) ?? levels.count - 1
    let from = try place(request.from, levels) ?? (request.method == .head ? renewed : 0)
    let freezing = Freezing(request, levels, from: from, fresh: fresh)
    var start = TrainingStart(carrier.architecture, parameters: carrier.parameters)
    start.rules = freezing.rules
    if request.method == .head || request.keepsFeatures {
      let stage = levels[from].name
      guard carrier.architecture.stages.contains(where: { $0.name == stage }) else {
        throw .request("copies side by side can be cut before their head or a layer across, not before '\(stage)'")
      }
      start.features = FeatureRequest(before: stage, windows: request.windows)
    }
    // Read from files: once.
    let ancestors = ancestors
    start.ancestors = ancestors
    if request.keepsRows, matches[0].places.allSatisfy({ $0 == nil }) {
      start.notes.append(
        "the head is new, for none of the labels "
          + "\(Self.listed(cohort.vocabulary.codes, LabelNames(cohort.vocabulary))) is known to mean one of the network's, "
          + Self.listed(cards[0].labels.map(\.code), LabelNames(cards[0].labels)) + training.adviceOnCodes(of: cohort))
    }
    start.lineage = lineage(
      matches[0].words(cohort.vocabulary.codes), freezing.words, start.features, ancestors)
    return start
  }

  private static func listed(_ codes: [String], _ names: LabelNames) -> String {
    codes.prefix(6).map(names.beside).joined(separator: " ") + (codes.count > 6 ? " …" : "")
  }

  private func embedded(_ matches: [LabelMatch], _ shape: WindowShape) throws(LearningError) -> Carrier {
    let card = sources[0].checkpoint.card
    let probe = Embedded(
      of: card.architecture.network, leads: shape.leads.count, crossChannel: request.crossChannel,
      takesPresence: request.missingLeads)
    if let problem = Architecture(probe).problem { throw .request(problem) }
    guard sources.count == 1 || sources.count == shape.leads.count else {
      throw .request("\(sources.count) sources for \(shape.leads.count) leads, expected 1 or one a lead")
    }
    return Carrier(
      embedding: sources.map(\.checkpoint), leads: shape.leads.count, matches: matches,
      renewedFrom: try level(request.renewedFrom, card.architecture), crossChannel: request.crossChannel,
      takesPresence: request.missingLeads, head: request.headStart, seed: request.training.plan.seed)
  }

  /// Throws when the recordings do not become what the network takes.
  private func check(_ shape: WindowShape) throws(LearningError) {
    let card = sources[0].checkpoint.card
    if shape.rate != card.rate || shape.times != card.architecture.samples {
      throw .request(
        "the recipe makes \(shape.times) samples at \(shape.rate) Hz, the network takes \(card.architecture.samples) at "
          + "\(card.rate) Hz")
    }
    if request.method != .embed && shape.leads.count != card.leads.count {
      throw .request(
        "the recordings have \(shape.leads.joined(separator: " ")), the network takes \(card.leads.count) "
          + "(\(card.leads.joined(separator: " "))): say which with --leads"
          + (card.leads.count == 1 ? ", or embed it in all of them" : ""))
    }
  }

  private func level(_ name: String?, _ architecture: Architecture) throws(LearningError) -> String? {
    _ = try place(name, architecture.levels)
    return name
  }

  private func place(_ name: String?, _ levels: [Level]) throws(LearningError) -> Int? {
    guard let name else { return nil }
    if let place = levels.firstIndex(where: { $0.name == name }) { return place }
    throw .word(name, among: levels.map(\.name), message: "there is no level '\(name)'; there are")
  }

  /// Says of every source what was done with it, and of the first where it came from itself.
  private func lineage(
    _ head: String, _ freezing: String, _ features: FeatureRequest?, _ ancestors: [Pedigree.Member]
  ) -> [Card.Ancestor] {
    var method =
      switch request.method {
      case .head: "head retrained"
      case .fineTune: "fine-tuned"
      case .embed: "embedded, head \(request.headStart == .share ? "shared among the leads" : "drawn")"
      }
    method += ", \(head), \(freezing)"
    if let renewed = request.renewedFrom { method += ", drawn anew from \(renewed) up" }
    if !request.crossChannel.isEmpty {
      method += ", layers across leads after \(request.crossChannel.joined(separator: " "))"
    }
    if let features {
      method += ", features before \(features.stage) computed once, of "
      method += features.windows.map { "\($0) random windows an example" } ?? "the windows of evaluation"
    }
    var lineage = sources.map { source in
      Card.Ancestor(
        file: source.file, fingerprint: source.checkpoint.fingerprint, method: method,
        training: source.checkpoint.card.training)
    }
    for ancestor in sources.flatMap(\.checkpoint.card.lineage)
    where !lineage.contains(where: { $0.fingerprint == ancestor.fingerprint }) {
      var ancestor = ancestor
      // Cards of old do not say it, where the file itself may.
      ancestor.training = ancestor.training ?? ancestors.first { $0.fingerprint == ancestor.fingerprint }?.training
      lineage.append(ancestor)
    }
    return lineage
  }

  /// The sources and those that they come from, each once.
  private var ancestors: [Pedigree.Member] {
    var result: [Pedigree.Member] = []
    for member in sources.flatMap(\.pedigree.members)
    where !result.contains(where: { $0.fingerprint == member.fingerprint }) {
      result.append(member)
    }
    return result
  }
}

extension TransferRequest {
  /// Loads and prepares everything for the training that carries the networks over.
  public func job(threads: Int? = nil) throws(LearningError) -> TrainingJob {
    try TrainingJob(training, from: TransferOrigin(self), threads: threads)
  }
}
