import Cohorts
import GoldenFiles
import Learning
import Testing
import Transfer

@testable import Studies

@Suite struct RunReportTests {
  /// Trains a little and returns the run's folder.
  private func trained(_ folder: String, folds: Bool = false) throws -> (job: TrainingJob, result: TrainingResult) {
    var request = TrainingRequest(cohort: "synthetic,patients=24,seconds=7:5", network: "lead", recipe: "lead")
    (request.leads, request.labels, request.task) = (["II"], ["NORM", "AFIB"], .severalLabels)
    request.split = SplitRequest(folds ? .folds(count: 2, validation: 0.2) : .fractions(validation: 0.25, test: 0.25))
    (request.plan.epochs, request.plan.batch) = (2, 8)
    let job = try TrainingJob(request, threads: 1)
    return (job, try job.run(in: RunFolder(folder)))
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    try body(folder("run"))
  }

  @Test func thePageSaysWhatTheResultSays() throws {
    try withFolder { folder in
      let (job, result) = try trained(folder)
      let page = try RunReport(folder).page(cohort: job.cohort, command: "einthoven train <x>", threads: 1)
      let check = HTMLCheck(page.html)
      #expect(check.faults.isEmpty && check.reaches.isEmpty)
      let evaluation = try #require(result.parts[0].evaluation)
      for score in evaluation.scores where score.estimate.value.isFinite {
        #expect(check.text.contains(fixed(score.estimate.value, 3)), "\(score.metric)")
        #expect(
          check.text.contains("\(fixed(score.estimate.low, 3))–\(fixed(score.estimate.high, 3))"), "\(score.metric)")
      }
      for label in evaluation.labels {
        for estimate in [label.f1, label.sensitivity, label.auroc] { #expect(check.text.contains(estimate.text())) }
      }
      #expect(check.text.contains(job.cohort.fingerprint) && check.text.contains("einthoven train <x>"))
      #expect(check.text.contains("No patient is on both sides"))
      #expect(page.sections.contains { $0.heading == "Examples" })
      #expect(check.downloads.count == page.figures.count)
      let loss = try #require(page.tables.first { $0.file == "loss.csv" })
      let logged = try TrainingCurves.read(folder + "/log.jsonl")
      for record in logged { #expect(loss.csv.contains("\(record.loss)")) }
      // The same run makes the same page.
      #expect(
        try RunReport(folder).page(cohort: job.cohort, command: "einthoven train <x>", threads: 2).html == page.html)
    }
  }

