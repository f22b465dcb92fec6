import Waveforms

/// A cohort whose recordings have been through all steps of a recipe that need no draw.
///
/// Records are read and prepared by several threads, and each once, however many examples are cut from it. Without a cache
/// the prepared recordings stay in memory; with one they lie on disk and are read when they are needed.
public struct PreparedCohort: WindowSource {
  /// The cohort.
  public let cohort: Cohort
  /// The recipe.
  public let recipe: Recipe
  /// How many recordings were found in the cache, and did not have to be prepared again.
  public let found: Int
  private let units: [Int]
  private let recordings: [Stored]

  /// Where a prepared recording is.
  enum Stored: Sendable {
    case memory(Recording, rate: Double)
    case disk(RecipeCache.Entry)
  }

  /// One recording to prepare: a source, or a stretch of one.
  struct Unit: Sendable {
    let source: SignalSource
    let samples: Range<Int>?

    func read() throws(RecipeError) -> Recording {
      do throws(FileError) { return try source.read(samples: samples) } catch { throw .file(error) }
    }
  }

  /// Reads and prepares a cohort.
  ///
  /// - Throws: When a record cannot be read or a step cannot be done to it; of several such records, for the first.
  public init(
    _ cohort: Cohort, recipe: Recipe, cache: RecipeCache? = nil, threads: Int? = nil
  ) throws(RecipeError) {
    self.cohort = cohort
    self.recipe = recipe
    let (units, indices) = Self.units(of: cohort)
    self.units = indices
    if let cache {
      (recordings, found) = try cache.prepare(units, recipe: recipe, threads: threads)
    } else {
      found = 0
      recordings = try Parallel.map(units.count, threads: threads) { index throws(RecipeError) -> Stored in
        let recording = try units[index].read()
        return .memory(try recipe.prepared(recording), rate: recording.rate)
      }
    }
  }

  /// Returns the recordings that a cohort's examples are cut from, and which of them each example needs.
  static func units(of cohort: Cohort) -> (units: [Unit], indices: [Int]) {
    var units: [Unit] = []
    var places: [String: Int] = [:]
    let indices = cohort.examples.map { example -> Int in
      let key = example.samples.map { "\($0.lowerBound)-\($0.upperBound) \(example.source.key)" } ?? example.source.key
      if let place = places[key] { return place }
      places[key] = units.count
      units.append(Unit(source: example.source, samples: example.samples))
      return units.count - 1
    }
    return (units, indices)
  }

  /// Returns an example's windows; without a seed as for evaluation, with one as for a training epoch.
  public func windows(of index: Int, seed: UInt64? = nil, epoch: Int = 0) throws(RecipeError) -> Windows {
    let example = cohort.examples[index]
    let chance = seed.map { Chance(seed: $0, epoch: epoch, example: example.id) }
    let prepared: Recording
    let rate: Double
    switch recordings[units[index]] {
    case .memory(let recording, let old): (prepared, rate) = (recording, old)
    case .disk(let entry):
      do throws(FileError) { (prepared, rate) = try entry.read() } catch { throw .file(error) }
    }
    let focus = example.focus.map { $0 - (example.samples?.lowerBound ?? 0) }
    return try recipe.windows(of: prepared, focus: focus, rate: rate, chance: chance)
  }

  /// Returns a batch of examples; without a seed as for evaluation, with one as for a training epoch.
  ///
  /// - Throws: When the windows of two examples are not alike: different leads, lengths or rates.
  public func batch(
    _ indices: [Int], seed: UInt64? = nil, epoch: Int = 0, threads: Int? = nil
  ) throws(RecipeError) -> Batch {
    let windows = try Parallel.map(indices.count, threads: threads) { place throws(RecipeError) in
      try self.windows(of: indices[place], seed: seed, epoch: epoch)
    }
    return try Batch(windows, indices: indices, cohort: cohort)
  }
}

/// Examples side by side, as a network takes them.
public struct Batch: Sendable, Equatable {
  /// The place in the cohort of each row's example; an example of several windows has several rows.
  public let examples: [Int]
  /// Samples a row.
  public let times: Int
  /// The leads' names.
  public let leads: [String]
  /// Samples a second.
  public let rate: Double
  /// The numbers, (row, time, lead).
  public let values: [Float]
  /// The labels, (row, label), 1 or 0.
  public let targets: [Float]

  /// The number of rows.
  public var count: Int { examples.count }

  init(_ windows: [Windows], indices: [Int], cohort: Cohort) throws(RecipeError) {
    let first = windows.first
    times = first?.times ?? 0
    leads = first?.leads ?? []
    rate = first?.rate ?? 0
    var examples: [Int] = []
    for (window, index) in zip(windows, indices) {
      guard window.times == times, window.leads == leads, window.rate == rate else {
        throw .step(
          record: cohort.examples[index].id, step: "batch",
          message: "\(window.times) samples of \(window.leads.joined(separator: " ")) at \(window.rate) Hz do not fit "
            + "beside \(times) of \(leads.joined(separator: " ")) at \(rate) Hz")
      }
      examples += [Int](repeating: index, count: window.count)
    }
    self.examples = examples
    values = windows.flatMap(\.values)
    targets = cohort.targets(examples)
  }
}
