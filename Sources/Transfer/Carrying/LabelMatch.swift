import Cohorts
import Learning

/// Which labels of a target a source knows, by code and by what vocabularies say of each other.
public struct LabelMatch: Sendable, Equatable {
  /// For each target label the place of the source's, or nothing.
  public let places: [Int?]

  /// Matches labels: by the meaning of codes where the source says whose they are, by the codes alone where it does not.
  public init(of card: Card, to target: Vocabulary) {
    guard let vocabulary = card.vocabulary else {
      let codes = card.labels.map(\.code)
      places = target.codes.map { codes.firstIndex(of: $0) }
      return
    }
    let mapping = vocabulary.mapping(to: target)
    places = target.codes.map { code in
      // An equal code of the same system before one that is only called the same.
      let known = vocabulary.codes.indices.filter { mapping[vocabulary.codes[$0]].contains(code) }
      return known.first { vocabulary.codes[$0] == code } ?? known.first
    }
  }

  /// Matches nothing.
  init(none target: Vocabulary) { places = target.codes.map { _ in nil } }

  /// Whether every label is known.
  public var isWhole: Bool { places.allSatisfy { $0 != nil } }

  /// The labels whose rows are kept, in words.
  func words(_ codes: [String]) -> String {
    let kept = zip(codes, places).filter { $1 != nil }.map(\.0)
    if kept.isEmpty { return "a new head" }
    return isWhole ? "the head kept" : "rows of the head kept for \(kept.joined(separator: " "))"
  }
}
