import Cohorts
import Learning

extension TrainingRequest {
  /// What may help where a network knows none of a cohort's labels: a table's codes can be named, a database's cannot.
  func adviceOnCodes(of cohort: Cohort) -> String {
    guard self.cohort.prefix(while: { $0 != ":" && $0 != "," }) == IndexLoader.name, cohort.vocabulary.system == .local
    else { return "" }
    return
      "; say what the table's codes are, as csv,codes=scp:FILE or csv,codes=snomed:FILE, or write its labels as the "
      + "network does"
  }
}
