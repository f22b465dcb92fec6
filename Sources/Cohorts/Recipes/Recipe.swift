import Interchange
import Waveforms

/// How a recording becomes what a network sees: steps in order, the same for training, evaluation and prediction.
///
///     let recipe = Recipe([
///       .leads(names: ["II"], absent: .refuse), .resample(rate: 100),
///       .window(window: Window(1000, at: .random)), .normalize(normalization: .zScore(.lead)), .fill(value: 0),
///     ])
public struct Recipe: Sendable, Equatable, Codable {
  /// The steps, first to last.
  public let steps: [Step]

  /// Creates a recipe.
  public init(_ steps: [Step]) {
    for step in steps { precondition(step.problem == nil, "Recipe: \(step.problem ?? "")") }
    self.steps = steps
  }

  private enum CodingKeys: String, CodingKey { case steps }

  /// Reads a recipe; a step with figures that make no sense is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    steps = try container.decode([Step].self, forKey: .steps)
    if let problem = steps.compactMap(\.problem).first {
      throw DecodingError.dataCorruptedError(forKey: .steps, in: container, debugDescription: problem)
    }
  }

  /// The steps before the first that is drawn: what they make can be kept.
  public var preparing: ArraySlice<Step> { steps.prefix { !$0.isDrawn } }
  /// The steps from the first that is drawn on: they run for each use of an example.
  public var drawing: ArraySlice<Step> { steps.drop { !$0.isDrawn } }

  /// The leads that the recipe names, if its first step that speaks of leads names any.
  public var leads: [String]? {
    for step in steps { if case .leads(let names, _) = step { return names } }
    return nil
  }

  /// Whether its windows are of one lead: beats are cut from the first that it takes.
  package var looksAtOneLead: Bool { steps.contains { if case .beats = $0 { true } else { false } } }

  /// Returns a whole recording, after the steps that need no draw.
  ///
  /// - Throws: When a step cannot be done, or a lead that is taken holds what can be no millivolts.
  public func prepared(_ recording: Recording) throws(RecipeError) -> Recording {
    var work = Work(recording: recording, focus: nil)
    let choosing = preparing.prefix { if case .leads = $0 { true } else { false } }.count
    for (place, step) in preparing.enumerated() {
      // Only the leads that are taken need be voltages, and only as they were read.
      if place == choosing { try work.checkVoltages() }
      try work.run(step, place: place, chance: nil)
    }
    if choosing == preparing.count { try work.checkVoltages() }
    return work.recording
  }

  /// Returns the windows of a prepared recording: one when training, one or more when evaluating.
  ///
  /// - Parameters:
  ///   - prepared: What `prepared(_:)` made of the recording.
  ///   - focus: The example's focus, in samples of the recording as it was.
  ///   - rate: The rate of the recording as it was.
  ///   - chance: What is drawn; nothing when evaluating or predicting.
  public func windows(
    of prepared: Recording, focus: Int? = nil, rate: Double, chance: Chance? = nil
  ) throws(RecipeError) -> Windows {
    let moved = focus.map { Int((max(-1e15, min(1e15, Double($0) * prepared.rate / rate))).rounded()) }
    var works = [Work(recording: prepared, focus: moved)]
    for (place, step) in zip(preparing.endIndex..., drawing) {
      if case .window(let window) = step {
        var cut: [Work] = []
        for work in works { cut += try work.cut(window, place: place, chance: chance) }
        works = cut
      } else if case .beats(let extraction) = step {
        var cut: [Work] = []
        for work in works { cut += try work.beats(extraction) }
        works = cut
      } else {
        for i in works.indices { try works[i].run(step, place: place, chance: chance) }
      }
    }
    return try Windows(works)
  }

  /// Returns the windows of a recording as it was read, in one go.
  public func callAsFunction(
    _ recording: Recording, focus: Int? = nil, chance: Chance? = nil
  ) throws(RecipeError) -> Windows {
    try windows(of: try prepared(recording), focus: focus, rate: recording.rate, chance: chance)
  }

  /// Writes the recipe as JSON.
  public func write(to path: String) throws(FileError) { try JSONFile.write(self, to: path) }

  /// Reads a recipe from JSON.
  public init(reading path: String) throws(FileError) { self = try JSONFile.read(Recipe.self, from: path) }
}

/// What random steps are drawn from: the same numbers for the same seed, epoch and example, on any thread.
public struct Chance: Sendable, Equatable {
  /// The seed of the run.
  public var seed: UInt64
  /// The epoch.
  public var epoch: Int
  /// The example's id as a number.
  public var example: UInt64

  /// Creates the chance of one use of one example.
  public init(seed: UInt64, epoch: Int, example id: String) {
    self.seed = seed
    self.epoch = epoch
    example = Fingerprint.key(of: id)
  }

  /// Returns the generator of one step.
  package func generator(step: Int) -> SplitMix64 {
    SplitMix64(seed, UInt64(bitPattern: Int64(epoch)), example, UInt64(step))
  }
}

/// A recipe that cannot be carried out on a recording.
public enum RecipeError: Error, Equatable, CustomStringConvertible {
  /// A file is missing or broken.
  case file(FileError)
  /// A step cannot be done to this recording.
  case step(record: String, step: String, message: String)

  /// What went wrong, with which record, at which step.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .step(let record, let step, let message): "record \(record), step \(step): \(message)"
    }
  }
}
