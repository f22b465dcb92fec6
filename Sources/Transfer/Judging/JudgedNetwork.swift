import Cohorts
import Interchange
import Learning
import Networks
import Waveforms

/// A network as it sees the recordings of a cohort that it is judged on.
struct JudgedNetwork {
  let source: SourceNetwork
  let knowledge: LabelKnowledge
  /// What it tells, and in whose words.
  var words: String {
    let card = source.checkpoint.card
    return card.vocabulary?.words ?? card.labels.map(\.code).joined(separator: ", ")
  }
  /// How recordings become what it sees.
  let recipe: Recipe
  private let shape: WindowShape

  /// Finds out how a network sees a cohort's recordings.
  init(_ source: SourceNetwork, of cohort: Cohort, leads given: [String]?) throws(LearningError) {
    self.source = source
    let card = source.checkpoint.card
    knowledge = LabelKnowledge(of: card, in: cohort.vocabulary)
    var leads = given ?? card.recipe.leads
    if leads == nil, card.leads.count > 1 { leads = card.leads }
    let recipe = try source.recipe(for: cohort, leads: leads)
    let taken = recipe.leads ?? []
    guard taken.count == card.leads.count else {
      throw .request(
        "\(source.path) takes \(card.leads.count) leads (\(card.leads.joined(separator: " "))), the recordings have "
          + "\(taken.joined(separator: " ")): say which with --leads")
    }
    self.recipe = recipe
    shape = WindowShape(times: card.architecture.samples, leads: taken.map(LeadName.canonical), rate: card.rate)
  }

  /// Returns what the network says of the examples at some places, of labels that it knows, in its own words.
  ///
  /// - Parameters:
  ///   - labels: The codes as the first of the networks has them.
  ///   - columns: The place among this network's outputs of each.
  func predictions(
    _ cohort: Cohort, places: [Int], labels: [String], columns: [Int], targets: [Float], task: Task, threads: Int?
  ) throws(LearningError) -> (predictions: Predictions, elsewhere: Int) {
    let card = source.checkpoint.card
    let chosen = cohort.selecting(places)
    let prepared: PreparedCohort
    do throws(RecipeError) { prepared = try PreparedCohort(chosen, recipe: recipe, threads: threads) } catch {
      throw .recipe(error)
    }
    let set = try LearningSet(prepared, indices: Array(0..<chosen.count), task: .severalLabels)
    let predictor = Predictor(
      card.architecture, source.checkpoint.parameters, task: card.task, aggregation: card.aggregation, threads: threads)
    let said = try predictor.probabilities(on: set, shape: shape)
    let width = card.labels.count
    var elsewhere = 0
    let probabilities = (0..<chosen.count).flatMap { example -> [Float] in
      let row = columns.map { said[example * width + $0] }
      guard task == .oneLabel, card.task == .oneLabel, row.count < width else { return row }
      let most = said[example * width..<(example + 1) * width].max() ?? 0
      if !row.contains(most) { elsewhere += 1 }
      // Which of these it is: what was said of the others plays no part. With nothing said of these, all are alike.
      let sum = row.reduce(0) { $0 + Double($1) }
      return row.map { sum > 0 ? Float(Double($0) / sum) : 1 / Float(row.count) }
    }
    let predictions = Predictions(
      task: task, labels: labels, ids: set.ids, groups: set.groups, probabilities: probabilities, targets: targets)
    return (predictions, elsewhere)
  }
}

extension Vocabulary {
  /// The codes, and whose they are: equal letters of two systems need not mean the same.
  var words: String { "\(codes.map(LabelNames(self).beside).joined(separator: ", ")) (\(name))" }
}
