/// The classes and weights by which the PhysioNet challenges of 2020 and 2021 score several labels.
///
/// The official tables (weights.csv of github.com/physionetchallenges/evaluation-2021, BSD-2-Clause) follow one rule
/// that is written down here instead: each class has a position, taking a class for itself weighs 1, and for another
/// 1/2 less the distance of their positions. Two pairs of 2021 lie one step farther apart than their positions say.
struct ChallengeScoring: Sendable {
  /// The codes of each class, the one that stands for all first.
  let classes: [[String]]
  private let separated: [(String, String)]

  /// The class of a normal recording, which a model that says nothing else would say.
  static let normal = "426783006"

  /// The score of 2020: 24 classes of 27 codes.
  static let challenge2020 = ChallengeScoring(
    classes: positions.map(\.codes).filter { !["6374002", "365413008"].contains($0[0]) }
      .map { $0.filter { $0 != "733534002" } },
    separated: [])

  /// The score of 2021: 26 classes of 30 codes.
  static let challenge2021 = ChallengeScoring(
    classes: positions.map(\.codes), separated: [("6374002", "733534002"), ("251146004", "365413008")])

  /// Positions in 80ths.
  private static let positions: [(codes: [String], place: Int)] = [
    (["164917005"], -8), (["164889003"], 0), (["164890007"], 0), (["164934002"], 0), (["59931005"], 0),
    (["6374002"], 2), (["733534002", "164909002"], 2), (["111975006"], 4), (["251146004"], 6), (["365413008"], 6),
    (["713427006", "59118001"], 8), (["10370003"], 10), (["427084000"], 10), (["427172004", "17338001"], 10),
    (["39732003"], 12), (["445118002"], 12), (["47665007"], 12), (["698252002"], 12), (["284470004", "63593006"], 13),
    (["164947007"], 16), (["270492004"], 16), (["426177001"], 16), (["426627000"], 16), (["427393009"], 16),
    (["713426002"], 16), ([normal], 20),
  ]
  private static let placeByCode = Dictionary(
    uniqueKeysWithValues: positions.flatMap { row in row.codes.map { ($0, row.place) } })

  /// Returns what it is worth to say the second class where the first is true.
  func weight(_ truth: [String], _ output: [String]) -> Double {
    if truth == output { return 1 }
    guard let a = Self.placeByCode[truth[0]], let b = Self.placeByCode[output[0]] else { return 0 }
    let isFarther = separated.contains { ($0, $1) == (truth[0], output[0]) || ($1, $0) == (truth[0], output[0]) }
    return Double(40 - abs(a - b) - (isFarther ? 2 : 0)) / 80
  }

  /// Returns the place of the class that a label stands for; nil for a label that is not scored.
  func place(of label: String) -> Int? { classes.firstIndex { $0.contains(label) } }
}

/// What each example adds to a challenge's score.
struct ChallengeTerms: Sendable {
  /// The weights of what was said, of what would have been right, and of saying normal always, for each example.
  private var observed: [Double] = []
  private var correct: [Double] = []
  private var inactive: [Double] = []

  init(_ predictions: Predictions, _ outcomes: [UInt8], _ scoring: ChallengeScoring) {
    let classes = scoring.classes.count
    let weights = scoring.classes.map { a in scoring.classes.map { scoring.weight(a, $0) } }
    let places = predictions.labels.map { scoring.place(of: $0) }
    let normal = scoring.place(of: ChallengeScoring.normal).map { [$0] } ?? []
    func worth(_ truth: [Int], _ output: [Int]) -> Double {
      let sum = truth.reduce(0) { sum, t in sum + output.reduce(0) { $0 + weights[t][$1] } }
      return sum / Double(max(1, Set(truth).union(output).count))
    }
    for example in 0..<predictions.count {
      var (truth, output) = (Set<Int>(minimumCapacity: classes), Set<Int>(minimumCapacity: classes))
      for (label, place) in places.enumerated() {
        guard let place else { continue }
        let outcome = outcomes[example * predictions.labels.count + label]
        if outcome & 1 != 0 { truth.insert(place) }
        if outcome & 2 != 0 { output.insert(place) }
      }
      let (sortedTruth, sortedOutput) = (truth.sorted(), output.sorted())
      observed.append(worth(sortedTruth, sortedOutput))
      correct.append(worth(sortedTruth, sortedTruth))
      inactive.append(worth(sortedTruth, normal))
    }
  }

  /// Returns the score: 1 for all right, 0 for what normal always would get, and where the two are the same.
  func score(_ tally: Tally) -> Double {
    var sums = (observed: 0.0, correct: 0.0, inactive: 0.0)
    tally.forEach { example, weight in
      sums.observed += Double(weight) * observed[example]
      sums.correct += Double(weight) * correct[example]
      sums.inactive += Double(weight) * inactive[example]
    }
    let range = sums.correct - sums.inactive
    return range == 0 ? 0 : (sums.observed - sums.inactive) / range
  }
}
