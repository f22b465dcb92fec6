import Charts
import Interchange
import Learning
import Testing

@testable import Leakage
@testable import Studies

@Suite struct AuditPageTests {
  private static let hostile = "<b>\"&'</b>"

  private func overlap(_ verdict: Verdict, pairs: Int = 0) -> OverlapReport {
    let pairs = (0..<pairs).map { place in
      OverlapReport.Pair(
        kind: place == pairs - 1 ? .near : .patient, first: .init(side: "train", record: "r\(place)", examples: 1),
        second: .init(side: "test", record: Self.hostile, examples: 1), patient: "p", why: "why \(place)")
    }
    return OverlapReport(
      subject: Self.hostile, verdict: verdict, words: "In a sentence.", reasons: ["a reason"], advice: ["an advice"],
      sides: [.init(name: "train", examples: 3, records: 2, patients: 1, unknownPatients: 7)],
      counts: .init(records: 4, compared: 3), pairs: pairs, duplicates: [],
      notCompared: [.init(record: "flat", remark: Self.hostile)])
  }

  private func gap() throws -> GapReport {
    let said = Predictions(
      task: .oneLabel, labels: ["N", "V"], ids: (0..<40).map { "\($0)" }, groups: (0..<40).map { "\($0 / 4)" },
      probabilities: (0..<40).flatMap { [$0 % 4 < 3 ? Float(0.9) : 0.1, $0 % 4 < 3 ? 0.1 : 0.9] },
      targets: (0..<40).flatMap { _ in [Float(1), 0] })
    return try GapReport(
      subject: "made", network: "beat", plan: TrainingPlan(), notes: [Self.hostile], byExample: [said],
      byPatient: [said], threads: 1)
  }

  @Test func theVerdictComesFirst() {
    for (verdict, kind) in [(Verdict.clean, "good"), (.leaking, "bad"), (.cannotVerify, "unknown")] {
      let page = AuditReport(overlap(verdict)).page(command: "einthoven audit <x>")
      let check = HTMLCheck(page.html)
      #expect(check.faults.isEmpty && check.reaches.isEmpty)
      #expect(page.answer == ["In a sentence."] && page.sections.first?.heading == "Verdict")
      #expect(check.elements.contains { $0.attributes["class"] == "verdict \(kind)" })
      #expect(check.text.contains("A reason.") && check.text.contains("an advice"))
      #expect(check.text.contains("einthoven audit <x>") && check.text.contains("Audit of \(Self.hostile)"))
    }
  }

  @Test func pairsAreListedAndNoKindIsHidden() {
    let text = HTMLCheck(AuditReport(overlap(.leaking, pairs: 30)).page(limit: 5).html).text
    #expect(text.contains("same patient: 29, near duplicate: 1.") && text.contains("5 of 30; audit.json lists all."))
    #expect(text.contains("why 3") && !text.contains("why 4") && text.contains("why 29"))
    #expect(text.contains("test: \(Self.hostile)"))
  }

  @Test func theGapHasItsFiguresAndItsChart() throws {
    let gap = try gap()
    let page = AuditReport(overlap(.clean), gap: gap).page()
    let check = HTMLCheck(page.html)
    #expect(check.faults.isEmpty && page.answer.last == gap.words)
    for comparison in gap.comparisons { #expect(check.text.contains(comparison.first.text())) }
    #expect(check.downloads["what-each-split-claims.csv"]?.contains("\"accuracy, by example\",0.75,") == true)
  }

  @Test func similarityHasItsTablesAndPictures() throws {
    // Four persons, each about a place of its own.
    let codes = (0..<4).map { person in (0..<60).map { Float(person) + Float($0 * 7 % 20) / 40 } }
    let estimate = DensityEstimate()
    let table = SimilarityTable(
      DivergenceMatrix(codes, dimensions: 1, estimate, threads: 1),
      diagnoses: [Self.hostile, Self.hostile, Self.hostile, "x"], estimate, seed: 1)
    let report = SimilarityReport(
      subject: "made", lead: "II", beats: 300, learntFrom: 100, plan: CoderPlan(),
      told: .init(outer: 0.9, inner: 0.8, both: 0.85), persons: [], table: table, sensitivity: [table], notes: [])
    let picture = LineChart(
      title: "A beat", summary: "Told again", x: Axis("ms"), y: Axis("mV"), series: [.init("a", x: [0], y: [1])])
    let page = AuditReport(overlap(.clean), similarity: report).page(pictures: [picture])
    let check = HTMLCheck(page.html)
    #expect(check.faults.isEmpty && page.answer.last == report.words)
    #expect(check.text.contains("Told again") && check.downloads["a-beat.csv"] != nil)
    #expect(check.text.contains(estimate.words) && check.text.contains(Self.hostile))
  }
}
