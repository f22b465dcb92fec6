import Cohorts
import Compute
import Interchange
import Networks
import Waveforms

/// A checkpoint ready to be asked about recordings.
///
///     let model = try Model(reading: "model.safetensors")
///     let answer = try model.answer(Recording(reading: "100"))
///     print(answer.labels, answer.probabilities)
public final class Model {
  /// What it is.
  public let card: Card
  private let predictor: Predictor
  private let recipe: Recipe
  private let shape: WindowShape
  /// Threads that work; as many as there are processors when nothing is said.
  let threads: Int?

  /// What was said of a recording.
  public struct Answer: Sendable, Equatable {
    /// The record's name.
    public let record: String
    /// The labels' codes and the probability of each, in the model's order.
    public let probabilities: [(label: String, probability: Float)]
    /// The labels that are said to be there.
    public let labels: [String]
    /// Windows (or beats) that were looked at.
    public let windows: Int

    /// Whether two answers are alike.
    public static func == (a: Answer, b: Answer) -> Bool {
      a.record == b.record && a.labels == b.labels && a.windows == b.windows
        && a.probabilities.elementsEqual(b.probabilities) { $0 == $1 }
    }
  }

  /// Creates a model of a checkpoint; leads that are given are taken in place of those that the recipe names, as many as
  /// the network has.
  public init(_ checkpoint: Checkpoint, leads: [String]? = nil, threads: Int? = nil) throws(LearningError) {
    card = checkpoint.card
    self.threads = threads
    if let unfitness = card.architecture.unfitness { throw .request(unfitness) }
    if let leads, leads.count != card.leads.count {
      throw .request(
        "\(leads.count) leads for a network of \(card.leads.count) (\(card.leads.joined(separator: " "))): name one for each"
      )
    }
    recipe = leads.map { [recipe = card.recipe] in recipe.taking(leads: $0) } ?? card.recipe
    shape = WindowShape(
      times: card.architecture.samples, leads: leads.map { $0.map(LeadName.canonical) } ?? card.leads, rate: card.rate)
    predictor = Predictor(
      card.architecture, checkpoint.parameters, task: card.task, aggregation: card.aggregation, threads: threads)
  }

  /// Reads the checkpoint at a path; leads that are given are taken in place of those that the recipe names, as many as
  /// the network has.
  public convenience init(reading path: String, leads: [String]? = nil, threads: Int? = nil) throws(LearningError) {
    let checkpoint = try filing { () throws(FileError) in try Checkpoint(reading: path) }
    try self.init(checkpoint, leads: leads, threads: threads)
  }

  /// Returns what the network sees of a recording: the recipe, after what it takes to come to the recipe's own rate.
  ///
  /// - Throws: When the recording cannot be brought to what the network was trained on.
  public func windows(of recording: Recording) throws(LearningError) -> Windows {
    try windows(of: recording, focus: nil)
  }

  /// Returns what the network sees of a recording about a sample that matters.
  func windows(of recording: Recording, focus: Int?) throws(LearningError) -> Windows {
    do throws(RecipeError) {
      let recording = recording.withoutBlankLeads
      let windows = try adapted(to: recording)(recording, focus: focus)
      try shape.check(windows, of: recording.name)
      return windows
    } catch {
      throw .recipe(error)
    }
  }

  /// Returns the windows as they were cut, missing samples as NaN: what an export takes that normalises them itself.
  public func cutWindows(of recording: Recording) throws(LearningError) -> Windows {
    do throws(RecipeError) {
      let recording = recording.withoutBlankLeads
      return try adapted(to: recording).cutting(recording)
    } catch {
      throw .recipe(error)
    }
  }

  /// The recipe, after what it takes to come to its own rate and to the network's leads.
  ///
  /// A recipe that names no leads was trained on records that have just these: of others, those of the same names are taken.
  private func adapted(to recording: Recording) throws(RecipeError) -> Recipe {
    let recipe = try chosen(for: recording)
    let rate = max(1, min(card.rate, Self.leastRate))
    if recording.rate < rate {
      throw .step(
        record: recording.name, step: "resample",
        message: "\(fixed(recording.rate, 1)) Hz is too slow for beats to be seen: \(fixed(rate, 0)) Hz are needed")
    }
    let toleratesLack = recipe.leads != nil && recipe.refusedLeads.isEmpty
    if let unfitness = Sufficiency(of: shape, toleratesLack: toleratesLack)(recording, leads: recipe.leads) {
      throw .step(record: recording.name, step: "leads", message: unfitness)
    }
    return recipe
  }

  /// The slowest rate at which an ECG is answered for: what is slower does not hold the shape of a beat.
  private static let leastRate = 50.0

  private func chosen(for recording: Recording) throws(RecipeError) -> Recipe {
    let coming = recipe.coming(from: recording.rate, to: card.rate)
    let names = recording.leads.map(\.name)
    let whole = recording.derivingLimbLeads()
    if let lacking = recipe.refusedLeads.first(where: { whole[lead: $0] == nil }) {
      throw .step(
        record: recording.name, step: "leads",
        message: "the record lacks lead \(lacking) and has \(words(names)): \(remedy(names, recipe.refusedLeads.count))"
      )
    }
    if recipe.leads != nil || names == card.leads || (names.count == 1 && card.leads.count == 1) { return coming }
    guard card.leads.allSatisfy({ whole[lead: $0] != nil }) else {
      throw .step(
        record: recording.name, step: "leads",
        message: "the record has \(words(names)), the network was trained on \(words(card.leads)): "
          + remedy(names, card.leads.count))
    }
    return coming.taking(leads: card.leads)
  }

  /// What can be done for a record of other leads: name those that stand for the network's, if there are enough.
  private func remedy(_ names: [String], _ count: Int) -> String {
    names.count < count
      ? "the network needs \(count)"
      : "name the \(count == 1 ? "one" : "\(count)") that the network shall take (--leads), if any of them will do"
  }

  private func words(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: " ") }

  /// The leads that the recipe takes by name; nothing where it takes those there are.
  var takenLeads: [String]? { recipe.leads }

  /// Returns the recipe as it is applied to a recording and its like.
  func fitted(to recording: Recording) throws(LearningError) -> Recipe {
    do throws(RecipeError) { return try adapted(to: recording) } catch { throw .recipe(error) }
  }

  /// Returns the probabilities of some recordings' labels, recording after recording.
  func probabilities(of recordings: [Windows]) -> [Float] { predictor.probabilities(of: recordings) }

  /// Answers for a recording, all of its windows taken together.
  public func answer(_ recording: Recording) throws(LearningError) -> Answer {
    let windows = try windows(of: recording)
    let probabilities = predictor.probabilities(of: [windows])
    guard probabilities.allSatisfy(\.isFinite) else {
      throw .request("record \(recording.name): the network's answer is no number")
    }
    let codes = card.labels.map(\.code)
    let said: [String]
    switch card.task {
    case .oneLabel:
      // The first of equals, as everywhere.
      let best = probabilities.indices.max { (probabilities[$0], $1) < (probabilities[$1], $0) }
      said = best.map { [codes[$0]] } ?? []
    case .severalLabels:
      let thresholds = card.thresholds ?? codes.map { _ in Predictions.usualThreshold }
      said = codes.indices.filter { probabilities[$0] > thresholds[$0] }.map { codes[$0] }
    }
    return Answer(
      record: recording.name, probabilities: zip(codes, probabilities).map { (label: $0, probability: $1) },
      labels: said, windows: windows.count)
  }
}
