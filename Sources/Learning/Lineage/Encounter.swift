import Cohorts

/// What one network has to do with examples that are judged on.
package struct Encounter: Sendable {
  /// The network's file.
  package let name: String
  /// Whether the weights come from it, and it is not itself the one that is judged.
  package let isAncestor: Bool
  /// Whether it has seen the examples.
  package let acquaintance: Acquaintance
  /// How many of them, or of their patients, it has seen, where that could be counted.
  package let seen: Int?
  /// What it learnt from and was chosen by, where it is of the same database and its run still says so.
  package let learnt: [String]
  /// What is said of it in a sentence; nothing where there is nothing to say.
  package let words: String?
  /// What to do about it; nothing where there is nothing to do.
  package let advice: String?

  init(_ member: Pedigree.Member, _ examples: JudgedExamples, isAncestor: Bool) {
    (name, self.isAncestor) = (member.name, isAncestor)
    (acquaintance, seen) = Self.compare(member, examples)
    let isOwnCohort = member.training?.fingerprint == examples.fingerprint
    learnt =
      acquaintance == .otherCohort
      ? [] : ["train", "validation"].flatMap { member.split?[$0]?.examples ?? [] }
    let number = seen.map { "\($0) of the \(examples.count)" }
    let what = examples.words
    switch acquaintance {
    case .otherCohort: words = nil
    case .ownTest:
      words = "\(name) learnt from \(isOwnCohort ? "this cohort" : "this database") too, and has not seen the \(what)"
    case .ownValidation:
      words = "\(name) was chosen by \(number ?? "some or all of the") \(what), or by others of their patients"
    case .learntFrom:
      words = "\(name) learnt from \(number ?? "some or all of the") \(what), or from others of their patients"
    case .silent:
      words = "\(name) does not say what it learnt from: whether it has seen the \(what) is not known"
    default:
      let source = member.training?.cohort ?? ""
      words =
        "\(name) learnt from \(isOwnCohort ? "this cohort under another split" : "\(source), of the same name or database"): "
        + "which of the \(what) it has seen is not known"
    }
    switch acquaintance {
    case .otherCohort, .ownTest: advice = nil
    case .silent: advice = "find out what it learnt from, and say so beside every figure"
    default:
      if isOwnCohort {
        let same = member.splitPath.map { "--split-file \($0)" } ?? Self.options(member.training)
        advice = "to be judged on what it has not seen, split as it did: \(same)"
      } else {
        advice = "to be judged on what it has not seen, leave its recordings and all others of their patients out"
      }
    }
  }

  /// Returns what each of the networks that weights come from has to do with the test part of a split, where that is worst.
  static func worst(of ancestors: [Pedigree.Member], _ all: JudgedExamples, _ splits: [Split]) -> [Encounter] {
    let tests = splits.filter { $0["test"] != nil }.map { all.among("test", of: $0) }
    return ancestors.compactMap { ancestor in
      tests.map { Encounter(ancestor, $0, isAncestor: true) }.max { $0.gravity < $1.gravity }
    }
  }

  /// Whether figures may flatter for it.
  package var isDoubtful: Bool { ![.otherCohort, .ownTest].contains(acquaintance) }

  /// How bad it is beside others; of two that are alike, that of which more was seen.
  private var gravity: (Int, Int) {
    let order: [Acquaintance] = [.otherCohort, .ownTest, .silent, .notKnown, .ownValidation, .learntFrom]
    return (order.firstIndex(of: acquaintance) ?? 0, seen ?? 0)
  }

  private static func options(_ training: Card.Training?) -> String {
    guard let training else { return "with the options of its training" }
    return "with the options of its training (\(training.split), --seed \(training.plan.seed))"
  }

  private static func compare(_ member: Pedigree.Member, _ examples: JudgedExamples) -> (Acquaintance, seen: Int?) {
    guard let training = member.training else { return (.silent, nil) }
    let isOwnCohort = training.fingerprint == examples.fingerprint
    guard isOwnCohort || examples.isOfDatabase(training.cohort, at: member.location) else { return (.otherCohort, nil) }
    if isOwnCohort, let split = examples.split, let part = examples.part, isSame(split, training) {
      switch part {
      case "test": return (.ownTest, nil)
      case "validation": return (.ownValidation, nil)
      default: return (.learntFrom, nil)
      }
    }
    if let own = member.split {
      let learnt = examples.shared(with: own["train"]?.examples ?? [])
      if let learnt, learnt > 0 { return (.learntFrom, learnt) }
      let chosen = examples.shared(with: own["validation"]?.examples ?? [])
      if let chosen, chosen > 0 { return (.ownValidation, chosen) }
      if learnt != nil && chosen != nil { return (.ownTest, nil) }
    }
    return (isOwnCohort && examples.part == nil ? .learntFrom : .notKnown, nil)
  }

  /// Whether a training had the same parts.
  private static func isSame(_ split: Split, _ training: Card.Training) -> Bool {
    // Cards of old say only how it was split; the program draws a split by the seed of the training.
    training.parts.map { $0 == split.fingerprintOfParts }
      ?? (training.split == split.method && (split.seed ?? training.plan.seed) == training.plan.seed)
  }
}

extension [Encounter] {
  /// What limits figures, a sentence each.
  package var doubts: [String] { filter(\.isDoubtful).compactMap(\.words) }
}
