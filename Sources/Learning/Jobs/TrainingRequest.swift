import Cohorts
import Interchange
import Networks

/// What a training is asked to do, as a user says it; stored in the run's folder.
public struct TrainingRequest: Sendable, Equatable, Codable {
  /// The cohort, as `name,key=value:path`.
  public var cohort: String
  /// Labels to keep, in order; nothing for all that occur often enough.
  public var labels: [String]?
  /// Labels that fewer examples have are left out.
  public var minimumPositives = 1
  /// How many examples of each label are kept, drawn by the split's seed; nothing for all.
  public var each: Int?
  /// Whether examples without any of the labels are left out, also where an example may have several.
  public var dropsUnlabelled = false
  /// How many examples are kept in all, drawn by the split's seed; nothing for all.
  public var examples: Int?
  /// Whether an example has one label or several; nothing to tell by the data.
  public var task: Task?
  /// The network's name.
  public var network: String
  /// The recipe's name, or the path of a recipe.
  public var recipe: String
  /// Leads to take, in order; nothing for all, or for the recipe's own.
  public var leads: [String]?
  /// Whether examples whose record lacks a lead are left out; otherwise they stop the training.
  public var dropsLacking = false
  /// Whether examples that the recipe refuses are left out; otherwise they stop the training.
  public var dropsUnusable = false
  /// How the cohort is parted.
  public var split = SplitRequest()
  /// How the network is trained.
  public var plan = TrainingPlan()
  /// What the best weights are chosen by on the validation part: a metric, `usual`, or `none` for the last weights.
  public var metric = "usual"
  /// A folder for prepared recordings; nothing to keep them in memory.
  public var cache: String?

  /// Creates a request; without a recipe, by that which the network's authors had.
  public init(cohort: String, network: String, recipe: String? = nil) {
    self.cohort = cohort
    self.network = network
    self.recipe = recipe ?? Self.usualRecipe(for: network)
  }

  /// The recipe that the authors of a network had for it.
  public static func usualRecipe(for network: String) -> String {
    if network == "lead" || network == "beat" { return network }
    return network.hasPrefix("resNet1d") || ["biLSTM", "lstm"].contains(network) ? "melep" : "benchmark"
  }

  /// The plan, with the metric that is meant.
  func resolvedPlan(task: Task, hasValidation: Bool) -> TrainingPlan {
    var plan = plan
    switch metric {
    case "none": plan.metric = nil
    case "usual": plan.metric = hasValidation ? (task == .oneLabel ? "macroF1" : "macroAUROC") : nil
    default: plan.metric = metric
    }
    return plan
  }

  /// Loads the cohort, with the labels that are asked for.
  ///
  /// Examples that have none of the labels are left out where an example has one label.
  public func loadedCohort() throws(LearningError) -> (cohort: Cohort, task: Task) {
    try chosenCohort(needsLabels: true)
  }

  /// Loads the cohort, with the labels that are asked for.
  ///
  /// - Parameter needsLabels: Whether a cohort without labels, or with one alone, is of no use.
  package func chosenCohort(needsLabels: Bool) throws(LearningError) -> (cohort: Cohort, task: Task) {
    try choosing(from: filing { () throws(FileError) in try Cohort.load(cohort) }, needsLabels: needsLabels)
  }

