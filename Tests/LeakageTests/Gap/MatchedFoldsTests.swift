import Cohorts
import Learning
import Testing
import Waveforms

@testable import Leakage

@Suite struct MatchedFoldsTests {
  /// Twelve patients of five to sixteen examples; every third example is of the other label.
  static func cohort(unknown: Bool = false) -> Cohort {
    let recording = Made.recording(1)
    let examples = (0..<12).flatMap { patient in
      (0..<(5 + patient)).map { number in
        var example = Made.example(recording, id: "\(patient).\(number)", patient: unknown ? nil : "p\(patient)")
        example.labels = [number % 3 == 0 ? "V" : "N"]
        return example
      }
    }
    let vocabulary = Vocabulary(name: "two", system: .local, terms: [Term("N", "normal"), Term("V", "other")])
    return Cohort(name: "made", vocabulary: vocabulary, examples: examples)
  }

  @Test func foldsAreAsLargeLabelByLabel() throws {
    let cohort = Self.cohort()
    let folds = try MatchedFolds(of: cohort, count: 3, seed: 1)
    for (patient, example) in zip(folds.byPatient, folds.byExample) {
      #expect(cohort.selecting(patient).positives == cohort.selecting(example).positives)
    }
  }

  @Test func eachExampleStandsOnceInEitherWay() throws {
    let folds = try MatchedFolds(of: Self.cohort(), count: 3, seed: 1)
    for parts in [folds.byPatient, folds.byExample] {
      #expect(parts.flatMap(\.self).sorted() == Array(0..<Self.cohort().count))
    }
  }

  @Test func patientsAreWholeInOneWayOnly() throws {
    let cohort = Self.cohort()
    func divided(_ folds: [[Int]]) -> Int {
      var places: [String: Set<Int>] = [:]
      for (fold, part) in folds.enumerated() {
        for index in part { places[cohort.examples[index].patient.identifier ?? "", default: []].insert(fold) }
      }
      return places.values.count { $0.count > 1 }
    }
    let folds = try MatchedFolds(of: cohort, count: 3, seed: 1)
    #expect(divided(folds.byPatient) == 0)
    #expect(divided(folds.byExample) == 12)
  }

  @Test func unknownPatientsAndTooFewAreRefused() {
    #expect(throws: LearningError.self) { try MatchedFolds(of: Self.cohort(unknown: true), count: 3, seed: 1) }
    #expect(throws: LearningError.self) { try MatchedFolds(of: Self.cohort(), count: 13, seed: 1) }
  }
}
