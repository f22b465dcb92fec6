import Charts
import Cohorts
import Learning
import Testing
import Waveforms

@testable import Leakage

@Suite struct SimilarityAuditTests {
  /// Four made patients with a minute of beats each; of the third one made, too few are found.
  static let beats = Result { () throws(LearningError) -> Heartbeats in
    let examples = [0, 1, 3, 4].map { patient in
      Made.example(Made.recording(patient, seconds: 60), id: "p\(patient)", patient: "p\(patient)")
    }
    return try Heartbeats(of: Made.cohort(examples), lead: nil, seed: 1, threads: 2)
  }

  static func audit() throws -> SimilarityAudit {
    var plan = CoderPlan()
    (plan.beatsEach, plan.outerEpochs, plan.innerEpochs, plan.jointEpochs) = (40, 2, 2, 1)
    return SimilarityAudit(beats: try beats.get(), plan: plan, estimate: DensityEstimate())
  }

  @Test func beatsAreCutInTimeAndScaled() throws {
    let beats = try Self.beats.get()
    #expect(beats.persons.map(\.name) == ["p0", "p1", "p3", "p4"])
    #expect(beats.persons.allSatisfy { $0.beats.count >= Heartbeats.fewest && $0.diagnosis == "N" })
    #expect(beats.persons.last?.beats.upperBound == beats.count)
    let first = beats.values.prefix(Heartbeats.samples)
    #expect(abs(first.reduce(0, +) / Float(Heartbeats.samples)) < 1e-3)
    // The greatest swing of a beat stands at its mark.
    let peak = first.indices.max { abs(first[$0]) < abs(first[$1]) } ?? 0
    #expect(abs(peak - Heartbeats.before) < 12)
  }

  @Test func sameBitsAgainOnAnyNumberOfThreads() throws {
    let audit = try Self.audit()
    let one = try #require(audit.run(threads: 1))
    let two = try #require(audit.run(threads: 2))
    #expect(one.report == two.report)
    #expect(one.codes == two.codes)
    #expect(one.report.sensitivity.count == 7)
    #expect(one.report.persons.map(\.diagnosis) == ["N", "N", "N", "N"])
  }

  @Test func stopsWhenTold() throws {
    #expect(try Self.audit().run(threads: 1, shouldStop: { true }) == nil)
  }

  @Test func drawsItsPictures() throws {
    let findings = try #require(try Self.audit().run(threads: 2))
    let charts = SimilarityPictures(findings, threads: 2).charts
    #expect(charts.map(\.name) == ["reconstruction", "densities", "between-within", "patients"])
    #expect(charts.allSatisfy { $0.chart.svg.hasPrefix("<svg") && $0.chart.csv.contains("\n") })
  }

  @Test func onePersonIsNotEnough() {
    let cohort = Made.cohort([Made.example(Made.recording(1, seconds: 60), id: "p1", patient: "p1")])
    #expect(throws: LearningError.self) { try Heartbeats(of: cohort, lead: nil, seed: 1, threads: 1) }
  }

  @Test func aLeadThatNobodyHasIsNamed() {
    let cohort = Made.cohort([Made.example(Made.recording(1), id: "p1", patient: "p1")])
    #expect { try Heartbeats(of: cohort, lead: "V6", seed: 1, threads: 1) } throws: { "\($0)".contains("V6") }
  }
}
