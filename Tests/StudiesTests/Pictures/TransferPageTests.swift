import Testing
import Transfer

@testable import Studies

@Suite struct TransferPageTests {
  /// Two tasks of three sources; *good* orders each as the scores do, melep the other way round.
  private var transfers: [MeasuredTransfer] {
    (0..<6).map { place in
      let score = [0.5, 0.6, 0.7, 0.3, 0.2, 0.4][place]
      return MeasuredTransfer(
        task: place < 3 ? "one" : "two <b>", source: "runs/s\(place % 3)/model.safetensors",
        measures: ["good": score * 2, "melep": score], score: score)
    }
  }
  private let measures = [(name: "melep", isHigherBetter: false), (name: "good", isHigherBetter: true)]

  @Test func theBestMeasureIsNamedAndMELEPBesideIt() {
    let report = CorrelationReport(transfers, measures: measures, draws: 20)
    let page = TransferPictures(transfers, measures: measures, score: "F1").page(report, command: "einthoven rank <x>")
    let check = HTMLCheck(page.html)
    #expect(check.faults.isEmpty && check.reaches.isEmpty)
    #expect(
      page.answer[0].hasPrefix("good's first choice is 0.000 of F1 below the best source on average (best in 2.0 of 2"))
    // It chooses 0.5 of 0.7, and 0.2 of 0.4.
    #expect(page.answer[1].hasPrefix("melep's first choice is 0.200 of F1 below"))
    #expect(page.answer[2].contains("6 transfers to 2 tasks are few"))
    #expect(page.figures.count == 2 && check.downloads.count == 2)
    #expect(check.text.contains("two <b>") && check.text.contains("s2") && check.text.contains("einthoven rank <x>"))
  }

  @Test func oneSourceATaskIsNoChoice() {
    let alone = [transfers[0], transfers[3]]
    let report = CorrelationReport(alone, measures: measures, draws: 0)
    let page = TransferPictures(alone, measures: measures).page(report)
    #expect(page.answer[0].hasPrefix("No task has two sources"))
    #expect(HTMLCheck(page.html).faults.isEmpty)
  }
}
