import Cohorts
import Interchange
import Learning
import Waveforms

/// Folds by patient, and folds of single examples that are as large, label by label: they differ in nothing else.
struct MatchedFolds: Sendable {
  /// For each fold the places of its examples when patients are kept whole.
  let byPatient: [[Int]]
  /// For each fold the places of its examples when they are dealt out singly.
  let byExample: [[Int]]

  /// Deals a cohort out in both ways.
  ///
  /// - Throws: When patients are unknown, or too few for so many folds.
  init(of cohort: Cohort, count: Int, seed: UInt64) throws(LearningError) {
    if cohort.unknownPatients > 0 {
      throw .request(
        "\(cohort.unknownPatients) of \(cohort.count) examples are of unknown patients: what a split by patient would "
          + "change cannot be measured")
    }
    if cohort.patients.count == cohort.count {
      throw .request("each patient has one example: to deal out examples is to deal out patients")
    }
    let folds = Split.folds(of: cohort, count: count, seed: seed)
    if let empty = folds.parts.first(where: \.examples.isEmpty) {
      throw .request(
        "\(empty.name) of \(count) would be empty with only \(counted(cohort.patients.count, "patient"))")
    }
    byPatient = try filing { () throws(FileError) in
      var places: [[Int]] = []
      for part in folds.parts { places.append(try folds.places(of: part.name, in: cohort)) }
      return places
    }
    var random = SplitMix64(seed, 0x6A9)
    var piles: [[String]: [Int]] = [:]
    for index in cohort.examples.indices { piles[cohort.examples[index].labels, default: []].append(index) }
    var dealt = [[Int]](repeating: [], count: count)
    for (labels, pile) in piles.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      var whole = pile
      random.shuffle(&whole)
      var pile = whole[...]
      for fold in 0..<count {
        let wanted = byPatient[fold].count { cohort.examples[$0].labels == labels }
        dealt[fold] += pile.prefix(wanted)
        pile = pile.dropFirst(wanted)
      }
    }
    byExample = dealt.map { $0.sorted() }
  }
}
