import Waveforms

/// How the symbols of annotated beats form the five groups of AAMI EC57.
public struct BeatGrouping: Sendable, Equatable, Codable {
  /// Where the escape beats `e` (atrial) and `j` (junctional) belong.
  public enum Escape: String, Sendable, Codable, CaseIterable {
    /// To S, as EC57 and the program `bxb` have it.
    case supraventricular = "S"
    /// To N, as much work on deep learning has it.
    case normal = "N"
  }

  /// Where `e` and `j` belong.
  public var escape: Escape

  /// Creates a grouping; without a word, that of EC57 and `bxb`.
  public init(escape: Escape = .supraventricular) { self.escape = escape }

  /// Returns the group of a beat's symbol, or nothing for an annotation that is no beat.
  public func group(of symbol: String) -> String? {
    switch symbol {
    case "N", "L", "R", "B": "N"
    case "e", "j": escape.rawValue
    case "a", "A", "J", "S", "n": "S"
    case "V", "E", "r": "V"
    case "F": "F"
    case "Q", "/", "f", "?": "Q"
    default: nil
    }
  }

  /// The five groups as a vocabulary.
  public var vocabulary: Vocabulary {
    let names = [
      ("N", "any beat that is none of the others"), ("S", "supraventricular ectopic beat"),
      ("V", "ventricular ectopic beat"), ("F", "fusion of a ventricular and a normal beat"),
      ("Q", "paced or unclassifiable beat"),
    ]
    let symbols = BeatEvaluation.beatSymbols.sorted(by: precedes)
    return Vocabulary(
      name: "AAMI EC57, e and j in \(escape.rawValue)", system: .aami,
      terms: names.map { code, name in
        Term(code, name, equivalents: [.beat: symbols.filter { group(of: $0) == code }])
      })
  }
}
