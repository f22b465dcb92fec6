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

  private func report(_ example: Int, _ patient: Int) throws -> GapReport {
    try GapReport(
      subject: "made", network: "beat", plan: TrainingPlan(), notes: [], byExample: folds(right: example),
      byPatient: folds(right: patient), threads: 1)
  }

  @Test func saysHowMuchItFlatters() throws {
    let report = try report(9, 6)
    #expect(abs((report.comparisons.first?.difference.value ?? 0) - 0.3) < 1e-9)
    #expect(report.words.contains("flatters it by 0.300"))
    #expect(report.examples == 200 && report.patients == 20)
    #expect(report.folds.map(\.learntFrom) == [100, 100])
    #expect(report.text.contains("by fold"))
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
