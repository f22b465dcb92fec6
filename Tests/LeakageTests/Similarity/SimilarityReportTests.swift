import Learning
import Testing

@testable import Leakage

@Suite struct SimilarityReportTests {
  private func report(apart: Double, drift: Double, diagnoses: [String]? = nil) -> SimilarityReport {
    let codes = SimilarityTableTests.codes(10, apart: apart, drift: drift)
    let table = SimilarityTableTests.table(codes, diagnoses ?? [String](repeating: "N", count: 10))
    return SimilarityReport(
      subject: "made", lead: "II", beats: 3000, learntFrom: 1000, plan: CoderPlan(),
      told: .init(outer: 0.9, inner: 0.8, both: 0.85), persons: [], table: table, sensitivity: [table], notes: [])
  }

  @Test func saysThatBeatsOfOneAreMoreAlike() {
    let report = report(apart: 1, drift: 0)
    #expect(report.finding == .moreAlike)
    #expect(report.words.hasPrefix("Beats of one patient resemble each other "))
    #expect(report.words.hasSuffix("it overstates."))
  }

  @Test func saysSoWhenItComesOutOtherwise() {
    let report = report(apart: 0, drift: 3)
    #expect(report.finding == .lessAlike)
    #expect(report.words.hasSuffix("does not overstate."))
  }

  @Test func saysWhenNothingCanBeTold() {
    let report = report(apart: 0, drift: 0)
    #expect(report.finding != .moreAlike || report.decisive.jensenShannon.ratio.value < 1.5)
    let alone = self.report(apart: 1, drift: 0, diagnoses: ["a", "a"] + (0..<8).map { "\($0)" })
    #expect(alone.finding == .undecided)
    #expect(alone.words.contains("cannot be told from 2 patients"))
  }

  @Test func wherePatientsHaveNothingInCommonAnyTwoDecide() {
    let report = report(apart: 1, drift: 0, diagnoses: (0..<10).map { "\($0)" })
    #expect(report.decisive == report.table.anyDiagnosis)
    #expect(!report.words.contains("of one diagnosis"))
  }

  @Test func theTextHasTheChoices() {
    let text = report(apart: 1, drift: 0).text
    #expect(text.contains("floor 0.001") && text.contains("Silverman"))
    #expect(text.contains("tells again 90.0 % of the variance by 32 numbers, 85.0 % by 16"))
  }
}
