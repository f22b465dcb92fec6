import Cohorts
import Leakage
import Studies
import Waveforms

func tellingOfAnAudit() throws {
  let cohort = try Cohort.load("csv:mine/index.csv")
  let split = Split.folds(of: cohort, count: 4, seed: 1)
  guard let overlap = try OverlapAudit(of: cohort, split: split).run() else { return }
  var page = AuditReport(overlap).page()
  print(page.answer[0])

  let picture = try RecordPicture(RecordReader("mine/0001"), .init())
  page.sections.append(.init("A record", [.figures([.init(picture.chart(), caption: "As the file has it.")])]))
  try page.write(to: "audit")  // report.html, and the figures' numbers
}
