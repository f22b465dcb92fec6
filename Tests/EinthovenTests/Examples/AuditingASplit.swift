import Cohorts
import Leakage

func auditingASplit() throws {
  let cohort = try Cohort.load("synthetic,patients=20,visits=2,seconds=5:1")
  let byRecord = Split.folds(of: cohort, count: 5, seed: 1, options: Split.Options(unit: .record))
  let byPatient = Split.folds(of: cohort, count: 5, seed: 1)
  for split in [byRecord, byPatient] {
    guard let report = try OverlapAudit(of: cohort, split: split).run() else { return }
    print(report.verdict.rawValue, report.reasons)
  }
}
