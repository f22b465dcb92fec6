import Cohorts
import Interchange
import Learning

/// What is to be audited, in words.
public struct OverlapRequest: Sendable {
  /// The cohort, as `name,key=value:path`, with what a training would leave out and how it would split.
  public var training: TrainingRequest
  /// A split as a file, or as the folder of a run; nothing to split as a training would.
  public var split: String?
  /// Another cohort, a checkpoint, or the folder of a run that has one.
  public var against: String?

  /// Creates a request.
  public init(_ training: TrainingRequest, split: String? = nil, against: String? = nil) {
    self.training = training
    self.split = split
    self.against = against
  }

  /// Loads what is needed, and returns the audit.
  public func audit() throws(LearningError) -> OverlapAudit {
    let cohort = { () throws(LearningError) in
      try filing { () throws(FileError) in try Cohort.load(training.cohort) }
    }
    guard let against else {
      guard let split else {
        let cohort = try training.chosenCohort(needsLabels: false).cohort
        let splits = try training.split.splits(of: cohort)
        return try filing { () throws(FileError) in try OverlapAudit(of: cohort, splits: splits) }
      }
      let whole = try cohort()
      let location = training.cohort
      return try filing { () throws(FileError) in
        let parts = try Self.read(split, of: whole)
        return try OverlapAudit(
          of: whole, split: parts, carriedFrom: Self.pedigree(beside: split), at: location)
      }
    }
    var tested = try cohort()
    if let split {
      let whole = tested
      tested = try filing { () throws(FileError) in try Self.judged(whole, by: Self.read(split, of: whole)) }
    }
    guard let checkpoint = Self.checkpoint(at: against) else {
      let location = FileAccess.kind(against) == .file ? "csv:\(against)" : against
      let other = try filing { () throws(FileError) in try Cohort.load(location) }
      return OverlapAudit(of: tested, against: other)
    }
    return try filing { () throws(FileError) in
      let trained = try TrainedExamples(of: checkpoint, offered: try? cohort())
      return OverlapAudit(of: tested, against: trained, hint: split == nil ? trained.hint(tested, checkpoint) : nil)
    }
  }

  /// Reads a split from a file, or from a run's folder.
  private static func read(_ path: String, of cohort: Cohort) throws(FileError) -> Split {
    guard FileAccess.kind(path) == .folder else {
      return try Split(reading: path, of: cohort, allowsRepeats: true)
    }
    let file = "\(path)/\(RunFolder.splitName)"
    guard FileAccess.kind(file) == .file else {
      throw FileError(
        file: path, expected: RunFolder.splitName,
        message: "the folder holds no split; a run with several folds has one in each fold's folder")
    }
    return try Split(reading: file)
  }

  /// Returns where the network comes from that was trained with a split, when the split is a run's own.
  private static func pedigree(beside split: String) -> Pedigree? {
    let file = RunFolder.splitName
    let folder =
      FileAccess.kind(split) == .folder ? split + "/" : split.hasSuffix(file) ? String(split.dropLast(file.count)) : nil
    return folder.flatMap { try? Pedigree(reading: $0 + "model.safetensors") }
  }

  /// Returns what is judged on: all parts but the one to train on.
  private static func judged(_ cohort: Cohort, by split: Split) throws(FileError) -> Cohort {
    let wanted = Set(split.parts.filter { $0.name != "train" }.flatMap(\.examples))
    let result = cohort.filter { wanted.contains($0.id) }
    guard result.count == wanted.count, result.count > 0 else {
      throw FileError(
        file: "split of \(split.cohort)", found: "\(result.count) of \(wanted.count) examples in \(cohort.name)",
        expected: "all of them, and at least one", message: "what is judged on is not in the cohort")
    }
    return result
  }

  /// Returns the checkpoint that a path means, or nothing when it means none.
  private static func checkpoint(at path: String) -> String? {
    switch FileAccess.kind(path) {
    case .file where path.hasSuffix(".csv"): nil
    case .file: path
    case .folder: "\(path)/model.safetensors"
    default: path.hasSuffix(".safetensors") ? path : nil
    }
  }
}

extension TrainedExamples {
  /// What to do where the network learnt from a part of a cohort, and all of it would be taken for what it is tested on.
  fileprivate func hint(_ tested: Cohort, _ checkpoint: String) -> String? {
    guard let own = cohorts.first, own.name == tested.name, own.count < tested.count else { return nil }
    let ids = Set(tested.examples.map(\.id))
    guard own.examples.allSatisfy({ ids.contains($0.id) }) else { return nil }
    let folder = checkpoint.dropLast(FileAccess.name(of: checkpoint).count)
    let isBeside = FileAccess.kind(folder + RunFolder.splitName) == .file
    let split = isBeside ? folder.isEmpty ? "." : String(folder.dropLast()) : "RUN"
    return
      "The network learnt from \(own.count) of these \(counted(tested.count, "example")): with --split \(split) only "
      + "what it was not trained on is taken for what is judged on."
  }
}

extension OverlapAudit {
  /// Audits what a network is tested on against all that it learnt from.
  public init(of tested: Cohort, against trained: TrainedExamples) {
    self.init(of: tested, against: trained, hint: nil)
  }

  fileprivate init(of tested: Cohort, against trained: TrainedExamples, hint: String?) {
    self.init(
      of: tested, against: trained.cohorts,
      names: ["tested on"] + trained.cohorts.indices.map { $0 == 0 ? "learnt from" : "learnt before (\($0))" },
      doubts: trained.gaps, hint: hint)
  }
}
