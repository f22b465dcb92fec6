import Cohorts
import GoldenFiles
import Learning
import Testing
import Transfer
import Waveforms

@testable import Leakage
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
      let run = try RunReport(folder)
      let check = LeakageCheck(try run.overlap(of: job.cohort), command: "einthoven audit <x>")
      let page = try run.page(cohort: job.cohort, check: check, command: "einthoven train <x>", threads: 1)
      let shown = HTMLCheck(page.html)
      #expect(shown.faults.isEmpty && shown.reaches.isEmpty)
      let evaluation = try #require(result.parts[0].evaluation)
      for score in evaluation.scores where score.estimate.value.isFinite {
        #expect(shown.text.contains(fixed(score.estimate.value, 3)), "\(score.metric)")
        #expect(
          shown.text.contains("\(fixed(score.estimate.low, 3))–\(fixed(score.estimate.high, 3))"), "\(score.metric)")
      }
      for label in evaluation.labels {
        for estimate in [label.f1, label.sensitivity, label.auroc] { #expect(shown.text.contains(estimate.text())) }
      }
      #expect(shown.text.contains(job.cohort.fingerprint) && shown.text.contains("einthoven train <x>"))
      #expect(shown.text.contains("No patient and no recording is on both sides"))
      #expect(page.sections.contains { $0.heading == "Examples" })
      #expect(shown.downloads.count == page.figures.count)
      let loss = try #require(page.tables.first { $0.file == "loss.csv" })
      let logged = try TrainingCurves.read(folder + "/log.jsonl")
      for record in logged { #expect(loss.csv.contains("\(record.loss)")) }
      // The same run makes the same page.
      #expect(
        try run.page(cohort: job.cohort, check: check, command: "einthoven train <x>", threads: 2).html == page.html)
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
    // What nobody compared is not said to be apart.
    #expect(kind(.patient, 0, 0) == .unknown && kind(.patient, 0, nil) == .unknown && kind(.record, 0, 0) == .unknown)
    #expect(kind(.patient, 1, 0) == .unknown && kind(.record, 0, nil) == .unknown)
    #expect(kind(.patient, 0, 1) == .bad && kind(.example, 5, 0) == .bad)
  }

  @Test func whatAncestorsHaveSeenTakesTheCheckMarkAway() {
    func verdict(_ start: ReportPage.Verdict, _ acquaintance: Acquaintance) -> ReportPage.Verdict {
      var verdict = start
      verdict.takeInAncestors(acquaintance)
      return verdict
    }
    let good = ReportPage.Verdict(.good, "No patient and no recording is on both sides", ["All are known."])
    for unit in [Acquaintance.ownTest, .otherCohort] { #expect(verdict(good, unit).kind == .good) }
    let seen = verdict(good, .ancestorHasSeen)
    #expect(seen.kind == .bad && seen.lines == [Acquaintance.ancestorHasSeen.words] && seen.caveat != nil)
    let unknown = ReportPage.Verdict(.unknown, "Leakage cannot be ruled out", ["3 are unknown."])
    #expect(verdict(unknown, .ancestorHasSeen).kind == .bad && verdict(unknown, .ancestorHasSeen).lines.count == 2)
    let doubt = verdict(good, .ancestorNotKnown)
    #expect(doubt.kind == .unknown && doubt.lines == [Acquaintance.ancestorNotKnown.words])
    // What is worse already keeps its title.
    #expect(verdict(.init(.bad, "Patients are on both sides"), .ancestorNotKnown).title == "Patients are on both sides")
    for acquaintance in Acquaintance.allCases {
      #expect(ReportPage.Verdict.acquaintance(acquaintance, nil).kind != .good)
    }
  }

  @Test func theVerdictIsThatOfTheAudit() throws {
    try withFolder { folder in
      let (job, _) = try trained(folder)
      let run = try RunReport(folder)
      func page(_ cohort: Cohort?) throws -> (verdict: ReportPage.Verdict, answer: [String]) {
        let check = LeakageCheck(try cohort.flatMap { try run.overlap(of: $0) }, command: "einthoven audit X --split R")
        let page = try run.page(check: check)
        let blocks = page.sections.first { $0.heading == "Leakage" }?.blocks ?? []
        guard case .verdict(let verdict)? = blocks.first else { throw LearningError.request("no verdict") }
        return (verdict, page.answer)
      }
      #expect(try page(job.cohort).verdict.kind == .good)
      // The same samples under another name and of another patient, whatever the split calls itself.
      let split = try Split(reading: folder + "/split.json")
      let (learnt, judged) = (try #require(split["train"]?.examples[0]), try #require(split["test"]?.examples[0]))
      let places = job.cohort.places
      var copied = job.cohort
      copied.examples[try #require(places[judged])].source = .memory(
        try copied.examples[try #require(places[learnt])].source.read())
      let bad = try page(copied)
      #expect(bad.verdict.kind == .bad && bad.verdict.title == "Copied recordings are on both sides")
      #expect(bad.verdict.lines.last == "'einthoven audit X --split R' lists them.")
      #expect(bad.answer.last == "Mind: copied recordings are on both sides (see Leakage).")
      var divided = job.cohort
      divided.examples[try #require(places[judged])].source = divided.examples[try #require(places[learnt])].source
      #expect(try page(divided).verdict.title == "Patients are on both sides")
      var unknown = job.cohort
      unknown.examples[0].patient = .unknown
      #expect(try page(unknown).verdict.kind == .unknown)
      // Where it was not looked for, that is said, and how it is.
      let none = try page(nil).verdict
      #expect(none.kind == .unknown && none.lines[0].contains("'einthoven audit X --split R'"))
    }
  }

  @Test func anEvaluationIsComparedWithWhatWasLearntFrom() {
    func verdict(
      _ kind: Leakage.Verdict, _ acquaintance: Acquaintance, _ counts: OverlapReport.Counts = .init(near: 1)
    ) -> ReportPage.Verdict {
      let report = OverlapReport(
        subject: "a against b", verdict: kind, words: "Leaking: so it is.", reasons: ["it is so"], advice: [],
        sides: [],
        counts: counts, pairs: [], duplicates: [], notCompared: [], isShortened: true)
      return .acquaintance(acquaintance, nil, LeakageCheck(report, command: "einthoven audit A --against B"))
    }
    #expect(verdict(.clean, .otherCohort).kind == .good && verdict(.clean, .ownTest).kind == .good)
    #expect(verdict(.clean, .notKnown).kind == .unknown && verdict(.clean, .ancestorHasSeen).kind == .bad)
    for acquaintance in Acquaintance.allCases { #expect(verdict(.leaking, acquaintance).kind == .bad) }
    #expect(verdict(.leaking, .otherCohort).title == "What is judged on was learnt from")
    #expect(verdict(.leaking, .ownTest, .init(patients: 1)).title == "Patients are on both sides")
    let doubt = verdict(.cannotVerify, .otherCohort)
    #expect(doubt.lines == ["It is so.", "'einthoven audit A --against B' looks for the rest."])
  }

  @Test func examplesAreTheTypicalOnesAndTheGreatestMistake() {
    let predictions = Predictions(
      task: .oneLabel, labels: ["a", "b"], ids: ["1", "2", "3", "4", "5"], groups: ["1", "2", "3", "4", "5"],
      probabilities: [0.9, 0.1, 0.7, 0.3, 0.8, 0.2, 0.4, 0.6, 0.95, 0.05], targets: [1, 0, 1, 0, 1, 0, 0, 1, 0, 1])
    let choices = ExampleChoice.choices(predictions, thresholds: predictions.thresholds, count: 3)
    #expect(choices.map(\.place) == [2, 3, 4] && choices.map(\.label) == ["a", "b", "a"])
    #expect(choices[2].reason.contains("wrongly"))
  }

  @Test func allThatWasSaidOfAnExampleStandsAboveIt() {
    let predictions = Predictions(
      task: .severalLabels, labels: ["STTC", "MI", "HYP", "CD"], ids: ["x"], groups: ["x"],
      probabilities: [0.6, 0.55, 0.9, 0.2], targets: [0, 1, 0, 1])
    let choice = ExampleChoice(place: 0, label: "MI", reason: "rightly said with the median probability")
    #expect(
      choice.words(predictions, thresholds: predictions.thresholds, calling: .codes) == [
        "x: MI, rightly said with the median probability; STTC, HYP wrongly said too; CD not said",
        "Said: STTC, MI, HYP. True: MI, CD.", "Probabilities: HYP 0.900, STTC 0.600, MI 0.550, CD 0.200.",
      ])
    let higher: [Float] = [0.7, 0.7, 0.95, 0.1]
    #expect(choice.words(predictions, thresholds: higher, calling: .codes)[1] == "Said: CD. True: MI, CD.")
  }

  @Test func whatIsSaidOfAllIsNotCalledToldBest() throws {
    let ids = (0..<40).map { "r\($0)" }
    let answer = try Evaluation(
      of: Predictions(
        task: .oneLabel, labels: ["N", "V"], ids: ids, groups: ids,
        probabilities: ids.flatMap { _ in [Float(0.8), 0.2] },
        targets: ids.indices.flatMap { $0 % 4 == 0 ? [Float(0), 1] : [1, 0] })
    ).answer
    #expect(answer.count == 2 && answer[1] == "Mind: it says N of every example.")
  }
}
