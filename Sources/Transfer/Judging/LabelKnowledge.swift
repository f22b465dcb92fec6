import Cohorts
import Learning

/// What a network's labels are called in a cohort, and what either does not know of the other.
public struct LabelKnowledge: Sendable, Equatable, Codable {
  /// One label of the network.
  public struct Known: Sendable, Equatable, Codable {
    /// The network's code.
    public let label: String
    /// The cohort's codes that mean it.
    public let cohort: [String]
  }

  /// Labels that both know, in the order of the network's outputs.
  public let known: [Known]
  /// Labels of the network that the cohort has no word for.
  public let unknownToCohort: [String]
  /// Labels of the cohort that the network does not know.
  public let unknownToNetwork: [String]

  /// Finds out what a network's labels are called in a cohort.
  init(of card: Card, in vocabulary: Vocabulary) {
    let match = LabelMatch(of: card, to: vocabulary)
    let codes = card.labels.map(\.code)
    let words = codes.indices.map { place in
      zip(vocabulary.codes, match.places).filter { $1 == place }.map(\.0)
    }
    known = zip(codes, words).filter { !$1.isEmpty }.map { Known(label: $0, cohort: $1) }
    unknownToCohort = zip(codes, words).filter(\.1.isEmpty).map(\.0)
    unknownToNetwork = zip(vocabulary.codes, match.places).filter { $1 == nil }.map(\.0)
  }

  /// The codes that both know, as the network has them.
  public var codes: [String] { known.map(\.label) }

  /// Returns the labels of an example in the network's words.
  func translated(_ labels: [String], to codes: [String]) -> [String] {
    known.filter { codes.contains($0.label) && !Set($0.cohort).isDisjoint(with: labels) }.map(\.label)
  }

  /// What could not be mapped, a sentence each, with what the labels of either are called.
  func notes(_ network: LabelNames, _ cohort: LabelNames) -> [String] {
    var notes: [String] = []
    func words(_ codes: [String], _ names: LabelNames) -> String { codes.map(names.beside).joined(separator: ", ") }
    let renamed = known.filter { $0.cohort != [$0.label] }
      .map { "\(network.beside($0.label)) is \(words($0.cohort, cohort))" }
    if !renamed.isEmpty { notes.append("labels by what they mean: \(renamed.joined(separator: "; "))") }
    if !unknownToCohort.isEmpty {
      notes.append("not judged, for the cohort has no word for it: \(words(unknownToCohort, network))")
    }
    if !unknownToNetwork.isEmpty {
      notes.append("labels of the cohort that the network does not know: \(words(unknownToNetwork, cohort))")
    }
    return notes
  }
}
