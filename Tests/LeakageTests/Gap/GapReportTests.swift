import Learning
import Testing

@testable import Leakage

@Suite struct GapReportTests {
  /// Two folds of ten patients each; of each patient's ten examples so many are right.
  private func folds(right: Int) -> [Predictions] {
    (0..<2).map { fold in
      let places = (0..<100).map { ($0 / 10, $0 % 10) }
      return Predictions(
        task: .oneLabel, labels: ["N", "V"], ids: places.map { "\(fold) \($0.0) \($0.1)" },
        groups: places.map { "\(fold) \($0.0)" },
        probabilities: places.flatMap { [$0.1 < right ? Float(0.9) : 0.1, $0.1 < right ? 0.1 : 0.9] },
        targets: places.flatMap { _ in [Float(1), 0] })
    }
  }

  private func report(_ pairs: [(example: Int, patient: Int)]) throws -> GapReport {
    try GapReport(
      subject: "made", network: "beat", plan: TrainingPlan(), notes: [],
      deals: pairs.map { .init(byExample: folds(right: $0.example), byPatient: folds(right: $0.patient)) }, threads: 1)
  }

  private func report(_ example: Int, _ patient: Int) throws -> GapReport { try report([(example, patient)]) }

  @Test func saysHowMuchItFlatters() throws {
    let report = try report(9, 6)
    #expect(abs((report.comparisons.first?.difference.value ?? 0) - 0.3) < 1e-9)
    #expect(report.words.contains("flatters it by 0.300"))
    #expect(report.examples == 200 && report.patients == 20)
    #expect(report.folds == [100, 100])
    #expect(report.repeats == [.init(byExample: 0.9, byPatient: 0.6)])
    #expect(report.text.contains("resampled patients alone"))
  }

  @Test func whatTrainingsDifferByIsInTheInterval() throws {
    // Every patient is alike: only the repeats differ, by 0.2 one way and the other.
    let report = try report([(9, 7), (7, 9), (9, 7), (7, 9)])
    let difference = try #require(report.comparisons.first?.difference)
    #expect(abs(difference.value) < 1e-9 && abs(difference.low + 0.2) < 1e-9 && abs(difference.high - 0.2) < 1e-9)
    #expect(report.words.contains("is not shown"))
  }

  @Test func aNetworkThatLearntNothingProvesNothing() throws {
    #expect(try report(5, 5).words.contains("learnt nothing"))
  }

  @Test func saysSoWhenItDoesNot() throws {
    #expect(try report(6, 9).words.contains("does not flatter it"))
    #expect(try report(7, 7).words.contains("is not shown"))
  }

  @Test func standsBesideOverlapInJSON() throws {
    let overlap = try #require(
      OverlapAudit(
        of: Made.cohort([Made.example(Made.recording(1), id: "a", patient: "p")]),
        against: Made.cohort([Made.example(Made.recording(2), id: "b", patient: "q")], name: "other")
      ).run(threads: 1))
    let whole = AuditReport(overlap, gap: try report(9, 6))
    #expect(try whole.json.contains("\"gap\":{"))
    #expect(try whole.json.contains("\"verdict\":"))
    #expect(try !whole.json.contains("\"similarity\""))
    #expect(try AuditReport(overlap).json == overlap.json)
  }
}
