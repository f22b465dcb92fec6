import Cohorts
import Interchange
import Learning

/// What the networks that weights come from have seen, beside what a network is tested on.
struct Ancestry {
  /// What one of them has seen that a split is to be compared with.
  struct Side {
    /// The number of the split.
    let split: Int
    /// What it is called.
    let name: String
    /// The examples, where they are of the cohort that was split.
    let examples: [String]?
    /// The number of their cohort; 0 is the one that was split.
    let cohort: Int
  }

  /// The cohorts of other names that they learnt from, as far as those can be found again.
  private(set) var cohorts: [Cohort] = []
  private(set) var sides: [Side] = []
  /// What cannot be told, a sentence each.
  private(set) var doubts: [String] = []
  /// What to do about each that has seen something, by the name of its side.
  private(set) var remedies: [String: String] = [:]
  /// The number of the cohort of each network that learnt from another one; nothing where it cannot be found again.
  private var strangers: [String: Int?] = [:]

  /// Takes in what the ancestors of a network have to do with the test part of one of its splits.
  mutating func add(_ pedigree: Pedigree, _ split: Split, _ number: Int, of cohort: Cohort, at location: String?) {
    guard split["test"] != nil else { return }
    let judged = JudgedExamples(cohort, split: split, part: "test", location: location)
    let own = Set(cohort.examples.map(\.id))
    for encounter in pedigree.encounters(with: judged) where encounter.isAncestor {
      let side = OverlapReport.side(ofAncestor: encounter.name)
      if encounter.acquaintance == .otherCohort {
        if let place = place(of: encounter) {
          sides.append(Side(split: number, name: side, examples: nil, cohort: place))
          remedies[side] = "take those recordings, and all others of these patients, out of what is judged on"
        }
        continue
      }
      let learnt = encounter.learnt.filter(own.contains)
      if !learnt.isEmpty {
        sides.append(Side(split: number, name: side, examples: learnt, cohort: 0))
        remedies[side] = encounter.advice ?? "leave those recordings out of what is judged on"
      }
      if encounter.seen == nil, encounter.isDoubtful, let words = encounter.words, !doubts.contains(words) {
        doubts.append(words)
      }
    }
  }

  /// Returns the number of the cohort that a network learnt from, found again once.
  private mutating func place(of encounter: Encounter) -> Int? {
    if let known = strangers[encounter.name] { return known }
    var place: Int?
    if FileAccess.kind(encounter.name) != .file {
      doubts.append("\(encounter.name) is no longer where it was, so that what it learnt from cannot be looked at")
    } else if let trained = try? TrainedExamples(of: encounter.name, withAncestors: false) {
      doubts += trained.gaps
      cohorts += trained.cohorts
      place = trained.cohorts.isEmpty ? nil : cohorts.count
    }
    strangers[encounter.name] = .some(place)
    return place
  }
}

extension OverlapReport {
  private static let ofAncestor = "seen by "

  /// Returns what the side is called of what a network has seen that weights come from.
  static func side(ofAncestor name: String) -> String { ofAncestor + name }

  /// Whether a side is what such a network has seen.
  package static func isOfAncestor(side: String) -> Bool { side.hasPrefix(ofAncestor) }

  /// Returns the network's name.
  static func ancestor(ofSide side: String) -> Substring { side.dropFirst(ofAncestor.count) }
}