  /// Returns what is asked for of the cohort, where that was loaded before.
  package func choosing(
    from whole: Cohort, needsLabels: Bool = true
  ) throws(LearningError) -> (cohort: Cohort, task: Task) {
    var cohort = whole
    if let labels {
      let meant = labels.map { cohort.vocabulary.code(meaning: $0) }
      let unknown = zip(labels, meant).filter { $1 == nil }.map(\.0)
      if let first = unknown.first {
        let message = "the cohort has no label \(unknown.joined(separator: ", "))"
        let held = Self.held(by: whole).map(\.label)
        if held.isEmpty { throw .request("\(message), and no other") }
        throw .word(first, among: held, message: "\(message); it has")
      }
      cohort = cohort.restricted(to: meant.compactMap(\.self))
    }
    cohort = cohort.requiring(positives: minimumPositives)
    let suiting = Task(suiting: cohort.droppingUnlabelled())
    let task = task ?? suiting
    let isUnlabelled = cohort.examples.allSatisfy(\.labels.isEmpty)
    if task == .oneLabel || dropsUnlabelled, needsLabels || !isUnlabelled { cohort = cohort.droppingUnlabelled() }
    if let each {
      let order = Sampling.trimmed(to: each).order(
        Array(cohort.examples.indices), of: cohort, seed: split.seed, epoch: 0)
      let before = cohort.count
      cohort = cohort.selecting(order.sorted())
      cohort.notes.append("\(cohort.count) of \(before) examples kept: at most \(each) of each label, drawn")
    }
    if let examples { cohort = cohort.drawing(examples, seed: split.seed) }
    if !needsLabels, cohort.count > 0 { return (cohort, task) }
    guard cohort.count > 0, cohort.vocabulary.count > 0 else {
      let wanted = labels.map { $0.joined(separator: ", ") } ?? "a label"
      let why = cohort.notes.isEmpty ? "" : "; notes: " + cohort.notes.reversed().joined(separator: "; ")
      throw .request("no example is left that has \(wanted): the cohort has \(Self.inventory(of: whole))\(why)")
    }
    if task == .oneLabel, let code = cohort.vocabulary.codes.first, cohort.vocabulary.count == 1 {
      throw .request(
        "\(LabelNames(cohort.vocabulary).beside(code)) alone leaves nothing to tell it from: name two labels, or train "
          + "for several (--task several)")
    }
    return (cohort, task)
  }

  /// Returns the labels that a cohort has, with their counts, the commonest first.
  private static func held(by cohort: Cohort) -> [(label: String, count: Int)] {
    let names = LabelNames(cohort.vocabulary)
    return zip(cohort.vocabulary.codes, cohort.positives).filter { $1 > 0 }.map { (names.beside($0), $1) }
      .sorted { ($1.count, $0.label) < ($0.count, $1.label) }
  }

  /// Says which labels a cohort has, and how often.
  private static func inventory(of cohort: Cohort) -> String {
    let held = held(by: cohort)
    let rest = held.count > 8 ? " and \(counted(held.count - 8, "more label"))" : ""
    return held.isEmpty
      ? "no label at all" : held.prefix(8).map { "\($0.label) \($0.count)" }.joined(separator: ", ") + rest
  }

  /// Returns the cohort without what a recipe cannot take, as far as that was asked for.
  func suiting(_ cohort: Cohort, recipe: Recipe, threads: Int?) throws(LearningError) -> Cohort {
    let leads = dropsLacking ? recipe.leads : nil
    let having = try filing { () throws(FileError) in try leads.map(cohort.having) ?? cohort }
    let result: Cohort
    do throws(RecipeError) {
      result = dropsUnusable ? try having.usable(by: recipe, threads: threads) : having
    } catch {
      throw .recipe(error)
    }
    if result.count == 0 {
      throw .request(
        having.count == 0
          ? "no record has the leads \((leads ?? []).joined(separator: ", "))" : "the recipe refuses every record")
    }
    return result
  }

  /// Returns the recipe for a cohort's recordings.
  public func loadedRecipe(for cohort: Cohort) throws(LearningError) -> Recipe {
    if FileAccess.kind(recipe) == .file {
      return try filing { () throws(FileError) in try Recipe(reading: recipe) }
    }
    guard let example = cohort.examples.first else { throw .request("the cohort is empty") }
    let rate = try filing { () throws(FileError) in try example.source.rate() }
    guard let preset = Recipe.preset(recipe, leads: leads, rate: rate) else { throw unknownRecipe }
    return preset
  }
}
