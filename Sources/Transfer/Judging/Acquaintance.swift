import Cohorts
import Learning

/// Whether a network may have seen what it is judged on.
public enum Acquaintance: String, Sendable, Codable, CaseIterable {
  /// The cohort is another one than it learnt from, as far as its name tells.
  case otherCohort = "another cohort"
  /// Its own cohort, split as in its training: the part that was kept to judge on.
  case ownTest = "its own test part"
  /// Its own cohort, split as in its training: the part that weights and thresholds were chosen by.
  case ownValidation = "its own validation part"
  /// Its own cohort, examples that it learnt from among them.
  case learntFrom = "learnt from"
  /// Its own cohort, but split in another way, or one of the same name: which of these it has seen is not known.
  case notKnown = "not known"
  /// It does not say what it learnt from.
  case silent = "what it learnt from is not known"

  /// Compares what a card says with a cohort and the part of it that is read; without a split, all of it.
  init(_ card: Card, _ cohort: Cohort, _ split: Split?, part: String?) {
    guard let training = card.training else {
      self = .silent
      return
    }
    guard training.fingerprint == cohort.fingerprint else {
      // `ptb-xl` with one task holds the recordings of `ptb-xl` with another.
      func base(_ name: String) -> Substring { name.prefix { $0 != "," && $0 != " " && $0 != ":" } }
      self = base(training.cohort) == base(cohort.name) ? .notKnown : .otherCohort
      return
    }
    guard let split, let part else {
      self = .learntFrom
      return
    }
    // Cards of old say only how it was split; the program draws a split by the seed of the training.
    let isSame =
      training.parts.map { $0 == split.fingerprintOfParts }
      ?? (training.split == split.method && (split.seed ?? training.plan.seed) == training.plan.seed)
    guard isSame else {
      self = .notKnown
      return
    }
    switch part {
    case "test": self = .ownTest
    case "validation": self = .ownValidation
    default: self = .learntFrom
    }
  }

  /// What it means for the figures, in a sentence.
  public var words: String {
    switch self {
    case .otherCohort: "The network learnt from another cohort."
    case .ownTest: "The network learnt from this cohort, and has not seen this part of it."
    case .ownValidation:
      "The network's weights were chosen on these examples, and its thresholds if it has any: the figures flatter."
    case .learntFrom: "The network has learnt from some or all of these examples: the figures flatter."
    case .notKnown:
      "The network learnt from this cohort under another split, or from one of the same name: which of these examples it "
        + "has seen is not known, and the figures may flatter."
    case .silent: "The network does not say what it learnt from: whether it has seen these examples is not known."
    }
  }
}
