import Cohorts

/// Whether a network may have seen what it is judged on: itself, or one that its weights come from.
public enum Acquaintance: String, Sendable, Codable, CaseIterable {
  /// The cohort is another one than it learnt from, as far as its name tells: recordings may stand in both.
  case otherCohort = "another cohort"
  /// Its own cohort, split as in its training or so that nothing is shared: a part that it has not seen.
  case ownTest = "its own test part"
  /// Its own cohort: the part that weights and thresholds were chosen by, or examples of it.
  case ownValidation = "its own validation part"
  /// Its own cohort, examples that it learnt from among them.
  case learntFrom = "learnt from"
  /// Its own cohort, but split in another way, or one of the same name: which of these it has seen is not known.
  case notKnown = "not known"
  /// It does not say what it learnt from.
  case silent = "what it learnt from is not known"
  /// A network that it was carried over from learnt from examples of these, or was chosen by them.
  case ancestorHasSeen = "an ancestor has seen them"
  /// What a network that it was carried over from has seen is not known, or not which of these.
  case ancestorNotKnown = "what an ancestor has seen is not known"

  /// Compares what a card says with a cohort and the part of it that is read; without a split, all of it.
  package init(_ card: Card, _ cohort: Cohort, _ split: Split?, part: String?) {
    self.init(Pedigree(card).encounters(with: JudgedExamples(cohort, split: split, part: part)))
  }

  /// Returns what the encounters of a network and of those it was carried over from come to: the worst of them.
  package init(_ encounters: [Encounter]) {
    let own = encounters.first { !$0.isAncestor }?.acquaintance
    let others = encounters.filter(\.isAncestor).map(\.acquaintance)
    if own == .learntFrom {
      self = .learntFrom
    } else if others.contains(where: { $0 == .learntFrom || $0 == .ownValidation && own != .ownValidation }) {
      self = .ancestorHasSeen
    } else if let own, [.ownValidation, .notKnown, .silent].contains(own) {
      self = own
    } else if others.contains(where: { $0 == .notKnown || $0 == .silent }) {
      self = .ancestorNotKnown
    } else {
      self = own ?? (others.contains(.ownTest) ? .ownTest : .otherCohort)
    }
  }

  /// What it means for the figures, in a sentence.
  public var words: String {
    switch self {
    case .otherCohort:
      "The network learnt from a cohort of another name; whether recordings stand in both was not looked at: 'einthoven audit "
        + "COHORT --against CHECKPOINT' does that."
    case .ownTest: "The network learnt from this cohort, and has not seen this part of it."
    case .ownValidation:
      "The network's weights were chosen on these examples, and its thresholds if it has any: the figures flatter."
    case .learntFrom: "The network has learnt from some or all of these examples: the figures flatter."
    case .notKnown:
      "The network learnt from this cohort under another split, or from one of the same name: which of these examples it "
        + "has seen is not known, and the figures may flatter."
    case .silent: "The network does not say what it learnt from: whether it has seen these examples is not known."
    case .ancestorHasSeen:
      "A network that this one was carried over from has seen some or all of these examples: the figures flatter."
    case .ancestorNotKnown:
      "Whether a network that this one was carried over from has seen some of these examples is not known: the figures "
        + "may flatter."
    }
  }
}
