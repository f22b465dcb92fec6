import Cohorts
import Interchange
import Testing

@testable import Leakage

@Suite struct OverlapReportTests {
  private func report() throws -> OverlapReport {
    var examples = (0..<8).map { Made.example(Made.recording($0), id: "r\($0)", patient: "p\($0 / 2)") }
    examples.append(Made.example(Made.recording(0), id: "same"))
    let cohort = Made.cohort(examples)
    let split = Made.split(cohort, [("train", ["r0", "r2", "r4", "r6"]), ("test", ["r1", "r3", "r5", "r7", "same"])])
    return try #require(try OverlapAudit(of: cohort, split: split).run())
  }

  @Test func theTextBeginsWithTheVerdictAndEndsWithAdvice() throws {
    let text = try report().text(limit: 2)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "Leaking: 4 patients and 1 pair of copied recordings stand on both sides.")
    #expect(lines.contains { $0.contains("and 3 more (--json lists all)") })
    // Each kind is shown, however many there are of the first.
    #expect(lines.contains { $0.contains("the same samples") })
    #expect(lines.contains("What to do:"))
  }

  @Test func jsonHoldsEverything() throws {
    let report = try report()
    let json = try report.json
    #expect(try JSONFile.parse(OverlapReport.self, Array(json.utf8), file: "report") == report)
    for key in [
      "advice", "counts", "duplicates", "notCompared", "pairs", "reasons", "sides", "subject", "verdict", "words",
    ] {
      #expect(json.contains("\"\(key)\":"))
    }
    #expect(json.contains("\"verdict\":\"leaking\"") && !json.contains("\n"))
  }
}
