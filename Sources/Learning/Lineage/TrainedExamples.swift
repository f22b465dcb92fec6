import Cohorts
import Interchange

/// The examples that a checkpoint learnt from, as far as they can be found again.
///
/// A card holds the fingerprint of the cohort; which of its examples were learnt from stands in the run's folder, and
/// where the data is as well. What was learnt before the weights were carried over counts too.
public struct TrainedExamples: Sendable {
  /// What each training learnt from, the last first.
  public private(set) var cohorts: [Cohort] = []
  /// What could not be found, a sentence each; nothing when all was.
  public private(set) var gaps: [String] = []

  /// Finds the examples that the checkpoint at a path was trained on, and those of the checkpoints it came from.
  ///
  /// A cohort may be offered as the one that was learnt from, where the run does not know where that is.
  /// - Throws: When the checkpoint cannot be read.
  public init(of checkpoint: String, offered: Cohort? = nil) throws(FileError) {
    try self.init(of: checkpoint, offered: offered, withAncestors: true)
  }

  /// Finds the examples that the checkpoint at a path was trained on, and where it is wanted those of the checkpoints it came
  /// from.
  package init(
    of checkpoint: String, offered: Cohort? = nil, withAncestors: Bool, depth: Int = 0
  ) throws(FileError) {
    let card = try Checkpoint.card(reading: checkpoint)
    let name = CheckpointName.file(checkpoint)
    let run = Self.run(of: checkpoint)
    guard let training = card.training else {
      gaps = ["\(name) does not say what it learnt from"]
      return
    }
    do throws(LearningError) {
      cohorts = [try Self.examples(training, run, checkpoint: checkpoint, offered: offered)]
    } catch {
      gaps = ["which examples of \(training.cohort) \(name) learnt from cannot be found again: \(error)"]
    }
    guard withAncestors, let ancestor = card.lineage.first else { return }
    let origin = run.map(\.request.network) ?? ""
    // Carrying over names the checkpoint that it begins with; the fingerprint says whether that file is still the same.
    guard depth < 16, FileAccess.kind(origin) == .file,
      let source = try? Checkpoint(reading: origin), source.fingerprint == ancestor.fingerprint
    else {
      gaps.append("\(name) was carried over from \(ancestor.file), and what that learnt from cannot be found again")
      return
    }
    let before = try TrainedExamples(of: origin, offered: offered, withAncestors: true, depth: depth + 1)
    cohorts += before.cohorts
    gaps += before.gaps
    // Of several networks side by side, the run names the first alone.
    let known = Set([source.fingerprint] + source.card.lineage.map(\.fingerprint))
    for other in card.lineage where !known.contains(other.fingerprint) {
      gaps.append("\(name) was carried over from \(other.file) too, and what that learnt from cannot be found again")
    }
  }

  /// Returns the run in whose folder, or in a fold of which, a checkpoint is.
  package static func run(of checkpoint: String) -> SettledRun? {
    let folder = FileAccess.folder(of: checkpoint)
    return ["\(folder)/run.json", "\(folder)/../run.json"].lazy.compactMap {
      try? JSONFile.read(SettledRun.self, from: $0)
    }.first
  }

  private static func examples(
    _ training: Card.Training, _ run: SettledRun?, checkpoint: String, offered: Cohort?
  ) throws(LearningError) -> Cohort {
    var problem = "there is no run.json beside it"
    var cohort = offered?.fingerprint == training.fingerprint ? offered : nil
    if cohort == nil, let run {
      do throws(LearningError) {
        let loaded = try run.request.loadedCohort().cohort
        if run.request.dropsUnusable, let found = learnt(training, from: loaded, beside: checkpoint) { return found }
        let found = try run.request.suiting(loaded, recipe: run.recipe, threads: nil)
        if found.fingerprint == training.fingerprint { cohort = found }
        problem = "\(run.request.cohort) has changed since"
      } catch {
        problem = error.description
      }
    }
    guard let cohort else { throw .request(problem) }
    let split = try split(run, of: cohort, beside: checkpoint)
    let places = try filing { () throws(FileError) in try split.places(of: "train", in: cohort) }
    guard places.count == training.examples else {
      throw .request("the split has \(places.count) examples to train on, the card \(training.examples)")
    }
    return cohort.selecting(places)
  }

  /// Returns the examples that the split beside a checkpoint names, where all are there and it is the checkpoint's own: what a
  /// recipe refused stands in none of its parts, so that nothing need be prepared again to know it.
  private static func learnt(_ training: Card.Training, from cohort: Cohort, beside checkpoint: String) -> Cohort? {
    let member = Pedigree.Member(at: checkpoint, fingerprint: "", training: training)
    guard let ids = member.split?["train"]?.examples else { return nil }
    let places = cohort.places
    let found = ids.compactMap { places[$0] }
    return found.count == ids.count ? cohort.selecting(found) : nil
  }

  /// Returns the split as it stands beside the checkpoint, or makes it again.
  private static func split(_ run: SettledRun?, of cohort: Cohort, beside checkpoint: String) throws(LearningError)
    -> Split
  {
    let path = "\(FileAccess.folder(of: checkpoint))/\(RunFolder.splitName)"
    if FileAccess.kind(path) == .file { return try filing { () throws(FileError) in try Split(reading: path) } }
    guard let run else { throw .request("there is neither \(RunFolder.splitName) nor run.json beside it") }
    let splits = try run.request.split.splits(of: cohort)
    let fold = FileAccess.name(of: FileAccess.folder(of: checkpoint)).split(separator: "-").last.flatMap { Int($0) }
    let number = splits.count == 1 ? 0 : (fold ?? 0) - 1
    guard splits.indices.contains(number), run.splits.contains(splits[number].fingerprintOfParts) else {
      throw .request("the split cannot be made again")
    }
    return splits[number]
  }
}