  @Test func theAnswerOwnsUpToWhatItCannotSay() throws {
    func answer(_ count: Int, labels: [String] = ["N", "A"]) throws -> [String] {
      let rows = 0..<count
      let cells = { (row: Int) in labels.indices.map { Float($0 == row % 2 ? 1 : 0) } }
      let ids = rows.map { "r\($0)" }
      return try Evaluation(
        of: Predictions(
          task: .oneLabel, labels: labels, ids: ids, groups: ids, probabilities: rows.flatMap(cells),
          targets: rows.flatMap(cells))
      ).answer
    }
    let two = try answer(2)
    #expect(
      two[0].hasPrefix("macroF1 1.000") && two[0].hasSuffix("2 examples of 2 patients or records: this says little."))
    #expect(two[1].hasPrefix("Mind: 2 examples say little"))
    #expect(
      two[2] == "Told best is N (F1 1.000 (–), 1 example), worst A (F1 1.000 (–), 1 example).")
    let missing = try answer(60, labels: ["N", "A", "O"])
    #expect(missing[0].hasSuffix("on 60 examples of 60 patients or records, without any O."))
    #expect(missing[1] == "Mind: no example has O, so how well that is told is not known.")
    #expect(try answer(60).allSatisfy { !$0.contains("Mind") && !$0.contains("little") })
  }

  @Test func foldsAreToldTogetherAndPartByPart() throws {
    try withFolder { folder in
      let (job, result) = try trained(folder, folds: true)
      let page = try RunReport(folder).page(cohort: job.cohort)
      let text = HTMLCheck(page.html).text
      let pooled = try #require(result.pooled?.main)
      #expect(page.answer.first?.contains(pooled.estimate.text()) == true)
      #expect(page.sections.contains { $0.heading == "Part by part" } && text.contains("fold 2"))
    }
  }

  @Test func anEvaluationIsAPageToo() throws {
    try withFolder { folder in
      let (job, _) = try trained(folder)
      var target = job.request
      target.labels = nil
      let path = folder + "/model.safetensors"
      let result = try EvaluationJob(path, against: path, on: target).run()
      #expect(result.acquaintance == .ownTest && result.part == "test")
      let check = HTMLCheck(result.page().html)
      #expect(check.faults.isEmpty && check.reaches.isEmpty)
      // Six recordings: whatever the difference is, it says nothing.
      #expect(check.text.contains("Whether it differs from run is not known of so little:"))
      for score in result.evaluation.scores where score.estimate.value.isFinite {
        #expect(check.text.contains(fixed(score.estimate.value, 3)))
      }
    }
  }

  @Test func leakageIsJudgedByWhatIsKnown() {
    func kind(_ unit: Split.Unit, _ unknown: Int, _ crossing: Int?) -> ReportPage.Verdict.Kind {
      ReportPage.Verdict.leakage(unit: unit, examples: 10, unknownPatients: unknown, crossingPatients: crossing).kind
    }
    #expect(kind(.patient, 0, 0) == .good && kind(.patient, 0, nil) == .good && kind(.record, 0, 0) == .good)
    #expect(kind(.patient, 1, 0) == .unknown && kind(.record, 0, nil) == .unknown)
    #expect(kind(.patient, 0, 1) == .bad && kind(.example, 5, 0) == .bad)
  }

  @Test func whatAncestorsHaveSeenTakesTheCheckMarkAway() {
    func verdict(_ unknown: Int, _ crossing: Int, _ acquaintance: Acquaintance) -> ReportPage.Verdict {
      var verdict = ReportPage.Verdict.leakage(
        unit: .patient, examples: 10, unknownPatients: unknown, crossingPatients: crossing)
      verdict.takeInAncestors(acquaintance)
      return verdict
    }
    for unit in [Acquaintance.ownTest, .otherCohort] { #expect(verdict(0, 0, unit).kind == .good) }
    let seen = verdict(0, 0, .ancestorHasSeen)
    #expect(seen.kind == .bad && seen.lines == [Acquaintance.ancestorHasSeen.words] && seen.caveat != nil)
    #expect(verdict(3, 0, .ancestorHasSeen).kind == .bad && verdict(3, 0, .ancestorHasSeen).lines.count == 2)
    let doubt = verdict(0, 0, .ancestorNotKnown)
    #expect(doubt.kind == .unknown && doubt.lines == [Acquaintance.ancestorNotKnown.words])
    // What is worse already keeps its title.
    #expect(verdict(0, 2, .ancestorNotKnown).title == "Patients are on both sides")
    for acquaintance in Acquaintance.allCases where acquaintance != .ownTest {
      #expect(ReportPage.Verdict.acquaintance(acquaintance, nil).kind != .good)
    }
  }

  @Test func examplesAreTheTypicalOnesAndTheGreatestMistake() {
    let predictions = Predictions(
      task: .oneLabel, labels: ["a", "b"], ids: ["1", "2", "3", "4", "5"], groups: ["1", "2", "3", "4", "5"],
      probabilities: [0.9, 0.1, 0.7, 0.3, 0.8, 0.2, 0.4, 0.6, 0.95, 0.05], targets: [1, 0, 1, 0, 1, 0, 0, 1, 0, 1])
    let choices = ExampleChoice.choices(predictions, thresholds: predictions.thresholds, count: 3)
    #expect(choices.map(\.place) == [2, 3, 4] && choices.map(\.label) == ["a", "b", "a"])
    #expect(choices[2].reason.contains("wrongly"))
  }
}
