import Cohorts
import Learning
import Testing

@testable import Leakage

@Suite struct GapAuditTests {
  @Test func trainsInBothWaysOnAMadeCohort() throws {
    var training = TrainingRequest(cohort: "synthetic,patients=9,visits=3,seconds=4:7", network: "lead", recipe: "lead")
    training.leads = ["II"]
    (training.plan.epochs, training.plan.batch) = (1, 8)
    let audit = try GapRequest(training, folds: 3, repeats: 2).audit(threads: 2)
    var seen = 0
    let report = try #require(try audit.run(threads: 2, report: { seen = max(seen, $0.training) }))
    #expect(seen == 12)
    #expect(report.folds.count == 3 && report.repeats.count == 2)
    #expect(report.examples == report.folds.reduce(0, +))
    #expect(try audit.run(threads: 1) == report)
    #expect(try audit.run(threads: 1, shouldStop: { true }) == nil)
  }

  @Test func patientsOfOneExampleEachAreRefused() throws {
    var training = TrainingRequest(cohort: "synthetic,patients=9,seconds=4:7", network: "lead", recipe: "lead")
    training.leads = ["II"]
    #expect(throws: LearningError.self) { try GapRequest(training, folds: 3).audit(threads: 2) }
  }
}
